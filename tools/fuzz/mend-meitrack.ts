const COMMA = 0x2c;
/** `*`, two digits and the line end. */
const TAIL_BYTES = 5;
/** `$$` and the identifier. */
const LENGTH_AT = 3;

/** A frame whose length and sum are right; one without a comma as it is. */
export function mendMeitrack(frame: Uint8Array): Uint8Array {
  const comma = frame.indexOf(COMMA);
  if (comma < LENGTH_AT || comma + TAIL_BYTES > frame.length) return frame;
  const size = String(frame.length - comma).padStart(2, '0');
  const mended = new Uint8Array(LENGTH_AT + size.length + frame.length - comma);
  mended.set(frame.subarray(0, LENGTH_AT));
  put(mended, LENGTH_AT, size);
  mended.set(frame.subarray(comma), LENGTH_AT + size.length);
  const starAt = mended.length - TAIL_BYTES;
  put(mended, starAt, '*');
  let sum = 0;
  for (let at = 0; at <= starAt; at++) sum += mended[at] ?? 0;
  put(mended, starAt + 1, `${(sum & 0xff).toString(16).padStart(2, '0').toUpperCase()}\r\n`);
  return mended;
}

function put(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
