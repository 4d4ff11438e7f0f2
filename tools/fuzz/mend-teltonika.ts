const HEAD_BYTES = 8;
const SUM_BYTES = 4;

/** CRC-16/IBM (reflected A001, from 0), as the maker's pages have it. */
function crc16(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at++) {
    crc ^= bytes[at] ?? 0;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

/** A packet whose length and sum are right; anything too short for one as it is. */
export function mendTeltonika(frame: Uint8Array): Uint8Array {
  if (frame.length < HEAD_BYTES + SUM_BYTES + 3 || frame[0] !== 0 || frame[1] !== 0) return frame;
  const mended = frame.slice();
  const view = new DataView(mended.buffer);
  const to = mended.length - SUM_BYTES;
  view.setUint32(0, 0);
  view.setUint32(4, to - HEAD_BYTES);
  view.setUint32(to, crc16(mended, HEAD_BYTES, to));
  return mended;
}
