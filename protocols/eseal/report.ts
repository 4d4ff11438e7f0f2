import {
  type Instant,
  instantOfUtc,
  type Malformed,
  MINUTE_MS,
  NO_BITS,
  type Report,
  type SealBits,
  type SealEvent,
} from '@lakiri/kit';
import type { ESealProfile } from './profile.ts';
import type { ESealText } from './text.ts';

/** §3.6, the fields after the type, counted from 0. */
const AT = {
  index: 0,
  date: 1,
  time: 2,
  interval: 3,
  valid: 4,
  place: 5,
  course: 6,
  speed: 7,
  door: 8,
  acceleration: 9,
  nfc: 10,
  battery: 11,
  rssi: 12,
} as const;
const FIELDS = 13;
/** `,E##` */
const END_BYTES = 4;

/** What each field must look like; what does not is malformed at that field. */
const FORMS: readonly (readonly [number, RegExp])[] = [
  [AT.index, /^\d{1,10}$/],
  [AT.date, /^\d{4}-\d\d-\d\d$/],
  [AT.time, /^\d\d:\d\d:\d\d$/],
  [AT.interval, /^\d{1,8}$/],
  [AT.valid, /^[AV]$/],
  [AT.place, /^\d{1,3}\.\d{1,8}[NS] \d{1,3}\.\d{1,8}[EW]$/],
  [AT.course, /^\d{1,4}$/],
  [AT.speed, /^\d{1,4}$/],
  [AT.door, /^[A-Za-z]{0,10}$/],
  [AT.acceleration, /^-?\d{1,4}(\.\d{1,6})?$/],
  [AT.nfc, /^[\w:.-]{0,40}$/],
  [AT.battery, /^\d{1,4}(\.\d{1,6})?$/],
  [AT.rssi, /^-?\d{1,4}$/],
];

const REPORTED = /^(Startup|Normal|Button-Normal|Termination|Event-.+)$/;

/** Of a type that reports, or with a date where reports have theirs. */
export function isReport({ type, values }: ESealText): boolean {
  return REPORTED.test(type) || /^\d{4}-\d\d-\d\d$/.test(values[AT.date]?.text ?? '');
}

/** One report of a seal: where it was, what its door did, and what happened. */
export function readReport(
  { type, typeAt, values, firmware, customer }: ESealText,
  frame: Uint8Array,
  profile: ESealProfile,
): Report | Malformed {
  if (values.length < FIELDS) return { code: 'too-few-fields', offset: frame.length - END_BYTES };
  const wrong = FORMS.find(([at, form]) => !form.test(values[at]?.text ?? ''));
  if (wrong !== undefined) return { code: 'bad-field', offset: values[wrong[0]]?.from ?? typeAt };
  const said = (at: number): string => values[at]?.text ?? '';
  const occurredAt = instantOf(said(AT.date), said(AT.time), profile.utcOffsetMinutes);
  const place = placeOf(said(AT.place));
  const course = Number(said(AT.course));
  const event = eventOf(type, said(AT.door), profile);
  return {
    occurredAt,
    source: 'live',
    fix: said(AT.valid) === 'A' && place !== undefined ? 'gnss' : 'none',
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    speedKmh: Number(said(AT.speed)),
    courseDeg: course <= 360 ? course : null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    bits: bitsOf(event, said(AT.door), profile),
    event,
    raw: {
      type,
      firmware,
      customer: Number(customer),
      index: Number(said(AT.index)),
      clock: occurredAt === null ? `${said(AT.date)} ${said(AT.time)}` : null,
      intervalS: Number(said(AT.interval)),
      valid: said(AT.valid) === 'A',
      door: said(AT.door) || null,
      acceleration: Number(said(AT.acceleration)),
      nfc: said(AT.nfc) || null,
      voltage: Number(said(AT.battery)),
      rssi: Number(said(AT.rssi)),
    },
    record: recordOf(frame, {
      typeAt,
      typeBytes: type.length,
      dateAt: values[AT.date]?.from ?? typeAt,
    }),
  };
}

/** The type and all from the date on: the index between them numbers the sending. */
function recordOf(
  frame: Uint8Array,
  { typeAt, typeBytes, dateAt }: { typeAt: number; typeBytes: number; dateAt: number },
): Uint8Array {
  const type = frame.subarray(typeAt, typeAt + typeBytes + 1);
  const rest = frame.subarray(dateAt);
  const record = new Uint8Array(type.length + rest.length);
  record.set(type);
  record.set(rest, type.length);
  return record;
}

function instantOf(date: string, time: string, utcOffsetMinutes: number): Instant | null {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const at = year < 1000 ? undefined : instantOfUtc({ year, month, day, hour, minute, second });
  return at === undefined ? null : ((at - utcOffsetMinutes * MINUTE_MS) as Instant);
}

/** `25.708828N 100.372870W`; `undefined` where no globe has it. */
function placeOf(text: string): { lat: number; lon: number } | undefined {
  const [north = '', east = ''] = text.split(' ');
  const lat = Number(north.slice(0, -1));
  const lon = Number(east.slice(0, -1));
  if (lat > 90 || lon > 180) return undefined;
  return { lat: north.endsWith('S') ? 0 - lat : lat, lon: east.endsWith('W') ? 0 - lon : lon };
}

function eventOf(type: string, door: string, { events }: ESealProfile): SealEvent | null {
  const word = events.get(`${type}/${door}`) ?? events.get(type);
  if (word === undefined) return null;
  return { type: word, credential: null, wrongCount: null, verification: null };
}

/** What the event proves, and what the model's door tells. */
function bitsOf(event: SealEvent | null, door: string, profile: ESealProfile): SealBits {
  const word = event?.type ?? '';
  const motorLocked = word.startsWith('lock.') ? true : word === 'unlock.remote' ? false : null;
  const bits = { ...NO_BITS, motorLocked };
  const isOpen = door === 'Open';
  if (profile.door === undefined || !(isOpen || door === 'Close')) return bits;
  return { ...bits, [profile.door.bit]: isOpen === profile.door.open };
}
