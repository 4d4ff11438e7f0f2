import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer, PART_BYTES_MAX } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

/** JT/T 808-2013 and 2019 over TCP and UDP, with the seals that extend it (§3.2, §3.3). */
export const jt808: Dialect = {
  name: 'jt808',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  datagrams: { bytesMax: PART_BYTES_MAX, decode },
  acknowledge,
  orders,
};

export { type Answer, decodeAnswer, type ParameterSaid } from './answer.ts';
export {
  encodeControl,
  encodeParameters,
  encodeText,
  encodeTransparent,
  encodeTransparentText,
  encodeVehicleControl,
  type ParameterInput,
} from './encode-command.ts';
export {
  BODY_BYTES_MAX,
  encodeFragments,
  encodeFrame,
  type Form,
  type Header,
} from './encode-frame.ts';
export {
  type BatchInput,
  batteryItem,
  cardEventItem,
  encodeBatch,
  encodeLocation,
  encodeShort,
  type ItemInput,
  type LocationInput,
  mileageItem,
  odometerItem,
  passwordEventItem,
  type ShortInput,
  type SlaveInput,
  type SubLockInput,
  satellitesItem,
  sealEventItem,
  signalItem,
  slavesItem,
  subLocksItem,
  voltageItem,
} from './encode-location.ts';
export {
  type BracketInput,
  encodeAuthenticate,
  encodeBrackets,
  encodeGeneralReply,
  encodeHeartbeat,
  encodeRegister,
  encodeTextAnswer,
  encodeTimeRequest,
  encodeUpTransparent,
  type RegisterInput,
} from './encode-session.ts';
export { MODELS, PROFILES } from './models.ts';
export { type BitMeaning, type ItemTable, leniently, type ProfileData } from './profile.ts';
export { unescapeFrame } from './shown.ts';
