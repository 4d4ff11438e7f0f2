// §3.3 "Escape". Between its delimiters a frame has no delimiter: 7E is written 7D 02 and 7D is 7D 01.
// The variant between E7 writes E6 01 for E6, E6 02 for E7, 3E 01 for 3E and 3E 02 for 3D.

export const DELIMITER = 0x7e;
export const VARIANT_DELIMITER = 0xe7;
export type Delimiter = typeof DELIMITER | typeof VARIANT_DELIMITER;

type Escapes = {
  /** First byte of a pair, second byte, what the pair stands for. */
  readonly pairs: readonly (readonly [number, number, number])[];
};

const STANDARD: Escapes = {
  pairs: [
    [0x7d, 0x02, 0x7e],
    [0x7d, 0x01, 0x7d],
  ],
};
const VARIANT: Escapes = {
  pairs: [
    [0xe6, 0x01, 0xe6],
    [0xe6, 0x02, 0xe7],
    [0x3e, 0x01, 0x3e],
    [0x3e, 0x02, 0x3d],
  ],
};

/** Which byte a pair stands for, or -1 where these two are no pair. */
function meantBy(first: number, second: number, delimiter: Delimiter): number {
  if (delimiter === DELIMITER) {
    if (first !== 0x7d) return -1;
    return second === 0x02 ? 0x7e : second === 0x01 ? 0x7d : -1;
  }
  for (const [one, two, meant] of VARIANT.pairs) if (one === first && two === second) return meant;
  return -1;
}

function hasEscapes(wire: Uint8Array, delimiter: Delimiter): boolean {
  return delimiter === DELIMITER
    ? wire.indexOf(0x7d) !== -1
    : wire.indexOf(0xe6) !== -1 || wire.indexOf(0x3e) !== -1;
}

/** What stands between the delimiters, as meant; the very same bytes where nothing was escaped. */
export function unescaped(wire: Uint8Array, delimiter: Delimiter): Uint8Array {
  if (!hasEscapes(wire, delimiter)) return wire;
  const plain = new Uint8Array(wire.length);
  let size = 0;
  for (let at = 0; at < wire.length; at++) {
    const meant = meantBy(wire[at] ?? 0, wire[at + 1] ?? 0, delimiter);
    plain[size++] = meant === -1 ? (wire[at] ?? 0) : meant;
    if (meant !== -1) at++;
  }
  return plain.subarray(0, size);
}

/** Where in `wire` the byte stands that is number `plainOffset` after unescaping. */
export function wireOffset(wire: Uint8Array, plainOffset: number, delimiter: Delimiter): number {
  if (!hasEscapes(wire, delimiter)) return plainOffset;
  let at = 0;
  for (let plain = 0; plain < plainOffset; plain++)
    at += meantBy(wire[at] ?? 0, wire[at + 1] ?? 0, delimiter) === -1 ? 1 : 2;
  return at;
}

/** Between its delimiters, whatever the bytes: exactly one frame. */
export function enclose(plain: Uint8Array, delimiter: Delimiter): Uint8Array {
  const { pairs } = delimiter === DELIMITER ? STANDARD : VARIANT;
  const wire = new Uint8Array(2 * plain.length + 2);
  let size = 0;
  wire[size++] = delimiter;
  for (const byte of plain) {
    const pair = pairs.find(([, , meant]) => meant === byte);
    wire[size++] = pair === undefined ? byte : pair[0];
    if (pair !== undefined) wire[size++] = pair[1];
  }
  wire[size++] = delimiter;
  return wire.slice(0, size);
}

/** The exclusive or of [from, to). */
export function xorOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum ^= bytes[at] ?? 0;
  return sum;
}
