import { type Found, type Framer, framerOf } from '@lakiri/kit';

/**
 * The longest frame. The longest text with a table, S5 of a BG lock, has about 150 bytes, a web address to fetch firmware
 * from (U5) some 300; a longer one is an attack or a lost delimiter.
 */
export const FRAME_BYTES_MAX = 1024;

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = FRAME_BYTES_MAX;

const STAR = 0x2a;
const HASH = 0x23;
const CR = 0x0d;
const LF = 0x0a;
/** Two of these go before every text of a server. */
const PREFIX = 0xff;
/** `*` and four capitals. */
const HEAD_BYTES = 5;

type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into `*ABCD,…#` texts, with the two bytes FF before them when there are. Line ends
 * between texts are passed over; what is neither is noise.
 */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX, isBetween: isLineEnd });
}

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}

function look(bytes: Uint8Array, at: number): Found<Nonsense> {
  if (bytes[at] === STAR) return lookText(bytes, at, at);
  for (let before = 0; before < 2; before++) {
    if (at + before >= bytes.length) return 'wait';
    if (bytes[at + before] !== PREFIX) return 'not-a-frame';
  }
  if (at + 2 >= bytes.length) return 'wait';
  return bytes[at + 2] === STAR ? lookText(bytes, at, at + 2) : 'not-a-frame';
}

/** No field holds `*` or `#`, so a second `*` says that the first text was never finished. */
function lookText(bytes: Uint8Array, from: number, star: number): Found<Nonsense> {
  const end = Math.min(bytes.length, from + FRAME_BYTES_MAX);
  for (let at = star + 1; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (at < star + HEAD_BYTES) {
      if (byte < 0x41 || byte > 0x5a) return 'not-a-frame';
      continue;
    }
    if (byte === HASH) return { size: at + 1 - from };
    if (byte === STAR) return 'unterminated';
  }
  return end - from === FRAME_BYTES_MAX ? 'too-long' : 'wait';
}
