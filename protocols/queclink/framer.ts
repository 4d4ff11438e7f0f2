import type { Framed, Framer } from '@lakiri/kit';
import { bytesOf } from './ascii.ts';

/**
 * The longest message: a `GTERI` of 1,000 bytes of bus data with ten accessories, or a `GTDTT` of 1,024
 * bytes in hex, with its place. A longer one is an attack or a lost delimiter.
 */
export const FRAME_BYTES_MAX = 4096;

/** One run of garbage is handed on in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

const PLUS = 0x2b;
const DOLLAR = 0x24;
const NUL = 0x00;
const CR = 0x0d;
const LF = 0x0a;
const HEADS = ['+RESP:GT', '+BUFF:GT', '+ACK:GT'].map(bytesOf);

type Nonsense = 'not-a-frame' | 'too-long' | 'unterminated';
type Found = { readonly size: number } | { readonly nonsense: Nonsense } | 'wait';
const NOTHING = new Uint8Array(0);
const NO_FRAME: Found = { nonsense: 'not-a-frame' };

/** A framer for one TCP connection, device to server: from `+RESP:GT`, `+BUFF:GT` or `+ACK:GT` to `$`. */
export function framer(): Framer {
  return new QueclinkFramer();
}

/** Owns at most one unfinished message and one run of noise. */
class QueclinkFramer implements Framer {
  #waiting: Uint8Array = NOTHING;
  /** What of `#waiting` has been searched for the end. */
  #searched = 0;
  #noise: number[] = [];
  #reason: Nonsense = 'not-a-frame';

  push(chunk: Uint8Array): readonly Framed[] {
    const bytes = joined(this.#waiting, chunk);
    const found: Framed[] = [];
    let at = 0;
    let searched = this.#searched;
    while (at < bytes.length) {
      const here = look(bytes, at, Math.max(searched, at + 1));
      if (here === 'wait') break;
      if ('size' in here) {
        this.#flush(found);
        found.push({ kind: 'frame', bytes: bytes.subarray(at, at + here.size) });
        at += here.size;
      } else {
        this.#discard(found, bytes[at] ?? 0, here.nonsense);
        at += 1;
      }
      searched = 0;
    }
    this.#waiting = bytes.slice(at); // a copy, so that a large chunk is not kept for its last bytes
    // A head may have begun at the end: look there again.
    this.#searched = Math.max(this.#waiting.length - HEAD_BYTES_MAX, 0);
    return found;
  }

  end(): readonly Framed[] {
    const found: Framed[] = [];
    this.#flush(found);
    const offset = this.#waiting.length;
    if (offset > 0) {
      const malformed = { code: 'cut-off', offset };
      found.push({ kind: 'discarded', bytes: this.#waiting, malformed });
    }
    this.#waiting = NOTHING;
    this.#searched = 0;
    return found;
  }

  /** Line ends between messages are no noise, and end none. */
  #discard(found: Framed[], byte: number, why: Nonsense): void {
    const isBlank = byte === CR || byte === LF;
    if (isBlank && this.#noise.length === 0) return;
    if (this.#noise.length === 0) this.#reason = why;
    this.#noise.push(byte);
    if (this.#noise.length === DISCARDED_BYTES_MAX) this.#flush(found);
  }

  #flush(found: Framed[]): void {
    if (this.#noise.length === 0) return;
    const malformed = { code: this.#reason, offset: 0 };
    found.push({ kind: 'discarded', bytes: Uint8Array.from(this.#noise), malformed });
    this.#noise = [];
  }
}

const HEAD_BYTES_MAX = 8;

/** Always a copy: the caller may use the chunk's memory again, and frames stay valid. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** What stands at a place in the stream; `from` is where its end may be. */
function look(bytes: Uint8Array, at: number, from: number): Found {
  if (bytes[at] !== PLUS) return NO_FRAME;
  const head = headAt(bytes, at);
  if (head === 'open') return 'wait';
  if (head === 'none') return NO_FRAME;
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === DOLLAR || byte === NUL) return { size: i + 1 - at };
    // A second head says that the first message was never finished.
    if (byte === PLUS && headAt(bytes, i) === 'head') return { nonsense: 'unterminated' };
  }
  return end - at === FRAME_BYTES_MAX ? { nonsense: 'too-long' } : 'wait';
}

/** Whether a head stands here; `open` while too little of it is there to say. */
function headAt(bytes: Uint8Array, at: number): 'head' | 'none' | 'open' {
  let isOpen = false;
  for (const head of HEADS) {
    const size = Math.min(head.length, bytes.length - at);
    let same = 0;
    while (same < size && bytes[at + same] === head[same]) same += 1;
    if (same === head.length) return 'head';
    if (same === bytes.length - at) isOpen = true;
  }
  return isOpen ? 'open' : 'none';
}
