import {
  cellOf,
  type Fix,
  NO_BITS,
  type RawValue,
  type Report,
  type SealBits,
  signalOfCsq,
} from '@lakiri/kit';
import { concat, hexOf, i16At, u16At, u32At } from './bytes.ts';
import { clockAt } from './clock.ts';
import {
  addEvent,
  addWord,
  type Draft,
  type Item,
  isItems,
  newDraft,
  put,
  readItems,
} from './item.ts';
import { tableFor } from './items.ts';
import type { Jt808Profile } from './profile.ts';

/** §3.3: alarm 4, status 4, latitude 4, longitude 4, altitude 2, speed 2, course 2, time 6. */
export const PLACE_BYTES = 28;
const CLOCK_AT = 22;

const SOUTH = 0x04;
const WEST = 0x08;
const DEGREE = 1_000_000;

/** Where a reading stands, and what came with it. */
export type Reading = {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly wireId: string;
  readonly messageId: number;
  readonly serial: number;
  readonly source: Report['source'];
};

export type Read = { readonly reports: readonly Report[]; readonly secrets: Draft['secrets'] };

/**
 * One 0x0200 body of at least {@link PLACE_BYTES}: the place, then items. One report of the device itself, one
 * more for each further event in the same reading, and one for each sub-lock that it speaks for.
 */
export function readLocation(reading: Reading, profile: Jt808Profile): Read {
  const { bytes, from, wireId, messageId, serial } = reading;
  const alarm = u32At(bytes, from);
  const status = u32At(bytes, from + 4);
  const raw: Record<string, RawValue> = { messageId, serial, alarm, status, alarms: null };
  const draft = newDraft(raw, wireId);
  readBits(draft, { alarm, status }, profile);
  readRest(draft, reading, profile);
  if (alarm !== 0)
    for (const { mask, event } of profile.alarms)
      if (event !== undefined && (alarm & mask) !== 0) addEvent(draft, event);
  if (draft.words !== '') put(raw, 'alarms', draft.words);
  const occurredAt = clockAt(bytes, from + CLOCK_AT, {
    order: 'yyMMdd',
    utcOffsetMinutes: profile.utcOffsetMinutes,
  });
  if (occurredAt === null) put(raw, 'clock', hexOf(bytes, from + CLOCK_AT, 6));
  const place = placeOf(reading, { status, profile, raw });
  const course = u16At(bytes, from + 20);
  if (course > 360) put(raw, 'course', course);
  const base: Omit<Report, 'event' | 'record' | 'part'> = {
    occurredAt,
    source: reading.source,
    ...place,
    speedKmh: u16At(bytes, from + 18) / 10,
    courseDeg: course <= 360 ? course : null,
    altitudeM: i16At(bytes, from + 16),
    satellites: draft.satellites,
    odometerKm: draft.odometerKm,
    batteryPct: draft.batteryPct,
    ...cargoTemperatureOf(raw),
    ...radioOf(raw),
    bits: draft.bits,
    raw,
  };
  return { reports: reportsOf(base, draft, reading), secrets: draft.secrets };
}

/** JT/T 808-2019 table 27, item 6: whole degrees in the compartment. */
function cargoTemperatureOf({
  cargoTemperature,
}: Readonly<Record<string, RawValue>>): Pick<Report, 'temperatureC'> {
  return typeof cargoTemperature === 'number' ? { temperatureC: cargoTemperature } : {};
}

type Words = { readonly alarm: number; readonly status: number };

/** A bit of the seal is told whether its bit is 1 or 0; two bits for one are told by either. */
function readBits(draft: Draft, { alarm, status }: Words, profile: Jt808Profile): void {
  const { raw, bits } = draft;
  if (alarm !== 0)
    for (const { mask, word } of profile.alarms)
      if (word !== undefined && (alarm & mask) !== 0) addWord(draft, word);
  for (const rule of profile.alarmBits) tell(bits, rule, (alarm & rule.mask) !== 0);
  for (const rule of profile.status) {
    const isSet = (status & rule.mask) !== 0;
    if (rule.word !== undefined) raw[rule.word] = isSet;
    tell(bits, rule, isSet);
    if (isSet && rule.event !== undefined) addEvent(draft, rule.event);
  }
}

