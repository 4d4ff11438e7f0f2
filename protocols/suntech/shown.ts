const CR = 0x0d;
const BINARY_HEADERS: readonly number[] = [0x81, 0x82];

/** A text without the carriage return that ends it; a binary message as it is. */
export function shown(frame: Uint8Array): Uint8Array {
  if (BINARY_HEADERS.includes(frame[0] ?? 0)) return frame;
  return frame.subarray(0, frame.findLastIndex((byte) => byte !== CR) + 1);
}
