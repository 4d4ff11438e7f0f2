import {
  bytesOf,
  type Instant,
  instantOfUtc,
  type Message,
  NO_BITS,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import type { Field } from './fields.ts';
import { malformedMessage } from './malformed.ts';
import { courseOf } from './place.ts';

/** §3.1, table of P45: what each field is, counted from 0 = id. Those after 15 may be missing. */
const AT = {
  date: 2,
  time: 3,
  lat: 4,
  northSouth: 5,
  lon: 6,
  eastWest: 7,
  valid: 8,
  speed: 9,
  course: 10,
  source: 11,
  verification: 12,
  card: 13,
  passwordOk: 14,
  wrongCount: 15,
  serial: 16,
  mileage: 17,
  imei: 18,
  fence: 19,
  cell: 20,
} as const;
const FIELDS_MIN = 16;

const NO_CARD = '0000000000';
const FAILED = 0;
const OUTSIDE_FENCE = 99;

/** What each field must look like; what does not is malformed at that field. */
const FORMS: readonly (readonly [number, RegExp])[] = [
  [AT.date, /^\d{6}$/],
  [AT.time, /^\d{6}$/],
  [AT.lat, /^\d{1,5}(\.\d{1,8})?$/],
  [AT.northSouth, /^[NS]$/],
  [AT.lon, /^\d{1,5}(\.\d{1,8})?$/],
  [AT.eastWest, /^[EW]$/],
  [AT.valid, /^[AV]$/],
  [AT.speed, /^\d{1,4}(\.\d{1,4})?$/],
  [AT.course, /^\d{1,4}(\.\d{1,4})?$/],
  [AT.source, /^\d{1,3}$/],
  [AT.verification, /^\d{1,3}$/],
  [AT.card, /^\w{0,20}$/],
  [AT.passwordOk, /^\d{1,3}$/],
  [AT.wrongCount, /^\d{1,5}$/],
  [AT.serial, /^\d{1,5}$/],
  [AT.mileage, /^\d{1,10}$/],
];

/** `(ID,P45,…)`: something happened at the lock. One report with its place and its event. */
export function decodeLockEvent(frame: Uint8Array, fields: readonly Field[]): Message {
  if (fields.length < FIELDS_MIN)
    return malformedMessage({ code: 'too-few-fields', offset: frame.length });
  const wrong = FORMS.find(([at, form]) => fields[at] && !form.test(fields[at].text));
  if (wrong !== undefined)
    return malformedMessage({ code: 'bad-field', offset: fields[wrong[0]]?.from ?? 0 });
  const text = (at: number): string => fields[at]?.text ?? '';
  const serial = fields[AT.serial] === undefined ? null : Number(text(AT.serial));
  const occurredAt = instantOf(text(AT.date), text(AT.time));
  const place = placeOf(text);
  const valid = text(AT.valid) === 'A';
  const event = eventOf(text);
  const mileageKm = text(AT.mileage) === '' ? null : Number(text(AT.mileage));
  return {
    kind: 'reports',
    wireId: text(0),
    secrets: [],
    // Firmware without a serial cannot be told which event was stored, only that one was (P46).
    ack: serial === null ? { answer: 'P46' } : { answer: 'P69', serial, older: 'P46' },
    reports: [
      {
        occurredAt,
        source: 'live',
        fix: valid && place !== undefined ? 'gnss' : 'none',
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
        speedKmh: Number(text(AT.speed)),
        courseDeg: courseOf(Number(text(AT.course))),
        altitudeM: null,
        satellites: null,
        odometerKm: mileageKm,
        batteryPct: null,
        bits: bitsOf(event),
        event,
        raw: {
          deviceId: text(0),
          command: 'P45',
          clock: occurredAt === null ? text(AT.date) + text(AT.time) : null,
          valid,
          source: Number(text(AT.source)),
          verification: Number(text(AT.verification)),
          card: cardOf(text(AT.card)),
          passwordOk: hasPassword(text) ? text(AT.passwordOk) === '1' : null,
          wrongCount: Number(text(AT.wrongCount)),
          serial,
          mileageKm,
          imei: text(AT.imei) || null,
          fence: /^\d{1,3}$/.test(text(AT.fence)) ? Number(text(AT.fence)) : null,
          cell: text(AT.cell) || null,
        },
        record: recordOf(fields),
      },
    ],
  };
}

type FieldText = (at: number) => string;

function hasPassword(text: FieldText): boolean {
  return ['4', '6', '7'].includes(text(AT.source));
}

function cardOf(card: string): string | null {
  return card === '' || card === NO_CARD ? null : card;
}

/** DDMMYY and hhmmss, UTC. */
function instantOf(date: string, time: string): Instant | null {
  const pair = (text: string, at: number): number => Number(text.slice(at, at + 2));
  return (
    instantOfUtc({
      year: 2000 + pair(date, 4),
      month: pair(date, 2),
      day: pair(date, 0),
      hour: pair(time, 0),
      minute: pair(time, 2),
      second: pair(time, 4),
    }) ?? null
  );
}

/**
 * §3.1: decimal degrees, or DDMM.MMMM on P94 firmware. Told for the pair, not for each: 0030.5 is
 * half a degree and no 30.5°, and near the equator only the longitude, or the padding, says so.
 */
function placeOf(text: FieldText): { lat: number; lon: number } | undefined {
  const [lat, lon] = [text(AT.lat), text(AT.lon)];
  const inMinutes =
    Number(lat) > 90 || Number(lon) > 180 || [lat, lon].some((it) => /^\d{4}/.test(it));
  const degrees = [lat, lon].map((it) => (inMinutes ? ofMinutes(Number(it)) : Number(it)));
  const [north = Number.NaN, east = Number.NaN] = degrees;
  if (!(north <= 90 && east <= 180)) return undefined;
  return {
    lat: signed(north, text(AT.northSouth) === 'S'),
    lon: signed(east, text(AT.eastWest) === 'W'),
  };
}

/** NaN when the minutes are 60 or more. */
function ofMinutes(value: number): number {
  const minutes = value % 100;
  return minutes < 60 ? Math.floor(value / 100) + minutes / 60 : Number.NaN;
}

function signed(degrees: number, negative: boolean): number {
  const rounded = Math.round(degrees * 1_000_000) / 1_000_000;
  return negative ? 0 - rounded : rounded;
}

/** §3.1, fields 11 and 12. A source without a row stays a number in `raw`. */
const ACCEPTED: Readonly<Record<string, SealEventType>> = {
  1: 'unlock.rfid',
  2: 'unlock.refusedCard',
  3: 'unlock.vehicleCard',
  4: 'unlock.remoteStatic',
  5: 'lock.auto',
  6: 'unlock.remoteDynamic',
  7: 'unlock.bluetooth',
  8: 'rope.pulled',
};

function typeOf(text: FieldText): SealEventType | undefined {
  const source = text(AT.source);
  const accepted = ACCEPTED[source];
  if (accepted === undefined || !['1', '4', '6', '7'].includes(source)) return accepted;
  const verification = Number(text(AT.verification));
  if (verification === OUTSIDE_FENCE) return 'unlock.refusedOutsideFence';
  if (source === '1') return verification === FAILED ? 'unlock.refusedCard' : accepted;
  const passed = verification !== FAILED && text(AT.passwordOk) === '1';
  return passed ? accepted : 'unlock.refusedPassword';
}

function eventOf(text: FieldText): SealEvent | null {
  const type = typeOf(text);
  if (type === undefined) return null;
  return {
    type,
    credential: cardOf(text(AT.card)),
    wrongCount: Number(text(AT.wrongCount)),
    verification: Number(text(AT.verification)),
  };
}

/** What the event proves and no more: a refused unlock says nothing about the motor. */
function bitsOf(event: SealEvent | null): SealBits {
  switch (event?.type) {
    case 'lock.auto':
      return { ...NO_BITS, motorLocked: true };
    case 'unlock.rfid':
    case 'unlock.vehicleCard':
    case 'unlock.remoteStatic':
    case 'unlock.remoteDynamic':
    case 'unlock.bluetooth':
      return { ...NO_BITS, motorLocked: false };
    case 'rope.pulled':
      return { ...NO_BITS, ropeInserted: false };
    default:
      return NO_BITS;
  }
}

/** The text without its serial. */
function recordOf(fields: readonly Field[]): Uint8Array {
  return bytesOf(fields.map((field, at) => (at === AT.serial ? '' : field.text)).join(','));
}
