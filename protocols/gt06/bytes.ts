const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Lower-case hex of bytes; what is BCD on the wire reads as its digits. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte] ?? '';
  return text;
}

/** The two digits of a code, as the alarm tables have them. */
export function pairOf(byte: number): string {
  return PAIRS[byte] ?? '';
}

/** Printable ASCII; anything else becomes a dot, so that a log line stays one line. */
export function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += isPrintable(byte) ? String.fromCharCode(byte) : '.';
  return text;
}

export function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}
