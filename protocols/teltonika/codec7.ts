// Codec 7 of the GH series, a personal tracker: records whose masks say what is in them. The layout is the one that open
// decoders agree on with captures; the maker's page no longer has it.
import {
  ByteReader,
  FrameTooShort,
  instant,
  type Malformed,
  NO_BITS,
  type RawValue,
  type Report,
} from '@lakiri/kit';

/** Priority in the upper two bits, seconds since 2007 in the others. */
const SECONDS_MASK = 0x3fffffff;
const EPOCH_S = 1_167_609_600;
const PRIORITY_SHIFT = 30;

const HAS_PLACE = 1 << 0;
const HAS_VALUES = [
  { mask: 1 << 1, bytes: 1 },
  { mask: 1 << 2, bytes: 2 },
  { mask: 1 << 3, bytes: 4 },
] as const;

const ANGLE_DEG = 360 / 256;

type Draft = { -readonly [Field in keyof Report]: Report[Field] } & {
  raw: Record<string, RawValue>;
};

/** Reads `count` records of `frame[from, to)`, or says where they do not hold together. */
export function readCodec7(
  frame: Uint8Array,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): readonly Report[] | Malformed {
  const bytes = new ByteReader(frame.subarray(0, to));
  bytes.take(from);
  const reports: Report[] = [];
  try {
    for (let left = count; left > 0; left--) reports.push(readRecord(bytes, frame));
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return { code: 'record-cut-off', offset: error.offset };
  }
  return bytes.left === 0 ? reports : { code: 'trailing-bytes', offset: bytes.offset };
}

function readRecord(bytes: ByteReader, frame: Uint8Array): Report {
  const from = bytes.offset;
  const time = bytes.u32();
  const mask = bytes.u8();
  const draft: Draft = {
    occurredAt: instant(((time & SECONDS_MASK) + EPOCH_S) * 1000) ?? null,
    source: 'live',
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    bits: NO_BITS,
    event: null,
    raw: { priority: time >>> PRIORITY_SHIFT },
    record: frame,
  };
  if (mask & HAS_PLACE) readPlace(bytes, draft);
  for (const group of HAS_VALUES) if (mask & group.mask) readValues(bytes, draft, group.bytes);
  draft.record = frame.subarray(from, bytes.offset);
  return draft;
}

/** A mask, then what it says: degrees as floats, metres, 256ths of a turn, km/h, satellites, cell, signal, operator. */
function readPlace(bytes: ByteReader, draft: Draft): void {
  const mask = bytes.u8();
  const { raw } = draft;
  if (mask & 0x01) {
    draft.lat = readFloat(bytes);
    draft.lon = readFloat(bytes);
    draft.fix = 'gnss';
  }
  if (mask & 0x02) draft.altitudeM = bytes.u16();
  if (mask & 0x04) draft.courseDeg = bytes.u8() * ANGLE_DEG;
  if (mask & 0x08) draft.speedKmh = bytes.u8();
  if (mask & 0x10) draft.satellites = bytes.u8();
  if (mask & 0x20) raw['cell'] = `${bytes.u16()}:${bytes.u16()}`;
  if (mask & 0x40) raw['signal'] = bytes.u8();
  if (mask & 0x80) raw['operator'] = bytes.u32();
  if (draft.satellites === 0) draft.fix = 'none';
}

/** What is no number is no place. */
function readFloat(bytes: ByteReader): number | null {
  const four = bytes.take(4);
  const value = new DataView(four.buffer, four.byteOffset, 4).getFloat32(0);
  return Number.isFinite(value) ? value : null;
}

function readValues(bytes: ByteReader, { raw }: Draft, size: 1 | 2 | 4): void {
  for (let left = bytes.u8(); left > 0; left--) {
    const id = bytes.u8();
    raw[`io.${id}`] = size === 1 ? bytes.u8() : size === 2 ? bytes.u16() : bytes.u32();
  }
}
