import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

/** Omni locks over TCP, in the CMD, SC and BG forms (§3.6). */
export const omni: Dialect = {
  name: 'omni',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  acknowledge,
  orders,
};

export { type Answer, decodeAnswer } from './answer.ts';
export {
  encodeAlarm,
  encodeKeyReply,
  encodeLockReport,
  encodePosition,
  encodeState,
  encodeUnlockResult,
  type OperationInput,
  type PositionInput,
  type Speaker,
  type StateInput,
} from './encode-device.ts';
export {
  type Addressee,
  encodeKeyRequest,
  encodeLock,
  encodeQuestion,
  encodeTracking,
  encodeUnlock,
  type Order,
} from './encode-server.ts';
export type { StateField } from './layout.ts';
export type { OmniProfileData } from './profile.ts';
export { operationKey, secretSpans } from './secrets.ts';
export { FORMS, type Form } from './text.ts';
