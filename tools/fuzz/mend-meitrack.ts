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
  const said = Buffer.concat([
    frame.subarray(0, LENGTH_AT),
    Buffer.from(size),
    frame.subarray(comma, frame.length - TAIL_BYTES),
    Buffer.from('*'),
  ]);
  const sum = said.reduce((total, byte) => (total + byte) & 0xff, 0);
  const tail = Buffer.from(`${sum.toString(16).padStart(2, '0').toUpperCase()}\r\n`);
  return Uint8Array.from(Buffer.concat([said, tail]));
}
