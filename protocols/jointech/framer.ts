import { type Found, type Framer, framerOf } from '@lakiri/kit';
import { offsetOfBadBcd } from './bcd.ts';

/**
 * The longest frame, of either kind. §3.1: a long form takes at most 265 bytes (its length is one
 * byte), a short form of 37 records 1,009, a text of 20 cards about 250. A longer one is an attack or
 * a lost delimiter.
 */
export const FRAME_BYTES_MAX = 1024;

/** One run of garbage is reported in pieces of at most this, so that memory stays bounded. */
const DISCARDED_BYTES_MAX = FRAME_BYTES_MAX;

const DOLLAR = 0x24;
const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;

/** `$`, id, and the bytes that tell the form and its length. */
const BINARY_HEAD_BYTES = 10;
/** `(` and a word of at most 15 letters or digits (an id or a command), then a comma or the end. */
const TEXT_HEAD_BYTES = 17;

type Nonsense = 'not-a-frame' | 'bad-bcd' | 'too-long' | 'unterminated';

/**
 * Cuts a stream into `$` frames (length-driven, §3.1) and `(…)` texts, and skips what is neither one
 * byte at a time. Frames come out as they were on the wire, escapes and all.
 */
export function framer(): Framer {
  return framerOf({ look, discardedBytesMax: DISCARDED_BYTES_MAX });
}

function look(bytes: Uint8Array, at: number): Found<Nonsense> {
  if (bytes[at] === DOLLAR) return lookBinary(bytes, at);
  if (bytes[at] === OPEN) return lookText(bytes, at);
  return 'not-a-frame';
}

function lookBinary(bytes: Uint8Array, at: number): Found<Nonsense> {
  // Whatever of the id is here is judged at once, but always the whole of it before the length:
  // the verdict must not depend on where the stream was cut.
  const idEnd = Math.min(at + 6, bytes.length);
  if (offsetOfBadBcd(bytes, at + 1, idEnd) !== -1) return 'bad-bcd';
  if (bytes.length - at < BINARY_HEAD_BYTES) return 'wait';
  const size = frameSize(bytes, at);
  if (size > FRAME_BYTES_MAX) return 'too-long';
  return bytes.length - at < size ? 'wait' : { size };
}

/**
 * The size a `$` frame announces. §3.1: byte 8 = 0 means the long form, whose length is bytes 8–9; in
 * the short form the length is bytes 7–8.
 */
export function frameSize(bytes: Uint8Array, at: number): number {
  const eight = bytes[at + 8] ?? 0;
  const length = eight === 0 ? (bytes[at + 9] ?? 0) : (bytes[at + 7] ?? 0) * 256 + eight;
  return length + 10;
}

/** §3.1: brackets inside are escaped, so a second `(` says that the first text was never finished. */
function lookText(bytes: Uint8Array, at: number): Found<Nonsense> {
  const end = Math.min(bytes.length, at + FRAME_BYTES_MAX);
  let inWord = true;
  for (let i = at + 1; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === CLOSE) return { size: i + 1 - at };
    if (byte === OPEN) return 'unterminated';
    if (!inWord) continue;
    if (byte === COMMA) inWord = false;
    else if (!isWord(byte) || i - at >= TEXT_HEAD_BYTES - 1) return 'not-a-frame';
  }
  return end - at === FRAME_BYTES_MAX ? 'too-long' : 'wait';
}

function isWord(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}
