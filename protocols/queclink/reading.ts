import {
  addMs,
  bytesOf,
  HOUR_MS,
  type Instant,
  NO_BITS,
  type Report,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import { readBehind } from './behind.ts';
import { readCan, readObd } from './blocks.ts';
import { ignitionOf, type Meaning, meaningOf } from './events.ts';
import { type Named, noteFields, timeOf } from './fields.ts';
import { isPeriodic, namesBefore, UNWIRED, WITHOUT_PLACE } from './layouts.ts';
import { deviceTypeOf, type Family, modelOf } from './models.ts';
import { type Place, placesOf, type Reading, readPlace } from './place.ts';
import { readAccessPoints, readBeacons, readCells, readInfo, readSerial } from './placeless.ts';
import type { QueclinkProfile } from './profile.ts';

/** One message, its fields parted. */
export type Heard = {
  readonly kind: string;
  readonly type: string;
  readonly version: string;
  readonly id: string;
  readonly fields: readonly string[];
  readonly idAt: number;
};

/** No zone is further from UTC: a send time further from its fix is of a place from another day. */
const STALE_MS = 14 * HOUR_MS;

const VOLT_MV = 1000;

const NOWHERE: Reading = {
  accuracy: null,
  speedKmh: null,
  courseDeg: null,
  altitudeM: null,
  lon: null,
  lat: null,
  gnssTime: undefined,
};

/** The reports of a message: one for each place in it; one without a place where there is none. */
export function reportsOf(heard: Heard, profile: QueclinkProfile): readonly Report[] {
  const model = modelOf(heard.version);
  const family = profile.family ?? model.family;
  // GTTRI without a version has no device name either.
  const nameAt = heard.version === '' ? undefined : heard.idAt + 1;
  const body = heard.fields.slice((nameAt ?? heard.idAt) + 1, -2);
  const common: Named = { message: heard.type, version: heard.version };
  if (model.name !== '') common['model'] = model.name;
  const name = nameAt === undefined || heard.type === 'GSM' ? '' : (heard.fields[nameAt] ?? '');
  if (name !== '' && heard.fields.length > heard.idAt + 3) common['name'] = name;
  const places = CELL_LISTS.includes(heard.type) ? [] : placesOf(body, 0);
  const inOne = { heard, family, profile, body };
  const [first] = places;
  if (first === undefined) {
    readPlaceless(common, inOne);
    return [reportOf(inOne, common, { reading: NOWHERE, record: recordOf(heard) })];
  }
  readBefore(common, { type: heard.type, family, fields: body.slice(0, first.from) });
  return places.map((place, at) => reportAt(inOne, common, { places, at, place }));
}

/** Their lists of cells look like places without one. */
const CELL_LISTS = ['GSM', 'INF'];

type InOne = {
  readonly heard: Heard;
  readonly family: Family;
  readonly profile: QueclinkProfile;
  readonly body: readonly string[];
};

function reportAt(
  inOne: InOne,
  common: Named,
  { places, at, place }: { places: readonly Place[]; at: number; place: Place },
): Report {
  const { heard, family, body } = inOne;
  const raw = { ...common };
  const reading = readPlace(body, place, raw);
  const following = places[at + 1];
  const behind = body.slice(place.to, following?.from ?? body.length);
  const { eriMask } = common;
  // Between places there is each one's mileage; what is said of the device stands behind the last.
  if (following !== undefined) noteFields(raw, behind, ['mileage'], 'after');
  else readBehind(raw, behind, { type: heard.type, family, eriMask: String(eriMask ?? '') });
  const record =
    places.length === 1
      ? recordOf(heard)
      : bytesOf([`GT${heard.type}`, heard.id, ...body.slice(place.from, place.to)].join(','));
  return reportOf(inOne, raw, { reading, record });
}

/** Without head (live or stored) and count: a message sent again has the same record. */
function recordOf({ fields }: Heard): Uint8Array {
  const [head = ''] = fields;
  return bytesOf([head.slice(head.indexOf(':') + 1), ...fields.slice(1, -1)].join(','));
}

/** Names are told from the place backwards: makers put the VIN and the device's name first. */
function readBefore(
  raw: Named,
  { type, family, fields }: { type: string; family: Family; fields: readonly string[] },
): void {
  switch (type) {
    case 'CAN':
      readCanBefore(raw, fields);
      return;
    case 'OBD':
      readObdBefore(raw, fields);
      return;
    case 'BID':
      readBeacons(raw, fields);
      return;
  }
  const names = namesBefore(type, family);
  const extra = fields.length - names.length;
  noteFields(raw, fields.slice(0, Math.max(extra, 0)), [], 'before');
  noteFields(raw, fields.slice(Math.max(extra, 0)), names.slice(Math.max(-extra, 0)), '');
}

function readCanBefore(raw: Named, fields: readonly string[]): void {
  const mask = fields.findIndex((text) => /^[0-9A-Fa-f]{8}$/.test(text));
  const state = Math.max(mask - 1, 0);
  noteFields(raw, fields.slice(0, state), ['reportType'], 'before');
  const cursor = { fields, at: state };
  readCan(raw, cursor);
  noteFields(raw, fields.slice(cursor.at), [], 'after.can');
}

function readObdBefore(raw: Named, fields: readonly string[]): void {
  const mask = fields.findIndex((text) => /^[0-9A-Fa-f]{6,8}$/.test(text));
  if (mask === -1) {
    noteFields(raw, fields, [], 'before');
    return;
  }
  noteFields(raw, fields.slice(0, mask), ['obdName', 'reportType'], 'before');
  const cursor = { fields, at: mask };
  readObd(raw, cursor);
  noteFields(raw, fields.slice(cursor.at), [], 'after.obd');
}

function readPlaceless(raw: Named, { heard, family, body }: InOne): void {
  switch (heard.type) {
    case 'INF': {
      const deviceType = deviceTypeOf(heard.version);
      readInfo(raw, body, { deviceType, isUnwired: UNWIRED.includes(family) });
      break;
    }
    case 'GSM':
      // No device name in this one.
      readCells(raw, heard.fields.slice(heard.idAt + 1, -2));
      break;
    case 'WIF':
      readAccessPoints(raw, body);
      break;
    case 'DAT':
    case 'DTT':
      readSerial(raw, body);
      break;
    case 'CAN':
      readCanBefore(raw, body);
      break;
    case 'OBD':
      readObdBefore(raw, body);
      break;
    default:
      noteFields(raw, body, WITHOUT_PLACE[heard.type] ?? [], 'field');
  }
}

function reportOf(
  { heard, profile }: InOne,
  raw: Named,
  { reading, record }: { reading: Reading; record: Uint8Array },
): Report {
  const { accuracy, speedKmh, courseDeg, altitudeM, lon, lat, gnssTime } = reading;
  const meaning = meaningOf(heard.type, raw);
  noteMeaning(raw, meaning);
  const sendTime = heard.fields.at(-2);
  raw['sendTime'] = sendTime ?? null;
  const hasFix = lon !== null && lat !== null && accuracy !== 0;
  const fixedAt = timeOf(gnssTime, 0);
  const sentAt = timeOf(sendTime, profile.utcOffsetMinutes);
  for (const name of ['power', 'power2']) {
    const millivolts = raw[`${name}Mv`];
    if (typeof millivolts === 'number') raw[name] = millivolts / VOLT_MV;
  }
  const { satellites } = raw;
  return {
    occurredAt: hasFix ? fixedAt : withoutFix(fixedAt, sentAt),
    source: heard.kind === 'BUFF' ? 'stored' : 'live',
    fix: hasFix ? 'gnss' : 'none',
    lat,
    lon,
    speedKmh,
    courseDeg,
    altitudeM,
    satellites: typeof satellites === 'number' ? satellites : null,
    odometerKm: typeof raw['mileage'] === 'number' ? raw['mileage'] : null,
    batteryPct: pctOf(raw['battery']),
    bits: { ...NO_BITS, ...bitsIn(heard, raw), ...meaning.bits },
    event: eventOf(eventIn(heard, raw, { meaning, profile })),
    raw,
    record,
  };
}

/**
 * A device without a fix repeats its last one, time and all, for weeks; others keep that clock going.
 * Within a day the fix's time holds, which is UTC for certain; beyond it the time of sending.
 */
function withoutFix(fixedAt: Instant | null, sentAt: Instant | null): Instant | null {
  if (fixedAt === null || sentAt === null) return fixedAt ?? sentAt;
  return addMs(fixedAt, STALE_MS) < sentAt ? sentAt : fixedAt;
}

function pctOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : null;
}

