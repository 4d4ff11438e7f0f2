import { type Instant, NO_BITS, type RawValue, type Report } from '@lakiri/kit';
import { hexOf, i16At, readable, u16At, u32At } from './bytes.ts';
import { clockAt } from './clock.ts';
import { addWord, newDraft, put, uintAt } from './item.ts';
import { obdText, troubleCodes } from './items-obd.ts';
import { placeOf, type Reading } from './location.ts';
import type { Jt808Profile } from './profile.ts';

// §3.3: 0x0900 carries whatever a maker likes, behind one byte that says what. The kinds below are known from
// practice; any other is kept as text or hex.

const CARD_TEXT = 0x40;
const OBD_TEXT = 0x41;
const VEHICLE = 0xf0;
const TRACK = 0xff;

/** What one kind said: fields in `raw`, a time and a place where it had them. */
type Said = {
  readonly raw: Record<string, RawValue>;
  readonly occurredAt: Instant | null;
  readonly source: Report['source'];
  readonly place: Partial<
    Pick<Report, 'fix' | 'lat' | 'lon' | 'speedKmh' | 'courseDeg' | 'altitudeM' | 'odometerKm'>
  >;
};

/** One report of a kind that has a table; `undefined` for the others. */
export function readTransparent(reading: Reading, profile: Jt808Profile): Report | undefined {
  const { bytes, from, to, messageId, serial } = reading;
  const said = saidOf(reading, profile);
  if (said === undefined) return undefined;
  return {
    occurredAt: said.occurredAt,
    source: said.source,
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    ...said.place,
    bits: NO_BITS,
    event: null,
    raw: { messageId, serial, kind: bytes[from] ?? 0, ...said.raw },
    record: bytes.subarray(from, to),
  };
}

function saidOf(reading: Reading, profile: Jt808Profile): Said | undefined {
  const { bytes, from, to } = reading;
  switch (bytes[from]) {
    case CARD_TEXT:
      return cardText(readable(bytes.subarray(from + 1, to)));
    case OBD_TEXT: {
      const raw: Record<string, RawValue> = {};
      obdText(readable(bytes.subarray(from + 1, to)), raw);
      return Object.keys(raw).length === 0 ? undefined : untimed(raw);
    }
    case VEHICLE:
      return vehicle(reading, profile);
    case TRACK:
      return track(reading, profile);
    default:
      return undefined;
  }
}

function untimed(raw: Record<string, RawValue>): Said {
  return { raw, occurredAt: null, source: 'live', place: {} };
}

const DRIVER_FIELD = 4;

/** `GTSL|6|1|0|<driver>|…`; anything else is kept whole. */
function cardText(said: string): Said {
  const values = said.replace(/^.*?(?=GTSL)/, '').split('|');
  const driver = values[DRIVER_FIELD];
  const raw: Record<string, RawValue> = { data: said };
  if (values[0] === 'GTSL' && driver !== undefined) put(raw, 'driverUniqueId', driver);
  return untimed(raw);
}

const VEHICLE_HEAD_BYTES = 10;

/** Clock 6, stored 1, vehicle kind 1, what 1: values, trouble codes, alarms, a VIN, or one event. */
function vehicle({ bytes, from, to }: Reading, profile: Jt808Profile): Said | undefined {
  if (to - from < VEHICLE_HEAD_BYTES) return undefined;
  const { utcOffsetMinutes } = profile;
  const occurredAt = clockAt(bytes, from + 1, { order: 'yyMMdd', utcOffsetMinutes });
  const source = (bytes[from + 7] ?? 0) > 0 ? 'stored' : 'live';
  const what = bytes[from + 9] ?? 0;
  const read = VEHICLE_READERS[what];
  if (read === undefined) return undefined;
  const raw: Record<string, RawValue> = { vehicleKind: bytes[from + 8] ?? 0, what };
  const at = read({ bytes, at: from + VEHICLE_HEAD_BYTES, to, raw });
  const { odometerKm } = raw;
  const place = vehiclePlace(bytes, { at, to, profile, raw });
  return typeof odometerKm === 'number'
    ? { raw, occurredAt, source, place: { ...place, odometerKm } }
    : { raw, occurredAt, source, place };
}

const VEHICLE_PLACE_BYTES = 12;

/** Status 4, latitude 4, longitude 4, where they follow. */
function vehiclePlace(
  bytes: Uint8Array,
  at: {
    readonly at: number | null;
    readonly to: number;
    readonly profile: Jt808Profile;
    readonly raw: Record<string, RawValue>;
  },
): Said['place'] {
  if (at.at === null || at.to - at.at < VEHICLE_PLACE_BYTES) return {};
  const status = u32At(bytes, at.at);
  put(at.raw, 'status', status);
  return placeOf({ bytes, from: at.at - 4 }, { status, profile: at.profile, raw: at.raw });
}

type Walk = {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly to: number;
  readonly raw: Record<string, RawValue>;
};

