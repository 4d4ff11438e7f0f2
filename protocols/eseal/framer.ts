import type { Framed, Framer } from '@lakiri/kit';

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

/** What stands at a place in the stream: so many bytes of frame, not yet enough to say, or nothing. */
type Found = { readonly size: number } | 'wait' | Nonsense;
type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into texts from `##S,` to `,E##`. Line ends between them are passed over; what is neither
 * is noise.
 */
export function framer(): Framer {
  let waiting: Uint8Array = new Uint8Array(0);
  let garbage: number[] = [];
  let reason: string = 'not-a-frame';

  const flush = (found: Framed[]): void => {
    if (garbage.length === 0) return;
    const malformed = { code: reason, offset: 0 };
    found.push({ kind: 'discarded', bytes: Uint8Array.from(garbage), malformed });
    garbage = [];
  };
  const discard = (found: Framed[], byte: number, why: string): void => {
    if (garbage.length === 0) {
      if (byte === CR || byte === LF) return;
      reason = why;
    }
    garbage.push(byte);
    if (garbage.length === DISCARDED_BYTES_MAX) flush(found);
  };

  return {
    push(chunk) {
      const bytes = joined(waiting, chunk);
      const found: Framed[] = [];
      let at = 0;
      while (at < bytes.length) {
        const here = look(bytes, at);
        if (here === 'wait') break;
        if (typeof here === 'string') {
          discard(found, bytes[at] ?? 0, here);
          at += 1;
          continue;
        }
        flush(found);
        found.push({ kind: 'frame', bytes: bytes.subarray(at, at + here.size) });
        at += here.size;
      }
      waiting = bytes.slice(at); // a copy, so that a large chunk is not kept for its last bytes
      return found;
    },
    end() {
      const found: Framed[] = [];
      if (garbage.length === 0 && waiting.length > 0) {
        const malformed = { code: 'cut-off', offset: waiting.length };
        found.push({ kind: 'discarded', bytes: waiting, malformed });
      } else {
        for (const byte of waiting) discard(found, byte, 'cut-off');
        flush(found);
      }
      waiting = new Uint8Array(0);
      return found;
    },
  };
}

/** Always a copy: the caller may use the chunk's memory again, and frames stay valid. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function look(bytes: Uint8Array, at: number): Found {
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
