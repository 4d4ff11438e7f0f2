const HEAD_BYTES = 4;

/** A frame whose head tells its length; anything too short for one as it is. */
export function mendLakiri(frame: Uint8Array): Uint8Array {
  if (frame.length <= HEAD_BYTES || frame.length > 0xffff) return frame;
  const mended = frame.slice();
  mended[0] = 0x4c;
  mended[1] = 0x4b;
  new DataView(mended.buffer).setUint16(2, mended.length - HEAD_BYTES);
  return mended;
}
