import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

/** eSeal over TCP (§3.6). */
export const eseal: Dialect = {
  name: 'eseal',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  acknowledge,
  orders,
};

export { type Answer, decodeAnswer } from './answer.ts';
export {
  type Envelope,
  encodeReply,
  encodeReport,
  encodeUnlock,
  type ReportInput,
} from './encode.ts';
export type { ESealProfileData } from './profile.ts';
