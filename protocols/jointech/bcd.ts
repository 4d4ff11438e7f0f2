// BCD: two decimal digits a byte (§3.1). Tables, because every frame of every seal passes here.

const NOT_BCD = 255;

/** Byte to its number 0–99, or 255 where a nibble is no digit. */
const VALUE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const high = byte >> 4;
  const low = byte & 0x0f;
  return high > 9 || low > 9 ? NOT_BCD : high * 10 + low;
});

const PAIR = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The first offset in [from, to) whose byte is not BCD, or -1. */
export function offsetOfBadBcd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bcd(bytes, at) === NOT_BCD) return at;
  return -1;
}

/** The number 0–99 at `at`; the caller has checked {@link offsetOfBadBcd}. */
export function bcd(bytes: Uint8Array, at: number): number {
  return VALUE[bytes[at] ?? NOT_BCD] ?? NOT_BCD;
}

/** `size` bytes as lower-case hex; for checked BCD these are its digits. */
export function hexOf(bytes: Uint8Array, from: number, size: number): string {
  let text = '';
  for (let at = from; at < from + size; at++) text += PAIR[bytes[at] ?? 0];
  return text;
}

/** Writes decimal digits, two a byte; an odd count is the caller's mistake. */
export function putDigits(bytes: Uint8Array, at: number, digits: string): void {
  if (!/^(\d\d)*$/.test(digits)) throw new RangeError(`not an even count of digits: ${digits}`);
  for (let i = 0; i < digits.length; i += 2)
    bytes[at + i / 2] = Number.parseInt(digits.slice(i, i + 2), 16);
}
