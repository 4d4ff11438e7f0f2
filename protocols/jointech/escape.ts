// §3.1: text frames that carry binary write 28, 29, 2C and 3D as 3D and the byte XOR 3D, so that a
// bracket or comma inside is never one of the frame's own.

const ESCAPE = 0x3d;
const OPEN = 0x28;
/** An escaped byte's second half is a control byte (15, 14, 11, 00); `=` in plain text is none. */
const ESCAPED_MAX = 0x1f;

/** A text frame as the device meant it. A `$` frame, and a frame without escapes, come back as they are. */
export function unescapeFrame(frame: Uint8Array): Uint8Array {
  if (frame[0] !== OPEN || !frame.includes(ESCAPE)) return frame;
  return unescapeBytes(frame);
}

/** Undoes the escapes of any bytes. */
export function unescapeBytes(wire: Uint8Array): Uint8Array {
  const plain = new Uint8Array(wire.length);
  let size = 0;
  for (let at = 0; at < wire.length; at++) {
    const escaped = isEscape(wire, at);
    if (escaped) at++;
    plain[size++] = escaped ? (wire[at] ?? 0) ^ ESCAPE : (wire[at] ?? 0);
  }
  return plain.slice(0, size);
}

/** Where in `wire` the byte stands that is number `plainOffset` after unescaping. */
export function wireOffset(wire: Uint8Array, plainOffset: number): number {
  let at = 0;
  for (let plain = 0; plain < plainOffset; plain++) at += isEscape(wire, at) ? 2 : 1;
  return at;
}

function isEscape(wire: Uint8Array, at: number): boolean {
  const next = wire[at + 1];
  return wire[at] === ESCAPE && next !== undefined && next <= ESCAPED_MAX;
}
