import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX } from './envelope.ts';
import { framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

/** GT06 and its kin (Concox, Jimi and others) over TCP (§3.4). */
export const gt06: Dialect = {
  name: 'gt06',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  acknowledge,
  orders,
};

export type { AlarmMeaning } from './alarms.ts';
export { type Answer, decodeAnswer } from './answer.ts';
export {
  type AlarmInput,
  type CellInput,
  type CommandInput,
  encodeAlarm,
  encodeCommand,
  encodeHeartbeat,
  encodeLogin,
  encodeOldReply,
  encodePosition,
  encodeReply,
  encodeTimeRequest,
  type HeartbeatInput,
  type InfoInput,
  type LoginInput,
  type PlaceInput,
  type PositionInput,
} from './encode.ts';
export { MODELS, PROFILES } from './models.ts';
export { type HeartbeatForm, leniently, type ProfileData } from './profile.ts';
