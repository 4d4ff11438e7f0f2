// A text message's fields. A report of an external device (UEX) carries that device's bytes, in which a
// semicolon or a line end is no delimiter: their number stands before them.

const SEMICOLON = 0x3b;
const ESCAPE = 0x01;
const CAPITAL_U = 0x55;

/** ST300 manual 1.41 §6-8: at most 500 bytes, each of which may be escaped as two. */
const DATA_BYTES_MAX = 500;

/** HDR to I/O of ST300, with one field of cell; the ST600 has five. */
const LEGACY_LENGTH_AT: Readonly<Record<string, number>> = { ST600UEX: 20, ST650UEX: 20 };
const LENGTH_AT = 16;
const HEAD_BYTES_MAX = 400;

/** `to` is not known while bytes are missing. */
export type Span = { readonly from: number; readonly to: number | undefined };

/**
 * Where a `…UEX` at `at` keeps the external device's bytes; `undefined` where it is no such report, its
 * head is not all there, or the number of bytes is none or wrong.
 */
export function dataIn(bytes: Uint8Array, at: number, end: number): Span | undefined {
  let from = at;
  let lengthAt = LENGTH_AT;
  const limit = Math.min(end, at + HEAD_BYTES_MAX);
  for (let i = at, number = 0; i < limit; i++) {
    if (bytes[i] !== SEMICOLON) continue;
    const field = textIn(bytes, from, i);
    if (number === 0 && !field.endsWith('UEX')) return undefined;
    if (number === 0) lengthAt = LEGACY_LENGTH_AT[field] ?? LENGTH_AT;
    if (number === 2 && bytes[at] === CAPITAL_U) lengthAt = mappedLengthAt(field);
    if (number === lengthAt) return spanOf(bytes, { from: i + 1, end, length: field });
    from = i + 1;
    number += 1;
  }
  return undefined;
}

/** In the universal form the map says which fields there are; bit 19 is the length. */
function mappedLengthAt(map: string): number {
  if (!/^[0-9A-Fa-f]{6,8}$/.test(map)) return -1;
  const bits = Number.parseInt(map, 16);
  let at = 3;
  for (let bit = 1; bit < 19; bit++) if ((bits >>> bit) % 2 === 1) at += 1;
  return at;
}

/** Zero is sent as 01 10 and one as 01 11: a pair counts as one. */
function spanOf(
  bytes: Uint8Array,
  { from, end, length }: { from: number; end: number; length: string },
): Span | undefined {
  if (!/^\d{1,3}$/.test(length) || Number(length) > DATA_BYTES_MAX) return undefined;
  let at = from;
  for (let left = Number(length); left > 0; left--) {
    if (at >= end) return { from, to: undefined };
    at += bytes[at] === ESCAPE ? 2 : 1;
  }
  if (at >= end) return { from, to: undefined };
  // A number that is not followed by a semicolon is not believed.
  return bytes[at] === SEMICOLON ? { from, to: at } : undefined;
}

/** The fields of a whole message, the external device's bytes as one. */
export function fieldsOf(bytes: Uint8Array): readonly string[] {
  const data = dataIn(bytes, 0, bytes.length);
  const text = textIn(bytes, 0, bytes.length);
  if (data?.to === undefined) return text.split(';');
  return [
    ...text.slice(0, data.from - 1).split(';'),
    unescaped(text.slice(data.from, data.to)),
    ...text.slice(data.to + 1).split(';'),
  ];
}

function unescaped(text: string): string {
  return text.replaceAll('\u0001\u0010', '\0').replaceAll('\u0001\u0011', '\u0001');
}

function textIn(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
