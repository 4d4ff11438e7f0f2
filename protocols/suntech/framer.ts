import { type Found, type Framer, framerOf } from '@lakiri/kit';
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
/** A framer for one TCP connection, device to server: texts to a carriage return, and binary 81 and 82. */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX, isBetween: isLineEnd });
}

/** They stand between messages, and end none. */
const isLineEnd = (byte: number): boolean => byte === CR || byte === LF;

function look(bytes: Uint8Array, at: number): Found<Nonsense> {
  if (BINARY_HEADERS.includes(bytes[at] ?? 0)) return lookBinary(bytes, at);
  return lookText(bytes, at);
}

function lookBinary(bytes: Uint8Array, at: number): Found<Nonsense> {
  if (bytes.length - at < BINARY_HEAD_BYTES) return 'wait';
  const length = (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0);
  const size = length + BINARY_HEAD_BYTES;
  if (length < BINARY_LENGTH_MIN || size > FRAME_BYTES_MAX) return 'length-out-of-range';
  return bytes.length - at < size ? 'wait' : { size };
}

function lookText(bytes: Uint8Array, at: number): Found<Nonsense> {
  const word = wordAt(bytes, at);
  if (word !== 'word') return word === 'open' ? 'wait' : 'not-a-frame';
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  const first = bytes.indexOf(CR, at);
  if (first === -1 || first >= end) return end - at === FRAME_BYTES_MAX ? 'too-long' : 'wait';
  const data = dataIn(bytes, at, end);
  if (data === undefined || data.from > first) return { size: first + 1 - at };
  // An external device's bytes may hold line ends, so theirs are counted first.
  const last = data.to === undefined ? -1 : bytes.indexOf(CR, data.to);
  if (last !== -1 && last < end) return { size: last + 1 - at };
  return end - at === FRAME_BYTES_MAX ? 'too-long' : 'wait';
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
