import {
  ByteReader,
  FrameTooShort,
  type Instant,
  instantOfUtc,
  type Malformed,
  MINUTE_MS,
  NO_BITS,
  type RawValue,
  type Report,
} from '@lakiri/kit';
import { DRIVER_ALERT, type Meaning } from './alerts.ts';
import { rawOf } from './fields.ts';
import type { SuntechProfile } from './profile.ts';

// The universal form in bytes. It says what the text form says, and the report of one is the report of the
// other: what is a number there is one here, and what keeps its digits there is text here.

const ALERT = 0x82;

/** Which bit of the map brings which field: universal reporting guide §1.1 and §2.1, as in the text form. */
const BIT = {
  ...{ model: 1, swVersion: 2, msgType: 3, date: 4, time: 5, cellId: 6, mcc: 7, mnc: 8, lac: 9 },
  ...{ rxLevel: 10, lat: 11, lon: 12, speed: 13, course: 14, satellites: 15, fix: 16 },
  ...{ inState: 17, outState: 18, kind: 19, why: 20, tail: 21 },
} as const;
const ID_BYTES = 5;
const MAP_BYTES = 3;
const HEAD_BYTES = 3;
const SUPPLY_BYTES = 4;
const CENTURY = 2000;
const YEAR_MAX = 99; // of two digits
const SIGN = 2 ** 31;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BITS = Array.from({ length: 256 }, (_, byte) => byte.toString(2).padStart(8, '0'));

type Said = { readonly wireId: string; readonly report: Report };

/** Reads a binary message. Voltages and whatever the device was set to add stand behind the last field. */
export function readBinary(
  frame: Uint8Array,
  profile: SuntechProfile,
): Said | { readonly fault: Malformed } {
  const bytes = new ByteReader(frame);
  try {
    const header = bytes.u8();
    const length = bytes.u16();
    if (frame.length !== length + HEAD_BYTES)
      return { fault: { code: 'length-mismatch', offset: 1 } };
    const wireId = hexOf(bytes, ID_BYTES);
    if (/[^\d]/.test(wireId)) return { fault: { code: 'bad-id', offset: HEAD_BYTES } };
    return { wireId, report: readReport(frame, { bytes, header, profile }) };
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return { fault: { code: 'cut-off', offset: error.offset } };
  }
}

type Reading = {
  readonly bytes: ByteReader;
  readonly header: number;
  readonly profile: SuntechProfile;
};

function readReport(frame: Uint8Array, { bytes, header, profile }: Reading): Report {
  const mapText = hexOf(bytes, MAP_BYTES);
  const map = Number.parseInt(mapText, 16);
  const raw: Record<string, RawValue> = {
    message: header === ALERT ? 'ALT' : 'STT',
    map: rawOf(mapText),
  };
  const record = new Uint8Array(frame); // a Buffer's slice would be a view
  readHead(map, { bytes, raw, record });
  const occurredAt = readTime(map, bytes, profile.utcOffsetMinutes);
  readCell(map, bytes, raw);
  const place = readPlace(map, bytes);
  readState(map, bytes, raw);
  const meaning =
    header === ALERT
      ? readAlert(map, { bytes, raw, profile })
      : readStatus(map, { bytes, raw, record });
  readSupply(bytes, raw);
  if (meaning.alarm !== undefined) raw['alarm'] = meaning.alarm;
  const { inState } = raw;
  const runs =
    meaning.ignition ?? (typeof inState === 'string' ? inState.endsWith('1') : undefined);
  if (runs !== undefined) raw['ignition'] = runs;
  return {
    occurredAt,
    source: raw['msgType'] === 0 ? 'stored' : 'live',
    fix: raw['fix'] === 1 ? 'gnss' : 'none',
    ...place,
    ...{ altitudeM: null, odometerKm: null, batteryPct: null },
    bits: meaning.event === 'battery.low' ? { ...NO_BITS, lowBattery: true } : NO_BITS,
    event: eventOf(meaning),
    raw,
    record,
  };
}

function readHead(map: number, { bytes, raw, record }: Tail & Kept): void {
  if (has(map, BIT.model)) raw['model'] = String(bytes.u8());
  if (has(map, BIT.swVersion)) raw['swVersion'] = `${bytes.u8()}.${bytes.u8()}.${bytes.u8()}`;
  if (!has(map, BIT.msgType)) return;
  forget(record, bytes.offset, 1);
  raw['msgType'] = bytes.u8();
}

