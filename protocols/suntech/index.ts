import type { Dialect } from '@lakiri/kit';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

export { ALERTS, type Codes, EMERGENCIES, type Meaning } from './alerts.ts';
export { type Answer, decodeAnswer } from './answer.ts';
export {
  type CommandInput,
  encodeAlive,
  encodeBinary,
  encodeCommand,
  encodeLegacy,
  encodeReply,
  encodeUniversal,
  encodeUniversalCommand,
  type LegacyInput,
  type ReadingInput,
  type UniversalInput,
} from './encode.ts';
export type { ProfileData } from './profile.ts';
export { shown as withoutTerminator } from './shown.ts';

/** Suntech trackers: SA200, ST300, ST4xx, ST500, ST600, ST910 and the universal form, text and 81/82. */
export const suntech: Dialect = {
  name: 'suntech',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  datagrams: { bytesMax: FRAME_BYTES_MAX, decode },
  // By default the makers' devices wait for nothing, and take what the server says for a command.
  acknowledge: () => undefined,
  orders,
};
