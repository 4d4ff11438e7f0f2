import type { Malformed } from '@lakiri/kit';
import { encode, rfc8949EncodeOptions, Tokenizer } from 'cborg';

// RFC 8949, and of it only what §4.2.1 calls deterministic: shortest heads, definite lengths, map keys in bytewise order. What
// two encoders may write differently, two readers may read differently, and a signature must mean one thing.

/** A record has a map in which arrays and one map stand; its envelope has an array in a tag. */
const DEPTH_MAX = 5;
/** More than any record has, fewer than would cost time. */
const ITEMS_MAX = 256;

/** One data item and where it stands in the frame. */
export type Item = { readonly at: number; readonly to: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'simple'; readonly value: boolean | null }
  | { readonly kind: 'array'; readonly items: readonly Item[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<number | string, Item> }
  | { readonly kind: 'tag'; readonly tag: number; readonly content: Item }
);

/** What can be written: numbers are integers. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>;

/** The deterministic bytes of a value. Throws RangeError on a number that is no safe integer. */
export function cborOf(value: CborValue): Uint8Array {
  return encode(value, { ...rfc8949EncodeOptions, typeEncoders: { number: wholeNumber } });
}

function wholeNumber(value: unknown): null {
  if (!Number.isSafeInteger(value)) throw new RangeError('not a safe integer');
  return null; // and now as the encoder does it
}

/** Exactly one item. `base` is where `bytes` stand in the frame, for the offsets. Total. */
export function readCbor(bytes: Uint8Array, base = 0): Item | Malformed {
  const tokens = new Tokenizer(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    allowBigInt: false,
    allowNaN: false,
    allowInfinity: false,
  });
  const reading: Reading = { bytes, base, tokens, left: ITEMS_MAX };
  try {
    const item = readItem(reading, DEPTH_MAX);
    return tokens.done() ? item : { code: 'trailing-bytes', offset: base + tokens.pos() };
  } catch (error) {
    // The tokenizer says by throwing, and at no offset, what is no CBOR: it has not moved past it.
    const code = error instanceof Unfit ? error.code : 'bad-cbor';
    const at = error instanceof Unfit ? error.at : tokens.pos();
    return { code, offset: base + Math.min(at, bytes.length) };
  }
}

type Reading = {
  readonly bytes: Uint8Array;
  readonly base: number;
  readonly tokens: Tokenizer;
  left: number;
};

/** CBOR that is none of ours; never leaves {@link readCbor}. */
class Unfit extends Error {
  readonly code: string;
  readonly at: number;
  constructor(code: string, at: number) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

function readItem(reading: Reading, depth: number): Item {
  const { tokens, base, bytes } = reading;
  const start = tokens.pos();
  if (tokens.done()) throw new Unfit('too-short', start);
  if (depth === 0) throw new Unfit('too-deep', start);
  reading.left -= 1;
  if (reading.left < 0) throw new Unfit('too-many-items', start);
  const { type, value } = tokens.next();
  const at = base + start;
  const end = (): { at: number; to: number } => ({ at, to: base + tokens.pos() });
  switch (type.name) {
    case 'uint':
    case 'negint':
      return { kind: 'number', value: Number(value), ...end() };
    case 'bytes':
      // A view on the frame, as every other field is.
      return {
        kind: 'bytes',
        value: bytes.subarray(tokens.pos() - value.length, tokens.pos()),
        ...end(),
      };
    case 'string':
      if (!isAscii(bytes.subarray(start + 1, tokens.pos()), value))
        throw new Unfit('not-ascii', start);
      return { kind: 'text', value, ...end() };
    case 'true':
    case 'false':
    case 'null':
      return {
        kind: 'simple',
        value: type.name === 'null' ? null : type.name === 'true',
        ...end(),
      };
    case 'array': {
      const items: Item[] = [];
      for (let n = 0; n < value; n++) items.push(readItem(reading, depth - 1));
      return { kind: 'array', items, ...end() };
    }
    case 'map':
      return { kind: 'map', entries: readEntries(reading, depth, value), ...end() };
    case 'tag': {
      const content = readItem(reading, depth - 1);
      return { kind: 'tag', tag: value, content, ...end() };
    }
    default:
      throw new Unfit('unfit-type', start);
  }
}

/** §4.2.1: keys in bytewise order of their encodings, which also leaves no room for a key twice. */
function readEntries(
  reading: Reading,
  depth: number,
  size: number,
): ReadonlyMap<number | string, Item> {
  const { bytes, base, tokens } = reading;
  const entries = new Map<number | string, Item>();
  let before: Uint8Array | undefined;
  for (let n = 0; n < size; n++) {
    const start = tokens.pos();
    const key = readItem(reading, depth - 1);
    if (key.kind !== 'number' && key.kind !== 'text') throw new Unfit('bad-key', start);
    const encoded = bytes.subarray(key.at - base, key.to - base);
    if (before !== undefined && compared(before, encoded) >= 0)
      throw new Unfit('keys-not-in-order', start);
    before = encoded;
    entries.set(key.value, readItem(reading, depth - 1));
  }
  return entries;
}

function compared(a: Uint8Array, b: Uint8Array): number {
  const size = Math.min(a.length, b.length);
  for (let at = 0; at < size; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether a text item is ASCII: then its bytes and its characters are as many. The head is at most two bytes more. */
function isAscii(rest: Uint8Array, text: string): boolean {
  return rest.subarray(rest.length - text.length).every((byte) => byte >= 0x20 && byte < 0x7f);
}
