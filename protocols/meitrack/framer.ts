import type { Framed, Framer } from '@lakiri/kit';
import { announcedAt, FRAME_BYTES_MAX, isCrLf, isSumAt } from './envelope.ts';

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

const CR = 0x0d;
const LF = 0x0a;
const DOLLAR = 0x24;
/** `*`, two digits and the line end. */
const TAIL_BYTES = 5;
const LINE_END_BYTES = 2;

/** What stands at a place in the stream: so many bytes of frame, not yet enough to say, or nothing. */
type Found = { readonly size: number } | 'wait' | Nonsense;
type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into frames by the length that each announces, for what a batch holds may be any byte. What does not end
 * where it says is skipped one byte at a time.
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
      if (isAllButLineEnd(waiting)) {
        flush(found);
        found.push({ kind: 'frame', bytes: waiting });
      } else if (garbage.length === 0 && waiting.length > 0) {
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
  const announced = announcedAt(bytes, at, bytes.length);
  if (announced === 'wait') return 'wait';
  if (typeof announced === 'number') return 'not-a-frame';
  const { size } = announced;
  if (size > FRAME_BYTES_MAX) return 'too-long';
  if (size - TAIL_BYTES <= announced.commaAt - at) return 'unterminated';
  const end = at + size;
  if (bytes.length < end) return 'wait';
  if (!isSumAt(bytes, end - TAIL_BYTES)) return 'unterminated';
  if (isCrLf(bytes, end - LINE_END_BYTES)) return { size };
  // Counted, but not sent: the next frame begins where the line end should be.
  const isNext = bytes[end - 2] === DOLLAR && bytes[end - 1] === DOLLAR;
  return isNext ? { size: size - LINE_END_BYTES } : 'unterminated';
}

/** A text that is whole but for its line end says all that it has to say. */
function isAllButLineEnd(bytes: Uint8Array): boolean {
  const announced = announcedAt(bytes, 0, bytes.length);
  return (
    typeof announced === 'object' &&
    bytes.length === announced.size - LINE_END_BYTES &&
    isSumAt(bytes, bytes.length - TAIL_BYTES + LINE_END_BYTES)
  );
}