function noteMeaning(raw: Named, { alarm, ignition }: Meaning): void {
  if (alarm !== undefined) raw['alarm'] = alarm;
  const runs = ignition ?? ignitionOf(raw['status'] ?? (isState(raw) ? raw['state'] : undefined));
  if (runs !== undefined) raw['ignition'] = runs;
}

/** Elsewhere the state is a switch's. */
function isState(raw: Named): boolean {
  const { message } = raw;
  return message === 'STT' || message === 'INF';
}

/** `GTINF` says whether the battery is being charged. */
function bitsIn({ type }: Heard, raw: Named): Partial<Report['bits']> {
  const { charging } = raw;
  return (type === 'INF' || type === 'BAT') && typeof charging === 'number'
    ? { charging: charging === 1 }
    : {};
}

function eventIn(
  { type }: Heard,
  raw: Named,
  { meaning, profile }: { meaning: Meaning; profile: QueclinkProfile },
): SealEventType | null {
  if (isPeriodic(type)) return null;
  const { state, reportType } = raw;
  const own = [`${type}:${state ?? reportType ?? ''}`, type].find((key) => key in profile.events);
  return own === undefined ? (meaning.event ?? null) : (profile.events[own] ?? null);
}

function eventOf(type: SealEventType | null): SealEvent | null {
  return type === null ? null : { type, credential: null, wrongCount: null, verification: null };
}