function readPlace(map: number, bytes: ByteReader) {
  return {
    lat: has(map, BIT.lat) ? degrees(bytes) : null,
    lon: has(map, BIT.lon) ? degrees(bytes) : null,
    speedKmh: has(map, BIT.speed) ? bytes.u16() / 100 : null,
    courseDeg: has(map, BIT.course) ? bytes.u16() / 100 : null,
    satellites: has(map, BIT.satellites) ? bytes.u8() : null,
  };
}

function has(map: number, bit: number): boolean {
  return ((map >>> bit) & 1) === 1;
}

/** A message sent again has another number and another flag of real time: neither is of its record. */
function forget(record: Uint8Array, at: number, size: number): void {
  record.fill(0, at, at + size);
}

/** Date and time of a clock so many minutes ahead of UTC; both or none. */
function readTime(map: number, bytes: ByteReader, aheadMinutes: number): Instant | null {
  const hasDate = has(map, BIT.date);
  const hasTime = has(map, BIT.time);
  const [year, month, day] = hasDate ? [bytes.u8(), bytes.u8(), bytes.u8()] : NONE;
  const [hour, minute, second] = hasTime ? [bytes.u8(), bytes.u8(), bytes.u8()] : NONE;
  if (!hasDate || !hasTime || year > YEAR_MAX) return null;
  const at = instantOfUtc({ year: CENTURY + year, month, day, hour, minute, second });
  return at === undefined ? null : ((at - aheadMinutes * MINUTE_MS) as Instant);
}

const NONE = [0, 0, 0] as const;

function readCell(map: number, bytes: ByteReader, raw: Record<string, RawValue>): void {
  if (has(map, BIT.cellId)) raw['cellId'] = hexOf(bytes, 4);
  if (has(map, BIT.mcc)) raw['mcc'] = bytes.u16();
  if (has(map, BIT.mnc)) raw['mnc'] = bytes.u16();
  if (has(map, BIT.lac)) raw['lac'] = hexOf(bytes, 2);
  if (has(map, BIT.rxLevel)) raw['rxLevel'] = bytes.u8();
}

function readState(map: number, bytes: ByteReader, raw: Record<string, RawValue>): void {
  if (has(map, BIT.fix)) raw['fix'] = bytes.u8();
  if (has(map, BIT.inState)) raw['inState'] = BITS[bytes.u8()] ?? '';
  if (has(map, BIT.outState)) raw['outState'] = BITS[bytes.u8()] ?? '';
}

type Tail = { readonly bytes: ByteReader; readonly raw: Record<string, RawValue> };
type Kept = { readonly record: Uint8Array };

function readStatus(map: number, { bytes, raw, record }: Tail & Kept): Meaning {
  if (has(map, BIT.kind)) raw['mode'] = bytes.u8();
  if (has(map, BIT.why)) raw['reportType'] = bytes.u8();
  if (has(map, BIT.tail)) {
    forget(record, bytes.offset, 2);
    raw['msgNum'] = String(bytes.u16());
  }
  return NO_MEANING;
}

const NO_MEANING: Meaning = {};

/** ALERT_MOD tells in its lower byte how many bytes of data follow. */
function readAlert(
  map: number,
  { bytes, raw, profile }: Tail & { readonly profile: SuntechProfile },
): Meaning {
  const id = has(map, BIT.kind) ? String(bytes.u8()) : undefined;
  const mod = has(map, BIT.why) ? bytes.u16() : undefined;
  if (id !== undefined) raw['alertId'] = Number(id);
  if (mod !== undefined) raw['alertMod'] = mod;
  const size = (mod ?? 0) & 0xff;
  if (has(map, BIT.tail) && size > 0) {
    const data = hexOf(bytes, size);
    raw['alertData'] = data;
    if (id === DRIVER_ALERT) raw['driverUniqueId'] = data;
  }
  return (id === undefined ? undefined : profile.alerts[id]) ?? NO_MEANING;
}

function readSupply(bytes: ByteReader, raw: Record<string, RawValue>): void {
  if (bytes.left >= SUPPLY_BYTES) {
    raw['batteryVoltage'] = bytes.u16() / 10;
    raw['power'] = bytes.u16() / 100;
  }
  if (bytes.left > 0) raw['assigned'] = rawOf(hexOf(bytes, bytes.left));
}

function eventOf({ event }: Meaning): Report['event'] {
  if (event === undefined) return null;
  return { type: event, credential: null, wrongCount: null, verification: null };
}

/** Millionths; the uppermost bit is the sign, the others are no complement. */
function degrees(bytes: ByteReader): number {
  const value = bytes.u32();
  return value >= SIGN ? -(value - SIGN) / 1e6 : value / 1e6;
}

function hexOf(bytes: ByteReader, size: number): string {
  let text = '';
  for (const byte of bytes.take(size)) text += HEX[byte] ?? '';
  return text;
}
