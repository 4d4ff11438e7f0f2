import type { Framed, Framer } from '@lakiri/kit';
import { dataIn } from './parts.ts';

/**
 * The longest message: a `PresetA` with all settings of a device, or 500 escaped bytes of an external one
 * with its place. A longer one is an attack or a lost delimiter.
 */
export const FRAME_BYTES_MAX = 2048;

/** One run of garbage is handed on in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = 1024;

/** STATUS and ALERT in the universal zip form: header 1, length 2, device 5, map 3. */
const BINARY_HEADERS: readonly number[] = [0x81, 0x82];
const BINARY_HEAD_BYTES = 3;
const BINARY_LENGTH_MIN = 8;

/** `ST600UEX;`, `Location` of the ST910 comes later. */
const WORD_BYTES_MAX = 9;
const WORD_BYTES_MIN = 3;
const CR = 0x0d;
const LF = 0x0a;
const SEMICOLON = 0x3b;

type Nonsense = 'not-a-frame' | 'too-long' | 'length-out-of-range';
type Found = { readonly size: number } | { readonly nonsense: Nonsense } | 'wait';
const NOTHING = new Uint8Array(0);
const NO_FRAME: Found = { nonsense: 'not-a-frame' };

/** A framer for one TCP connection, device to server: texts to a carriage return, and binary 81 and 82. */
export function framer(): Framer {
  return new SuntechFramer();
}

/** Owns at most one unfinished message and one run of noise. */
class SuntechFramer implements Framer {
  #waiting: Uint8Array = NOTHING;
  #noise: number[] = [];
  #reason: Nonsense = 'not-a-frame';

  push(chunk: Uint8Array): readonly Framed[] {
    const bytes = joined(this.#waiting, chunk);
    const found: Framed[] = [];
    let at = 0;
    while (at < bytes.length) {
      const here = look(bytes, at);
      if (here === 'wait') break;
      if ('size' in here) {
        this.#flush(found);
        found.push({ kind: 'frame', bytes: bytes.subarray(at, at + here.size) });
        at += here.size;
      } else {
        this.#discard(found, bytes[at] ?? 0, here.nonsense);
        at += 1;
      }
    }
    this.#waiting = bytes.slice(at); // a copy, so that a large chunk is not kept for its last bytes
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

/** Always a copy: the caller may use the chunk's memory again, and frames stay valid. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function look(bytes: Uint8Array, at: number): Found {
  if (BINARY_HEADERS.includes(bytes[at] ?? 0)) return lookBinary(bytes, at);
  return lookText(bytes, at);
}

function lookBinary(bytes: Uint8Array, at: number): Found {
  if (bytes.length - at < BINARY_HEAD_BYTES) return 'wait';
  const length = (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0);
  const size = length + BINARY_HEAD_BYTES;
  if (length < BINARY_LENGTH_MIN || size > FRAME_BYTES_MAX)
    return { nonsense: 'length-out-of-range' };
  return bytes.length - at < size ? 'wait' : { size };
}

function lookText(bytes: Uint8Array, at: number): Found {
  const word = wordAt(bytes, at);
  if (word !== 'word') return word === 'open' ? 'wait' : NO_FRAME;
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  const first = bytes.indexOf(CR, at);
  if (first === -1 || first >= end)
    return end - at === FRAME_BYTES_MAX ? { nonsense: 'too-long' } : 'wait';
  const data = dataIn(bytes, at, end);
  if (data === undefined || data.from > first) return { size: first + 1 - at };
  // An external device's bytes may hold line ends, so theirs are counted first.
  const last = data.to === undefined ? -1 : bytes.indexOf(CR, data.to);
  if (last !== -1 && last < end) return { size: last + 1 - at };
  return end - at === FRAME_BYTES_MAX ? { nonsense: 'too-long' } : 'wait';
}

/** Whether a header stands here: capitals and digits to a semicolon; `open` while too few are there. */
function wordAt(bytes: Uint8Array, at: number): 'word' | 'none' | 'open' {
  const end = Math.min(bytes.length, at + WORD_BYTES_MAX + 1);
  for (let i = at; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === SEMICOLON) return i - at >= WORD_BYTES_MIN ? 'word' : 'none';
    const isCapital = byte >= 0x41 && byte <= 0x5a;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (!isCapital && !(isDigit && i > at)) return 'none';
  }
  return end === at + WORD_BYTES_MAX + 1 ? 'none' : 'open';
}
