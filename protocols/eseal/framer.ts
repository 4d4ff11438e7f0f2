import { type Found, type Framer, framerOf } from '@lakiri/kit';

/** The longest frame. A report has about 130 bytes; a longer one than this is an attack or a lost delimiter. */
export const FRAME_BYTES_MAX = 512;

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

const HASH = 0x23;
const COMMA = 0x2c;
const END = 0x45; // E
const CR = 0x0d;
const LF = 0x0a;
/** `##S,` */
const START = [HASH, HASH, 0x53, COMMA] as const;

type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into texts from `##S,` to `,E##`. Line ends between them are passed over; what is neither
 * is noise.
 */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX, isBetween: isLineEnd });
}

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}

function look(bytes: Uint8Array, at: number): Found<Nonsense> {
  for (const [offset, byte] of START.entries()) {
    if (at + offset >= bytes.length) return 'wait';
    if (bytes[at + offset] !== byte) return 'not-a-frame';
  }
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  const hash = bytes.subarray(0, end).indexOf(HASH, at + START.length);
  const full = end - at === FRAME_BYTES_MAX ? 'too-long' : 'wait';
  if (hash === -1) return full;
  // No field holds `#`: it ends the text, or says that the text was never finished.
  if (bytes[hash - 1] !== END || bytes[hash - 2] !== COMMA) return 'unterminated';
  if (hash + 1 === end) return full;
  return bytes[hash + 1] === HASH ? { size: hash + 2 - at } : 'unterminated';
}