/** Each gives where the place begins, or `null` where none follows. */
const VEHICLE_READERS: Readonly<Record<number, (walk: Walk) => number | null>> = {
  1: values,
  2: ({ bytes, at, to, raw }) => {
    const codes = troubleCodes(bytes, at, to);
    put(raw, 'dtcs', codes.text);
    return codes.at;
  },
  3: alarms,
  11: ({ bytes, at, to, raw }) => {
    if ((bytes[at] ?? 0) > 0 && at + 18 <= to)
      put(raw, 'vin', readable(bytes.subarray(at + 1, at + 18)));
    return null;
  },
  21: ({ bytes, at, to, raw }) => {
    if (at + 4 > to) return null;
    const event = u32At(bytes, at);
    put(raw, 'event', event);
    const word = EVENT_WORDS[event];
    if (word !== undefined) put(raw, 'alarms', word);
    return null;
  },
};

const EVENT_WORDS: Readonly<Record<number, string>> = {
  51: 'hardAcceleration',
  52: 'hardBraking',
  53: 'hardCornering',
  54: 'laneChange',
  56: 'accident',
};

type Field = { readonly name: string; readonly divisor?: number; readonly minus?: number };

const VALUES: Readonly<Record<number, Field>> = {
  258: { name: 'odometerKm', divisor: 10 },
  259: { name: 'fuel', divisor: 100 },
  261: { name: 'fuelUsed', divisor: 100 },
  273: { name: 'fuelTemp', minus: 40 },
  302: { name: 'oilLevel', divisor: 10 },
  330: { name: 'fuelConsumption', divisor: 100 },
  1320: { name: 'odometerKm', divisor: 10 },
  1322: { name: 'fuel', divisor: 100 },
  1323: { name: 'fuel' },
  1324: { name: 'fuelUsed', divisor: 100 },
  1325: { name: 'coolantTemp', minus: 40 },
  1326: { name: 'airTemp', minus: 40 },
  1328: { name: 'power', divisor: 1000 },
  1333: { name: 'obdSpeed', divisor: 10 },
  1334: { name: 'rpm' },
  1335: { name: 'fuelConsumption', divisor: 100 },
  1336: { name: 'fuelConsumption', divisor: 100 },
  1337: { name: 'fuelConsumption', divisor: 100 },
  1341: { name: 'intakePressure', divisor: 10 },
  1348: { name: 'liquidLevel' },
  1350: { name: 'odometerKm', divisor: 10 },
  1351: { name: 'throttle' },
  1352: { name: 'throttle' },
};

/** Count 1, then {id 2, length 1, value}. */
function values({ bytes, at, to, raw }: Walk): number | null {
  const count = bytes[at] ?? 0;
  let from = at + 1;
  for (let n = 0; n < count; n++) {
    const id = u16At(bytes, from);
    const size = bytes[from + 2] ?? 0;
    if (from + 3 + size > to) return null;
    const field = VALUES[id];
    if ([1, 2, 4].includes(size)) {
      const name = field?.name ?? `io${id}`;
      const value = uintAt(bytes, from + 3, size);
      raw[name] = value / (field?.divisor ?? 1) - (field?.minus ?? 0);
    } else raw[`io${id}`] = hexOf(bytes, from + 3, size);
    from += 3 + size;
  }
  return from;
}

const ALARM_WORDS: Readonly<Record<number, string>> = {
  1: 'powerRestored',
  2: 'powerCut',
  26: 'hardAcceleration',
  27: 'hardBraking',
  28: 'hardCornering',
  29: 'laneChange',
  30: 'laneChange',
  31: 'laneChange',
  35: 'fatigueDriving',
  38: 'accident',
  39: 'accident',
  40: 'accident',
  49: 'door',
  50: 'door',
};

/** Count 1, then {id 1, length 1, value}. */
function alarms({ bytes, at, to, raw }: Walk): number | null {
  const draft = newDraft(raw, '');
  const count = bytes[at] ?? 0;
  let from = at + 1;
  for (let n = 0; n < count; n++) {
    if (from + 2 > to) return null;
    const id = bytes[from] ?? 0;
    const word = ALARM_WORDS[id];
    if (word !== undefined) addWord(draft, word);
    else raw[`alarm.${id.toString(16).padStart(2, '0')}`] = true;
    from += 2 + (bytes[from + 1] ?? 0);
  }
  if (draft.words !== '') put(raw, 'alarms', draft.words);
  return from <= to ? from : null;
}

const TRACK_BYTES = 21;

/** Clock 6, latitude 4, longitude 4 (signed), altitude 2, speed 2, course 2; then motion samples, unread. */
function track({ bytes, from, to }: Reading, { utcOffsetMinutes }: Jt808Profile): Said | undefined {
  if (to - from < TRACK_BYTES) return undefined;
  const at = from + 1;
  const lat = (u32At(bytes, at + 6) | 0) / 1_000_000;
  const lon = (u32At(bytes, at + 10) | 0) / 1_000_000;
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const course = u16At(bytes, at + 18);
  return {
    raw:
      to - from > TRACK_BYTES
        ? { rest: hexOf(bytes, from + TRACK_BYTES, to - from - TRACK_BYTES) }
        : {},
    occurredAt: clockAt(bytes, at, { order: 'yyMMdd', utcOffsetMinutes }),
    source: 'live',
    place: {
      fix: isPlace ? 'gnss' : 'none',
      lat: isPlace ? lat : null,
      lon: isPlace ? lon : null,
      altitudeM: i16At(bytes, at + 14),
      speedKmh: u16At(bytes, at + 16) / 10,
      courseDeg: course <= 360 ? course : null,
    },
  };
}
