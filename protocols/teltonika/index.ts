import type { Dialect, Message, Outcome } from '@lakiri/kit';
import { FRAME_BYTES_MAX } from './codec.ts';
import { decodeFrame } from './decode.ts';
import { encodeCountReply, encodeLoginReply } from './encode.ts';
import { framer } from './framer.ts';
import { anyTracker, type IoProfile, mapOf } from './profile.ts';

export type { AvlCodec } from './codec.ts';
export {
  encodeCountReply,
  encodeLogin,
  encodeLoginReply,
  encodePacket,
  encodePing,
  type IoInput,
  type RecordInput,
} from './encode.ts';
export { anyTracker, type IoBinding, type IoProfile, sealOnDin1 } from './profile.ts';

/** The dialect of Teltonika trackers over TCP, with the IO ids read as `profile` says. */
export function teltonikaWith(profile: IoProfile): Dialect {
  const map = mapOf(profile);
  return {
    name: 'teltonika',
    frameBytesMax: FRAME_BYTES_MAX,
    framer,
    decode: (frame) => decodeFrame(frame, map),
    acknowledge,
  };
}

/** What holds for any Teltonika tracker, whatever is wired to it. */
export const teltonika: Dialect = teltonikaWith(anyTracker);

/**
 * Login: 01 or 00. Records: how many are kept, so 0 when refused; the device keeps what was not
 * counted. To all else (ping, unread codec, nonsense) the server says nothing.
 */
function acknowledge(message: Message, outcome: Outcome): Uint8Array | undefined {
  if (message.kind === 'login') {
    if (outcome === 'stored') return undefined;
    return encodeLoginReply(outcome === 'known');
  }
  if (message.kind !== 'reports') return undefined;
  if (outcome === 'refused') return encodeCountReply(0);
  return outcome === 'stored' ? encodeCountReply(message.reports.length) : undefined;
}
