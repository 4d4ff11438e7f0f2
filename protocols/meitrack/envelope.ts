import type { Malformed } from '@lakiri/kit';
import { textAt } from './bytes.ts';

/**
 * The longest frame, either way. The maker says 50 to 1,046 bytes; cameras and full caches send more, but never more than one
 * packet of the network.
 */
export const FRAME_BYTES_MAX = 1500;

const DOLLAR = 0x24;
const AT_SIGN = 0x40;
const COMMA = 0x2c;
const STAR = 0x2a;
const CR = 0x0d;
const LF = 0x0a;
/** Data identifiers. */
const FLAG_MIN = 0x41;
const FLAG_MAX = 0x7a;
/** `$$`, the identifier. */
const LENGTH_AT = 3;
const LENGTH_DIGITS_MAX = 4;
/** `*` and two digits. */
const SUM_BYTES = 3;
const LINE_END_BYTES = 2;

/** What is around the content of a frame. */
export type Envelope = {
  readonly from: 'device' | 'server';
  readonly flag: string;
  readonly imei: string;
  readonly word: string;
  readonly wordAt: number;
  /** The first byte behind the word and its comma. */
  readonly contentAt: number;
  /** The star behind the content. */
  readonly starAt: number;
};

/** What the beginning of a frame announces: where its first comma is, and all its bytes with the line end. */
export type Announced = { readonly commaAt: number; readonly size: number };

export function isCrLf(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CR && bytes[at + 1] === LF;
}

/** Whether `*` and two digits stand at `at`. */
export function isSumAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === STAR && hexDigit(bytes[at + 1]) >= 0 && hexDigit(bytes[at + 2]) >= 0;
}

/**
 * What begins at `at`; the offset of the byte that fits no beginning; or 'wait' for bytes that are
 * not there. Each byte is judged in order, so more bytes never change what was settled.
 */
export function announcedAt(
  bytes: Uint8Array,
  at: number,
  end: number,
): Announced | number | 'wait' {
  const first = bytes[at];
  if (at >= end) return 'wait';
  if (first !== DOLLAR && first !== AT_SIGN) return 0;
  if (at + 1 >= end) return 'wait';
  if (bytes[at + 1] !== first) return 1;
  if (at + 2 >= end) return 'wait';
  const flag = bytes[at + 2] ?? 0;
  return flag < FLAG_MIN || flag > FLAG_MAX ? 2 : lengthAt(bytes, at, end);
}

function lengthAt(bytes: Uint8Array, at: number, end: number): Announced | number | 'wait' {
  let length = 0;
  for (let digit = 0; digit <= LENGTH_DIGITS_MAX; digit++) {
    const offset = LENGTH_AT + digit;
    if (at + offset >= end) return 'wait';
    const byte = bytes[at + offset] ?? 0;
    if (byte === COMMA && digit > 0) return { commaAt: at + offset, size: offset + length };
    if (byte < 0x30 || byte > 0x39) return offset;
    length = length * 10 + byte - 0x30;
  }
  return LENGTH_AT + LENGTH_DIGITS_MAX;
}

/** Reads the envelope of any bytes whatever; `lenient`: whatever its length and sum say. */
export function readEnvelope(frame: Uint8Array, lenient: boolean): Envelope | Malformed {
  const announced = announcedAt(frame, 0, frame.length);
  if (announced === 'wait') return { code: 'cut-off', offset: frame.length };
  if (typeof announced === 'number') return { code: 'not-a-frame', offset: announced };
  const hasEnd = isCrLf(frame, frame.length - LINE_END_BYTES);
  const starAt = frame.length - (hasEnd ? LINE_END_BYTES : 0) - SUM_BYTES;
  if (starAt <= announced.commaAt || !isSumAt(frame, starAt))
    return { code: 'unterminated', offset: frame.length };
  const size = frame.length + (hasEnd ? 0 : LINE_END_BYTES);
  if (!lenient && size !== announced.size) return { code: 'length-mismatch', offset: LENGTH_AT };
  if (!lenient && sumOf(frame, starAt + 1) !== sumAt(frame, starAt))
    return { code: 'wrong-checksum', offset: starAt + 1 };
  return readHead(frame, announced.commaAt, starAt);
}

function readHead(frame: Uint8Array, commaAt: number, starAt: number): Envelope | Malformed {
  const imeiAt = commaAt + 1;
  const imeiEnd = frame.indexOf(COMMA, imeiAt);
  const imei = textAt(frame, imeiAt, Math.min(imeiEnd === -1 ? starAt : imeiEnd, starAt));
  if (!/^\d{10,20}$/.test(imei)) return { code: 'bad-id', offset: imeiAt };
  const wordAt = imeiAt + imei.length + 1;
  const word = textAt(frame, wordAt, Math.min(wordAt + 3, starAt));
  const behind = frame[wordAt + 3];
  if (!/^[0-9A-Z]{3}$/.test(word) || (behind !== COMMA && wordAt + 3 !== starAt))
    return { code: 'bad-word', offset: Math.min(wordAt, frame.length) };
  return {
    from: frame[0] === DOLLAR ? 'device' : 'server',
    flag: textAt(frame, 2, 3),
    imei,
    word,
    wordAt,
    contentAt: Math.min(wordAt + 4, starAt),
    starAt,
  };
}

/** The low byte of the sum of all bytes before `end`. */
export function sumOf(bytes: Uint8Array, end: number): number {
  let sum = 0;
  for (let at = 0; at < end; at++) sum += bytes[at] ?? 0;
  return sum & 0xff;
}

function sumAt(frame: Uint8Array, starAt: number): number {
  return hexDigit(frame[starAt + 1]) * 16 + hexDigit(frame[starAt + 2]);
}

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
