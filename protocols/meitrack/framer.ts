import type { Framed, Framer } from '@lakiri/kit';
import { announcedAt, FRAME_BYTES_MAX, isCrLf, isSumAt } from './envelope.ts';

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

/** What is kept for the next chunk: one frame, and the doubling that led to it. */
const HELD_BYTES_MAX = 2 * FRAME_BYTES_MAX;

const NOTHING = new Uint8Array(0);

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
  let held: Uint8Array = NOTHING;
  let waiting = 0;
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
      held = withRoom(held, waiting, chunk.length);
      held.set(chunk, waiting);
      const end = waiting + chunk.length;
      const found: Framed[] = [];
      let at = 0;
      while (at < end) {
        const here = look(held, at, end);
        if (here === 'wait') break;
        if (typeof here === 'string') {
          discard(found, held[at] ?? 0, here);
          at += 1;
          continue;
        }
        flush(found);
        found.push({ kind: 'frame', bytes: held.slice(at, at + here.size) });
        at += here.size;
      }
      held.copyWithin(0, at, end);
      waiting = end - at;
      // A quiet connection holds nothing, and no one holds the room that a large chunk took.
      if (waiting === 0 || held.length > HELD_BYTES_MAX) held = held.slice(0, waiting);
      return found;
    },
    end() {
      const found: Framed[] = [];
      const rest = held.slice(0, waiting);
      if (isAllButLineEnd(rest)) {
        flush(found);
        found.push({ kind: 'frame', bytes: rest });
      } else if (garbage.length === 0 && rest.length > 0) {
        const malformed = { code: 'cut-off', offset: rest.length };
        found.push({ kind: 'discarded', bytes: rest, malformed });
      } else {
        for (const byte of rest) discard(found, byte, 'cut-off');
        flush(found);
      }
      held = NOTHING;
      waiting = 0;
      return found;
    },
  };
}

/** The same bytes with room for more: grown by doubling, so that a frame sent byte by byte is not copied at each. */
function withRoom(held: Uint8Array, waiting: number, more: number): Uint8Array {
  if (waiting + more <= held.length) return held;
  const wider = new Uint8Array(Math.max(waiting + more, Math.min(2 * held.length, HELD_BYTES_MAX)));
  wider.set(held.subarray(0, waiting));
  return wider;
}

function look(bytes: Uint8Array, at: number, end: number): Found {
  const announced = announcedAt(bytes, at, end);
  if (announced === 'wait') return 'wait';
  if (typeof announced === 'number') return 'not-a-frame';
  const { size } = announced;
  if (size > FRAME_BYTES_MAX) return 'too-long';
  if (size - TAIL_BYTES <= announced.commaAt - at) return 'unterminated';
  const to = at + size;
  if (end < to) return 'wait';
  if (!isSumAt(bytes, to - TAIL_BYTES)) return 'unterminated';
  if (isCrLf(bytes, to - LINE_END_BYTES)) return { size };
  // Counted, but not sent: the next frame begins where the line end should be.
  const isNext = bytes[to - 2] === DOLLAR && bytes[to - 1] === DOLLAR;
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