function tell(
  bits: Draft['bits'],
  { bit, when = true }: { readonly bit?: keyof SealBits; readonly when?: boolean },
  isSet: boolean,
): void {
  if (bit === undefined || (!isSet && bits[bit] !== null)) return;
  bits[bit] = isSet ? when : !when;
}

/** What old firmware sends in place of items: 4 unread, mileage km 4, volts/10 2, area 4, signal 1, 3 unread. */
const FIXED_BYTES = 18;

function readRest(draft: Draft, { bytes, from, to }: Reading, profile: Jt808Profile): void {
  const at = from + PLACE_BYTES;
  if (to - at === FIXED_BYTES && !isItems(bytes, at, to)) {
    draft.odometerKm = u32At(bytes, at + 4);
    put(draft.raw, 'battery', u16At(bytes, at + 8) / 10);
    put(draft.raw, 'area', u32At(bytes, at + 10));
    put(draft.raw, 'rssi', bytes[at + 14] ?? 0);
    return;
  }
  if (at === to) return;
  const item: Item = { bytes, id: 0, at, size: 0, draft };
  readItems(item, to, tableFor(profile));
}

type Place = { readonly fix: Fix; readonly lat: number | null; readonly lon: number | null };

/** Millionths of a degree, unsigned; the status says south and west. What no globe has is no place. */
export function placeOf(
  { bytes, from }: Pick<Reading, 'bytes' | 'from'>,
  {
    status,
    profile,
    raw,
  }: { status: number; profile: Jt808Profile; raw: Record<string, RawValue> },
): Place {
  const north = u32At(bytes, from + 8);
  const east = u32At(bytes, from + 12);
  if (north > 90 * DEGREE || east > 180 * DEGREE) {
    put(raw, 'latitude', north);
    put(raw, 'longitude', east);
    return { fix: 'none', lat: null, lon: null };
  }
  const lat = north / DEGREE;
  const lon = east / DEGREE;
  const isFixed = (status & profile.satelliteMask) !== 0;
  return {
    fix: isFixed ? 'gnss' : (status & profile.cellMask) !== 0 ? 'cell' : 'none',
    lat: (status & SOUTH) !== 0 ? 0 - lat : lat,
    lon: (status & WEST) !== 0 ? 0 - lon : lon,
  };
}

/** §3.3 item 30; §3.2 item FD. */
function radioOf(raw: Draft['raw']): Pick<Report, 'signal' | 'cell'> {
  const { rssi, mcc, mnc, lac, cellId } = raw;
  return {
    signal: typeof rssi === 'number' ? signalOfCsq(rssi) : undefined,
    cell: cellOf({ mcc, mnc, area: lac, cell: cellId }),
  };
}

/** The device's own report with its first event, then further events, then its sub-locks. */
export function reportsOf(
  base: Omit<Report, 'event' | 'record' | 'part'>,
  draft: Draft,
  { bytes, from, to }: Pick<Reading, 'bytes' | 'from' | 'to'>,
): readonly Report[] {
  const record = recordOf(bytes.subarray(from, to), draft.secrets, from);
  const [event = null, ...more] = draft.events;
  const first: Report = { ...base, event, record };
  if (more.length === 0 && draft.parts.length === 0) return [first];
  const place = bytes.slice(from, Math.min(to, from + PLACE_BYTES));
  return [
    first,
    ...more.map((other, at) => ({
      ...base,
      event: other,
      record: concat(record, Uint8Array.of(at + 1)),
    })),
    ...draft.parts.map(
      (part): Report => ({
        ...base,
        part: part.id,
        satellites: null,
        odometerKm: null,
        batteryPct: part.batteryPct,
        bits: { ...NO_BITS, ...part.bits },
        event: part.event,
        raw: part.raw,
        record: concat(place, bytes.subarray(part.from, part.to)),
      }),
    ),
  ];
}

/** Without its passwords: what is hashed and kept must not be a way to try all six digits of one. */
function recordOf(record: Uint8Array, secrets: Draft['secrets'], from: number): Uint8Array {
  if (secrets.length === 0) return record;
  const masked = record.slice();
  for (const span of secrets) masked.fill(0, span.from - from, span.to - from);
  return masked;
}
