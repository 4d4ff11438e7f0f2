/** What a phone's camera makes of a seal, made smaller before it is sent; beyond it is a film or an attack. */
export const PHOTO_BYTES_MAX = 2 * 1_048_576;
/** Sent and not yet named by a report; one person at one truck takes a few. */
export const UPLOADS_MAX = 40;

export type PhotoMedia = 'image/jpeg' | 'image/png' | 'image/webp';

/** What the bytes are, by their own first ones; undefined for what no camera makes. */
export function mediaOf(bytes: Uint8Array): PhotoMedia | undefined {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  const isRiff = begins(bytes, [0x52, 0x49, 0x46, 0x46]);
  return isRiff && begins(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]) ? 'image/webp' : undefined;
}

const begins = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);
