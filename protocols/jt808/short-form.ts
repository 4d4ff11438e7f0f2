import type { RawValue, Report } from '@lakiri/kit';
import { bcd, hexOf, isBcd, u16At, u32At } from './bytes.ts';
import { clockAt } from './clock.ts';
import { addWord, batteryPct, type Draft, newDraft, put, readItems } from './item.ts';
import { SHORT_TABLE } from './items.ts';
import { type Read, type Reading, reportsOf } from './location.ts';

// §3.2, JT705A, from the body's first byte: clock 6, latitude 4, longitude 4.5 and flags 0.5, knots 1,
// course/2 1, signal 1, satellites 1, odometer 4, battery 1, cell 4, LAC 2, product 1, status 2, alarm 2.
export const SHORT_PLACE_BYTES = 35;
const AT = {
  lat: 6,
  lon: 10,
  flags: 14,
  knots: 15,
  course: 16,
  signal: 17,
  satellites: 18,
  odometer: 19,
  battery: 23,
  cell: 24,
  lac: 28,
  product: 30,
  status: 31,
  alarm: 33,
} as const;

/** AA and AB say that it is charging. */
const CHARGING = [0xaa, 0xab];
const LOCK = 3;
const LOCKED = 0x20;
const LOW_BATTERY = 0x08;

/** Alarm bits of a lock, from bit 0. */
const LOCK_ALARMS = [
  'overspeed',
  'lowPower',
  'vibration',
  'lowBattery',
  undefined,
  'geofenceEnter',
  'geofenceExit',
] as const;

/** The offset of the first byte that is no digit where digits must be, or -1. */
export function offsetOfBadDigit(bytes: Uint8Array, from: number): number {
  for (let at = from; at < from + AT.flags; at++) if (!isBcd(bytes, at, 1)) return at;
  return (bytes[from + AT.flags] ?? 0) > 0x9f ? from + AT.flags : -1;
}

/** One reading of a JT705A; the caller has checked its size and its digits. */
export function readShort(reading: Reading): Read {
  const { bytes, from, to, wireId, messageId, serial } = reading;
  const alarm = u16At(bytes, from + AT.alarm);
  const status = u16At(bytes, from + AT.status);
  const product = bytes[from + AT.product] ?? 0;
  const raw = {
    messageId,
    serial,
    alarm,
    status,
    alarms: null,
    product,
    rssi: bytes[from + AT.signal] ?? 0,
    cellId: u32At(bytes, from + AT.cell),
    lac: u16At(bytes, from + AT.lac),
  };
  const draft = newDraft(raw, wireId);
  if (product === LOCK) readLock(draft, status, alarm);
  readBattery(draft, bytes[from + AT.battery] ?? 0);
  const at = from + SHORT_PLACE_BYTES;
  readItems({ bytes, id: 0, at, size: 0, draft }, to, SHORT_TABLE);
  return { reports: reportsOf(baseOf(reading, draft), draft, reading), secrets: draft.secrets };
}

function readLock(draft: Draft, status: number, alarm: number): void {
  draft.bits.motorLocked = (status & LOCKED) !== 0;
  draft.bits.lowBattery = (alarm & LOW_BATTERY) !== 0;
  for (const [bit, word] of LOCK_ALARMS.entries())
    if (word !== undefined && (alarm & (1 << bit)) !== 0) addWord(draft, word);
  if (draft.words !== '') put(draft.raw, 'alarms', draft.words);
}

function readBattery(draft: Draft, battery: number): void {
  if (CHARGING.includes(battery)) draft.bits.charging = true;
  else batteryPct(draft, battery);
}

type Base = Omit<Report, 'event' | 'record' | 'part'>;

function baseOf({ bytes, from, source }: Reading, draft: Draft): Base {
  const occurredAt = clockAt(bytes, from, { order: 'ddMMyy', utcOffsetMinutes: 0 });
  if (occurredAt === null) put(draft.raw, 'clock', hexOf(bytes, from, 6));
  const place = placeOf(bytes, from);
  const course = (bytes[from + AT.course] ?? 0) * 2;
  return {
    occurredAt,
    source,
    ...place,
    speedKmh: ((bytes[from + AT.knots] ?? 0) * 1852) / 1000, // a nautical mile is 1,852 m
    courseDeg: course <= 360 ? course : null,
    altitudeM: draft.altitudeM,
    satellites: bytes[from + AT.satellites] ?? 0,
    odometerKm: u32At(bytes, from + AT.odometer),
    batteryPct: draft.batteryPct,
    bits: draft.bits,
    raw: draft.raw satisfies Record<string, RawValue>,
  };
}

/** Flags: 1 fix, 2 north, 4 east (§3.1, offset 24.5). Minutes of 60 or more are no place. */
function placeOf(bytes: Uint8Array, from: number): Pick<Report, 'fix' | 'lat' | 'lon'> {
  const last = bytes[from + AT.flags] ?? 0;
  const lat = degrees(pairs(bytes, from + AT.lat), 90);
  const lon = degrees(pairs(bytes, from + AT.lon) * 10 + (last >> 4), 180);
  if (lat === null || lon === null) return { fix: 'none', lat: null, lon: null };
  return {
    fix: (last & 0x01) !== 0 ? 'gnss' : 'none',
    lat: (last & 0x02) !== 0 ? lat : 0 - lat,
    lon: (last & 0x04) !== 0 ? lon : 0 - lon,
  };
}

/** Eight digits. */
function pairs(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bcd(bytes, at), bcd(bytes, at + 1), bcd(bytes, at + 2), bcd(bytes, at + 3)];
  return a * 1_000_000 + b * 10_000 + c * 100 + d;
}

/** Degrees of D…DMMmmmm, to six decimals: a step on the wire is 1.7 of the sixth. */
function degrees(digits: number, max: number): number | null {
  const whole = Math.floor(digits / 1_000_000);
  const units = digits - whole * 1_000_000; // ten-thousandths of a minute
  const value = Math.round(whole * 1_000_000 + (units * 5) / 3) / 1_000_000;
  return units < 600_000 && value <= max ? value : null;
}
