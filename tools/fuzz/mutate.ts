import type { Chance } from '@lakiri/kit';

/** Bytes at which careless code stumbles: ends of ranges, and the delimiters and escapes of our dialects. */
const AWKWARD = [
  0x00, 0x01, 0x0a, 0x0d, 0x20, 0x24, 0x28, 0x29, 0x2a, 0x2c, 0x3d, 0x3e, 0x78, 0x79, 0x7d, 0x7e,
  0x7f, 0x80, 0xe6, 0xe7, 0xfe, 0xff,
];
const CHANGES_MAX = 6;
const RUN_BYTES_MAX = 40;
/** A mutant longer than this tests only the limit, which every run does anyway. */
const MUTANT_BYTES_MAX = 1 << 16;

type Change = (bytes: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array;

const CHANGES: readonly Change[] = [
  (bytes, chance) => put(bytes, at(bytes, chance), chance.integer(0, 255)),
  (bytes, chance) => put(bytes, at(bytes, chance), chance.pick(AWKWARD)),
  (bytes, chance) => {
    const place = at(bytes, chance);
    return put(bytes, place, (bytes[place] ?? 0) ^ (1 << chance.integer(0, 7)));
  },
  (bytes, chance) => bytes.subarray(0, at(bytes, chance)),
  (bytes, chance) => bytes.subarray(at(bytes, chance)),
  (bytes, chance) =>
    insert(bytes, at(bytes, chance), chance.bytes(chance.integer(1, RUN_BYTES_MAX))),
  (bytes, chance) => {
    const from = at(bytes, chance);
    const to = Math.min(bytes.length, from + chance.integer(1, RUN_BYTES_MAX));
    return insert(bytes, from, bytes.subarray(from, to)); // said twice
  },
  (bytes, chance) => {
    const from = at(bytes, chance);
    return joined(bytes.subarray(0, from), bytes.subarray(from + chance.integer(1, RUN_BYTES_MAX)));
  },
  (bytes, chance, other) =>
    joined(bytes.subarray(0, at(bytes, chance)), other.subarray(at(other, chance))),
  (bytes, chance) => {
    const filled = bytes.slice();
    const from = at(bytes, chance);
    return filled.fill(chance.pick(AWKWARD), from, from + chance.integer(1, RUN_BYTES_MAX));
  },
];

/** A frame changed in a few places; now and then one that is whole, so that both are met in one stream. */
export function mutant(frames: readonly Uint8Array[], chance: Chance): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(chance.pick(frames)); // a Buffer's slice would be a view
  const count = chance.integer(0, CHANGES_MAX);
  for (let n = 0; n < count; n++) {
    bytes = chance.pick(CHANGES)(bytes, chance, chance.pick(frames));
    if (bytes.length > MUTANT_BYTES_MAX) bytes = bytes.subarray(0, MUTANT_BYTES_MAX);
  }
  return bytes;
}

/** The chunks in which a stream comes: whole, byte by byte, or cut anywhere. */
export function chunksOf(stream: Uint8Array, chance: Chance): readonly Uint8Array[] {
  const chunkBytesMax = chance.pick([1, 3, 17, 100, 1_500, stream.length + 1]);
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < stream.length; ) {
    const size = chance.integer(1, chunkBytesMax);
    chunks.push(stream.slice(from, from + size));
    from += size;
  }
  return chunks;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function at(bytes: Uint8Array, chance: Chance): number {
  return bytes.length === 0 ? 0 : chance.integer(0, bytes.length - 1);
}

function put(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const changed = bytes.slice();
  if (place < changed.length) changed[place] = value;
  return changed;
}

function insert(bytes: Uint8Array, place: number, more: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, place), more, bytes.subarray(place));
}
