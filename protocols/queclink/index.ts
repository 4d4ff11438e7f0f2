import type { Dialect, Message, Outcome } from '@lakiri/kit';
import { decode } from './decode.ts';
import { encodeHeartbeatSack, encodeSack } from './encode.ts';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { orders } from './order.ts';
import { profileOf } from './profile.ts';

export { type Answer, decodeAnswer } from './answer.ts';
export {
  type AckInput,
  type CommandInput,
  encodeAck,
  encodeCommand,
  encodeHeartbeat,
  encodeHeartbeatSack,
  encodeMessage,
  encodeRealTime,
  encodeSack,
  type MessageInput,
  type PlaceInput,
  placeFields,
  REAL_TIME,
  type Sender,
} from './encode.ts';
export { FAMILIES, type Family, MODELS } from './models.ts';
export type { ProfileData } from './profile.ts';

/** The text protocol of Queclink's GL, GV, GMT and GB trackers, over TCP and UDP. */
export const queclink: Dialect = {
  name: 'queclink',
  frameBytesMax: FRAME_BYTES_MAX,
  framer,
  decode,
  profileOf,
  datagrams: { bytesMax: FRAME_BYTES_MAX, decode },
  acknowledge,
  orders,
};

/**
 * "SACK": the count of a message that is stored; a device that waits for it sends again what was not
 * answered. A heartbeat of any device that is known is answered with its version.
 */
function acknowledge(message: Message, outcome: Outcome): Uint8Array | undefined {
  if (message.ack === null || outcome === 'refused') return undefined;
  const { answer, version, count } = message.ack;
  if (answer === 'GTHBD') return encodeHeartbeatSack(String(version), String(count));
  return outcome === 'stored' ? encodeSack(String(count)) : undefined;
}
