import {
  type ByteReader,
  cellOf,
  type Instant,
  instant,
  type RawValue,
  type Report,
  signalOfBars,
} from '@lakiri/kit';
import { addBeacons } from './beacons.ts';
import type { AvlLayout } from './codec.ts';
import { hexOf } from './hex.ts';
import { type IoMap, type Meant, noteValue, nothingMeant } from './profile.ts';

const DEGREES = 1e7; // coordinates are ten-millionths of a degree
const COURSE_DEG_MAX = 360;
const U32 = 2 ** 32;
/** Above this high word a u64 no longer fits a number exactly. */
const HIGH_WORD_MAX = 2 ** 21 - 1;

/** Sizes of the IO groups of fixed-size values, in the order in which they are sent. */
type Groups = readonly number[];
export const GROUPS: Groups = [1, 2, 4, 8];
/** Seen once, from an FMB130 in codec 8 (README): a fifth group of values of 16 bytes. */
export const GROUPS_AND_16: Groups = [1, 2, 4, 8, 16];

/** `io.<id>` by the maker's numbers, beside the fields of the record that `Report` has no word for. */
type Raw = {
  readonly priority: number;
  eventId?: number;
  generation?: number;
  angle?: number;
  ioTotal?: number;
  card?: string;
  [io: `io.${string}`]: RawValue;
};
type IoPart = { readonly raw: Raw; readonly meant: Meant; readonly map: IoMap };

export type RecordShape = {
  readonly layout: AvlLayout;
  readonly groups: Groups;
  readonly map: IoMap;
};

/** Reads one record. Throws FrameTooShort where the record passes the end of the reader's bytes. */
export function readRecord(bytes: ByteReader, frame: Uint8Array, shape: RecordShape): Report {
  const from = bytes.offset;
  const occurredAt = readTimestamp(bytes);
  const priority = bytes.u8();
  const lon = bytes.i32() / DEGREES;
  const lat = bytes.i32() / DEGREES;
  const altitudeM = bytes.i16();
  const angle = bytes.u16();
  const satellites = bytes.u8();
  const speedKmh = bytes.u16();
  const raw: Raw = { priority };
  const io: IoPart = { raw, meant: nothingMeant(), map: shape.map };
  if (angle > COURSE_DEG_MAX) raw.angle = angle;
  readIo(bytes, shape, io);
  const { batteryPct, odometerKm, bits, event } = io.meant;
  return {
    occurredAt,
    source: 'live', // the codecs mark no stored record (README)
    fix: satellites === 0 ? 'none' : 'gnss', // the maker: coordinates then repeat the last or are 0
    lat,
    lon,
    speedKmh,
    courseDeg: angle > COURSE_DEG_MAX ? null : angle,
    altitudeM,
    satellites,
    ...radioOf(raw),
    odometerKm,
    batteryPct,
    bits,
    event,
    raw,
    record: frame.subarray(from, bytes.offset),
  };
}

const BARS_MAX = 5;
/** Country and network in one number: 63902 is Safaricom. */
const NETWORKS = 100;

/** The maker's AVL ids 21 (signal), 205 (cell), 206 (area) and 241 (operator). */
function radioOf(raw: Raw): Pick<Report, 'signal' | 'cell'> {
  const { [keyOf(21)]: bars, [keyOf(205)]: cell, [keyOf(206)]: area, [keyOf(241)]: operator } = raw;
  if (bars === undefined && cell === undefined) return {};
  const network = typeof operator === 'number' ? operator : 0;
  return {
    signal: typeof bars === 'number' ? signalOfBars(bars, BARS_MAX) : undefined,
    cell: cellOf({ mcc: Math.floor(network / NETWORKS), mnc: network % NETWORKS, area, cell }),
  };
}

/** False when the record's own total of IO values is not the number that it holds. */
export function hasRightTotal(report: Report): boolean {
  return !('ioTotal' in report.raw);
}

/** UTC milliseconds, u64; `null` for what no date can hold. */
function readTimestamp(bytes: ByteReader): Instant | null {
  const high = bytes.u32();
  const low = bytes.u32();
  return instant(high * U32 + low) ?? null;
}

function readIo(bytes: ByteReader, { layout, groups }: RecordShape, io: IoPart): void {
  const { raw } = io;
  const wide = layout.idBytes === 2;
  raw.eventId = wide ? bytes.u16() : bytes.u8();
  if (layout.hasGeneration) raw.generation = bytes.u8();
  const wideCounts = layout.countBytes === 2;
  const total = wideCounts ? bytes.u16() : bytes.u8();
  let read = 0;
  for (const size of groups) {
    const count = wideCounts ? bytes.u16() : bytes.u8();
    read += count;
    for (let left = count; left > 0; left--)
      readValue(bytes, { id: wide ? bytes.u16() : bytes.u8(), size }, io);
  }
  if (layout.hasVariableGroup) read += readVariableGroup(bytes, io);
  // The walk does not need the total, so a wrong one costs no record; it is kept, not hidden.
  if (read !== total) raw.ioTotal = total;
}

function readValue(
  bytes: ByteReader,
  { id, size }: { readonly id: number; readonly size: number },
  io: IoPart,
): void {
  if (size === 16) {
    io.raw[keyOf(id)] = hexOf(bytes.take(size));
    return;
  }
  if (size === 8) {
    const value = readU64(bytes);
    io.raw[keyOf(id)] = value;
    const isCard = io.map.get(id)?.some((binding) => binding.means === 'card');
    if (isCard === true && value !== 0) io.raw.card = BigInt(value).toString(16).padStart(16, '0');
    return;
  }
  const value = size === 1 ? bytes.u8() : size === 2 ? bytes.u16() : bytes.u32();
  io.raw[keyOf(id)] = value;
  const bindings = io.map.get(id);
  if (bindings === undefined) return;
  for (const binding of bindings) if (binding.bytes === size) noteValue(io, binding, value);
}

/** A number, or decimal text where a number would lose digits. */
function readU64(bytes: ByteReader): number | string {
  const high = bytes.u32();
  const low = bytes.u32();
  if (high <= HIGH_WORD_MAX) return high * U32 + low;
  return String((BigInt(high) << 32n) | BigInt(low));
}

function readVariableGroup(bytes: ByteReader, io: IoPart): number {
  const count = bytes.u16();
  for (let left = count; left > 0; left--) {
    const id = bytes.u16();
    const value = bytes.take(bytes.u16());
    io.raw[keyOf(id)] = hexOf(value);
    const isBeacons = io.map.get(id)?.some((binding) => binding.means === 'beacons');
    if (isBeacons === true) addBeacons(io.raw, keyOf(id), value);
  }
  return count;
}

// 65,536 ids at most; making each key once halves the cost of a record.
const KEYS: `io.${number}`[] = [];

function keyOf(id: number): `io.${number}` {
  const known = KEYS[id];
  if (known !== undefined) return known;
  const key = `io.${id}` as const;
  KEYS[id] = key;
  return key;
}
