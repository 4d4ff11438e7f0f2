// Little-endian numbers, hex and text. The caller has checked that the bytes are there.

const PAIR = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function u16At(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function i16At(bytes: Uint8Array, at: number): number {
  return (u16At(bytes, at) << 16) >> 16;
}

export function i32At(bytes: Uint8Array, at: number): number {
  return u16At(bytes, at) | (u16At(bytes, at + 2) << 16);
}

export function u32At(bytes: Uint8Array, at: number): number {
  return i32At(bytes, at) >>> 0;
}

/** `size` bytes as lower-case hex, in the order of the wire. */
export function hexAt(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size; i++) text += PAIR[bytes[i] ?? 0];
  return text;
}

/** Text of single bytes (Latin-1): one character a byte, so that offsets in both are the same. */
export function textAt(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** Bytes of text whose characters are single bytes. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** A number in `size` bytes, little-endian; negative ones as two's complement. */
export function little(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => Math.floor(value / 2 ** (8 * at)) & 0xff);
}
