import type { Framed, Framer } from '@lakiri/kit';

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

/** What stands at a place in the stream: so many bytes of frame, not yet enough to say, or nothing. */
type Found = { readonly size: number } | 'wait' | Nonsense;
type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into `*ABCD,…#` texts, with the two bytes FF before them when there are. Line ends
 * between texts are passed over; what is neither is noise.
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
      for (const byte of waiting) discard(found, byte, 'cut-off');
      if (garbage.length > 0 && garbage.length === waiting.length) {
        const malformed = { code: 'cut-off', offset: waiting.length };
        found.push({ kind: 'discarded', bytes: waiting, malformed });
        garbage = [];
      }
      flush(found);
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
  if (bytes[at] === STAR) return lookText(bytes, at, at);
  for (let before = 0; before < 2; before++) {
    if (at + before >= bytes.length) return 'wait';
    if (bytes[at + before] !== PREFIX) return 'not-a-frame';
  }
  if (at + 2 >= bytes.length) return 'wait';
  return bytes[at + 2] === STAR ? lookText(bytes, at, at + 2) : 'not-a-frame';
}

/** No field holds `*` or `#`, so a second `*` says that the first text was never finished. */
function lookText(bytes: Uint8Array, from: number, star: number): Found {
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
