// Bytes, hex, BCD and text. Tables, because every frame of every device passes here.

const NOT_BCD = 255;

/** Byte to its number 0–99, or 255 where a nibble is no digit. */
const VALUE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const high = byte >> 4;
  const low = byte & 0x0f;
  return high > 9 || low > 9 ? NOT_BCD : high * 10 + low;
});

const PAIR = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The number 0–99 that two BCD digits say, or 255 where one is no digit. */
export function bcd(bytes: Uint8Array, at: number): number {
  return VALUE[bytes[at] ?? NOT_BCD] ?? NOT_BCD;
}

/** Whether every byte of [from, from + size) is two decimal digits. */
export function isBcd(bytes: Uint8Array, from: number, size: number): boolean {
  for (let at = from; at < from + size; at++) if (bcd(bytes, at) === NOT_BCD) return false;
  return true;
}

/** `size` bytes as lower-case hex; for BCD these are its digits. */
export function hexOf(bytes: Uint8Array, from: number, size: number): string {
  let text = '';
  for (let at = from; at < from + size; at++) text += PAIR[bytes[at] ?? 0];
  return text;
}

/** Bytes of hex digits; an odd count, or another character, is the caller's mistake. */
export function bytesOfHex(hex: string): Uint8Array {
  if (!/^([\da-f]{2})*$/i.test(hex)) throw new RangeError(`not pairs of hex digits: ${hex}`);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

export function u16At(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function i16At(bytes: Uint8Array, at: number): number {
  return (u16At(bytes, at) << 16) >> 16;
}

export function u24At(bytes: Uint8Array, at: number): number {
  return (u16At(bytes, at) << 8) | (bytes[at + 2] ?? 0);
}

export function u32At(bytes: Uint8Array, at: number): number {
  return ((u16At(bytes, at) << 16) | u16At(bytes, at + 2)) >>> 0;
}

/** Text of single bytes (Latin-1): one character a byte, so that offsets in both are the same. */
export function latinOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Text for reading: ASCII as it is, trimmed of zeros, blanks and line ends; any other byte (texts may be
 * GBK, which has no table here) as `\xNN`, so that nothing is lost and nothing is invented.
 */
export function readable(bytes: Uint8Array): string {
  let from = 0;
  let to = bytes.length;
  while (from < to && (bytes[from] ?? 0) <= BLANK) from++;
  while (to > from && (bytes[to - 1] ?? 0) <= BLANK) to--;
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    text += isPrintable(byte) ? String.fromCharCode(byte) : `\\x${PAIR[byte]}`;
  }
  return text;
}

const BLANK = 0x20;

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Whether all of it is printable ASCII. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every(isPrintable);
}

/** Bytes of text whose characters are single bytes; any other is the caller's mistake. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw new RangeError(`no single byte: U+${code.toString(16)}`);
    bytes[at] = code;
  }
  return bytes;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A big-endian unsigned number of `size` bytes; what does not fit is the caller's mistake. */
export function uint(value: number, size: 1 | 2 | 3 | 4): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size))
    throw new RangeError(`${value} does not fit ${size} byte(s)`);
  const bytes = new Uint8Array(size);
  for (let at = size - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  return bytes;
}
