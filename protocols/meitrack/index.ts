import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX } from './envelope.ts';
import { framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

/** Meitrack over TCP and UDP (§3.6): AAA texts, CCC, CCE and CFF batches. */
export const meitrack: Dialect = {
  name: 'meitrack',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  datagrams: { bytesMax: FRAME_BYTES_MAX, decode },
  acknowledge,
  orders,
};

export { type Answer, decodeAnswer } from './answer.ts';
export {
  encodeBatch,
  encodeFixedBatch,
  encodeReply,
  encodeTextReport,
  type ParameterInput,
  type ReportInput,
} from './encode-device.ts';
export {
  type Addressee,
  encodeOutputs,
  encodePositionRequest,
  encodeTracking,
  type OutputOrder,
} from './encode-server.ts';
export { MODELS, PROFILES } from './models.ts';
export { type InputMeaning, leniently, type MeitrackProfileData } from './profile.ts';
