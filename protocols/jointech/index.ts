import type { Dialect } from '@lakiri/kit';
import { acknowledge, rememberVersion } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { orders } from './order.ts';

/** Jointech JT701, JT701D, JT600 over TCP (§3.1): `$` binary and `(…)` text in one stream. */
export const jointech: Dialect = {
  name: 'jointech',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  remember: rememberVersion,
  acknowledge,
  orders,
};

export { ackForVersion } from './acknowledge.ts';
export { type Answer, decodeAnswer } from './answer.ts';
export type { JointechCommand, PartCommand } from './commands.ts';
export {
  encodeLongForm,
  encodeShortForm,
  type LongFormInput,
  type ShortFormInput,
  type ShortRecordInput,
} from './encode-binary.ts';
export {
  decodeCommand,
  encodeCommand,
  encodePartCommand,
  isAssumed,
  type Master,
} from './encode-command.ts';
export {
  encodeHeartbeat,
  encodeLockEvent,
  encodePasswordRequest,
  encodeReply,
  encodeTimeRequest,
  LOCK_EVENT_TYPES,
  type LockEventInput,
  type LockEventType,
} from './encode-text.ts';
export { unescapeFrame } from './escape.ts';
export { secretSpans } from './secrets.ts';
