import type { Dialect } from '@lakiri/kit';
import { acknowledge } from './acknowledge.ts';
import { decode } from './decode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import type { Signer } from './keys.ts';
import { ordersOf } from './order.ts';

/** The open dialect of seals that prove what they say: SPEC.md. */
export const lakiri: Dialect = {
  name: 'lakiri',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  orders: ordersOf(undefined),
  acknowledge,
};

/** The same where there is an authority that seals obey. */
export function lakiriWith(authority: Signer): Dialect {
  return { ...lakiri, orders: ordersOf(authority) };
}

export { type Answer, decodeAnswer } from './answer.ts';
export { hexOf } from './ascii.ts';
export { type Authority, authorityOf, isSignedText, signText } from './authority.ts';
export {
  type Command,
  commandContent,
  encodeCommand,
  type Order,
  readCommand,
  WORDS,
  type Word,
} from './command.ts';
export { readEnvelope, readHead, signedBytes } from './cose.ts';
export {
  encodeHeartbeat,
  type RecordInput,
  type SignedRecord,
  signRecord,
} from './encode.ts';
export { EVENT_CODES } from './events.ts';
export {
  keyOf,
  parseSealKey,
  recordHash,
  type SealKey,
  type Signer,
  sealSecretOf,
  signerOf,
  verifyProof,
} from './keys.ts';
export { COUNTER_STEP_MAX, type Judge, judgeCommand, RESULTS, type Result } from './obey.ts';
export type { Place } from './record.ts';
