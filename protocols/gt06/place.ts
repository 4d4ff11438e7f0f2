import type { ByteReader } from '@lakiri/kit';
import { hexOf } from './bytes.ts';
import { type Content, type Draft, put, readTime } from './fields.ts';

const DEGREES = 1_800_000; // §3.4: 30,000ths of a minute
const COURSE_DEG_MAX = 360;

const SATELLITES = 0x0f;
const COURSE = 0x03ff;
const NORTH = 1 << 10;
const WEST = 1 << 11;
const FIX = 1 << 12;
const DIFFERENTIAL = 1 << 13;
const IGNITION_KNOWN = 1 << 14;
const IGNITION_ON = 1 << 15;

/** Country, network, area and cell; wide where 4G needs more (§3.4 "4G forms"). */
export type CellShape = {
  readonly networkBytes?: 2;
  readonly areaBytes: 2 | 4;
  readonly cellBytes: 2 | 3 | 4 | 8;
};
export const CELL: CellShape = { areaBytes: 2, cellBytes: 3 };
export const CELL_WIDE: CellShape = { areaBytes: 4, cellBytes: 8 };

/** The largest high word with which an unsigned 64-bit number is still exact. */
const HIGH_WORD_MAX = 2 ** 21 - 1;
const U32 = 2 ** 32;
/** Country bit 15: the network's number has two bytes (JM-VL03 manual §10). */
const NETWORK_IS_WIDE = 1 << 15;

/** §3.4 "12 / 22": the 18 bytes time, satellites, latitude, longitude, speed, course and status. */
export function readGps(content: Content): void {
  const { bytes, draft } = content;
  readTime(bytes, content);
  draft.satellites = bytes.u8() & SATELLITES; // the other half is the length of this part
  readPlace(bytes, draft, true);
}

/** Latitude, longitude, [speed,] course and status: their sign is in the status. */
export function readPlace(bytes: ByteReader, draft: Draft, hasSpeed: boolean): void {
  const lat = bytes.u32() / DEGREES;
  const lon = bytes.u32() / DEGREES;
  if (hasSpeed) draft.speedKmh = bytes.u8();
  const flags = bytes.u16();
  draft.lat = flags & NORTH || lat === 0 ? lat : -lat;
  draft.lon = flags & WEST && lon !== 0 ? -lon : lon;
  draft.fix = flags & FIX ? 'gnss' : 'none';
  const course = flags & COURSE;
  if (course <= COURSE_DEG_MAX) draft.courseDeg = course;
  else put(draft, 'course', course);
  if (flags & DIFFERENTIAL) put(draft, 'differential', true);
  if (flags & IGNITION_KNOWN) put(draft, 'ignition', (flags & IGNITION_ON) !== 0);
}

/** One serving cell, as numbers. */
export function readCell(bytes: ByteReader, draft: Draft, shape: CellShape): void {
  readNetwork(bytes, draft, shape);
  put(draft, 'lac', shape.areaBytes === 4 ? bytes.u32() : bytes.u16());
  put(draft, 'cid', readCellId(bytes, shape));
}

/** Country and network; the network's length is in the country, or in the form. */
export function readNetwork(bytes: ByteReader, draft: Draft, { networkBytes }: CellShape): void {
  const country = bytes.u16();
  put(draft, 'mcc', country & ~NETWORK_IS_WIDE);
  put(draft, 'mnc', networkBytes === 2 || country & NETWORK_IS_WIDE ? bytes.u16() : bytes.u8());
}

export function readCellId(bytes: ByteReader, { cellBytes }: CellShape): number | string {
  if (cellBytes === 2) return bytes.u16();
  if (cellBytes === 3) return (bytes.u8() << 16) | bytes.u16();
  if (cellBytes === 4) return bytes.u32();
  const high = bytes.u32();
  const low = bytes.u32();
  // A cell has 36 bits at most; what is no cell is kept as it came.
  return high <= HIGH_WORD_MAX ? high * U32 + low : `${high.toString(16)}:${low.toString(16)}`;
}

/** The rest of the content, in hex: what no table names. */
export function keepRest({ bytes, draft }: Content): void {
  if (bytes.left > 0) put(draft, 'rest', hexOf(bytes.take(bytes.left)));
}
