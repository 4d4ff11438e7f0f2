import type { Dialect, Message, Outcome } from '@lakiri/kit';
import { FRAME_BYTES_MAX } from './codec.ts';
import { DATAGRAM_BYTES_MAX, decodeDatagram } from './datagram.ts';
import { decodeFrame } from './decode.ts';
import { encodeCountReply, encodeDatagramReply, encodeLoginReply } from './encode.ts';
import { framer } from './framer.ts';
import { anyTracker } from './models.ts';
import { orders } from './order.ts';
import { type IoProfile, mapIn, mapOf, profileOf } from './profile.ts';

export { type Answer, decodeAnswer } from './answer.ts';
export type { AvlCodec } from './codec.ts';
export { resummed } from './crc.ts';
export {
  type DatagramInput,
  encodeCountReply,
  encodeDatagram,
  encodeDatagramReply,
  encodeLogin,
  encodeLoginReply,
  encodePacket,
  encodePing,
  type IoInput,
  type RecordInput,
} from './encode.ts';
export {
  encodeCommand,
  encodeCommandFor,
  encodeNotMine,
  encodeReply,
  encodeReplyOf,
  encodeTimedText,
  type ForOne,
} from './encode-text.ts';
export { anyTracker, MODELS, PROFILES, sealOnDin1 } from './models.ts';
export type { IoBinding, IoProfile, ProfileData } from './profile.ts';

/**
 * The dialect of Teltonika trackers over TCP and UDP. `standing` says what IO ids mean where no profile of a model is
 * given.
 */
export function teltonikaWith(standing: IoProfile): Dialect {
  const map = mapOf(standing);
  return {
    name: 'teltonika',
    frameBytesMax: FRAME_BYTES_MAX,
    framer,
    decode: (frame, profile) => decodeFrame(frame, mapIn(profile) ?? map),
    profileOf,
    datagrams: {
      bytesMax: DATAGRAM_BYTES_MAX,
      decode: (datagram, profile) => decodeDatagram(datagram, mapIn(profile) ?? map),
    },
    acknowledge,
    orders,
  };
}

/** What holds for any Teltonika tracker, whatever is wired to it. */
export const teltonika: Dialect = teltonikaWith(anyTracker);

/**
 * Login: 01 or 00. Records: how many are kept, so 0 when refused; the device keeps what was not
 * counted. To all else (ping, reply, unread codec, nonsense) the server says nothing.
 */
function acknowledge(message: Message, outcome: Outcome): Uint8Array | undefined {
  if (message.kind === 'login') {
    if (outcome === 'stored') return undefined;
    return encodeLoginReply(outcome === 'known');
  }
  if (message.kind !== 'reports' || outcome === 'known') return undefined;
  const count = outcome === 'refused' ? 0 : message.reports.length;
  const { packetId, avlId } = message.ack ?? {};
  return typeof packetId === 'number' && typeof avlId === 'number'
    ? encodeDatagramReply({ packetId, avlId, count })
    : encodeCountReply(count);
}
