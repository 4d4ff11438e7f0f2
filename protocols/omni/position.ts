import { instantOfClock, instantOfGps } from './clock.ts';
import { degreesOf, isMinutes } from './place.ts';
import type { Read, Reading } from './report.ts';

/** D0, fields from 0: what each is. */
const AT = {
  tracking: 0,
  time: 1,
  valid: 2,
  lat: 3,
  northSouth: 4,
  lon: 5,
  eastWest: 6,
  satellites: 7,
  hdop: 8,
  date: 9,
  altitude: 10,
  altitudeUnit: 11,
  mode: 12,
} as const;
const FIELDS_MIN = 10;

/** What each field must look like; what does not is malformed at that field. Without a fix most are empty. */
const FORMS: readonly (readonly [number, RegExp])[] = [
  [AT.tracking, /^[01]$/],
  [AT.time, /^(\d{6}(\.\d{1,4})?)?$/],
  [AT.valid, /^[AV]?$/],
  [AT.northSouth, /^[NS]?$/],
  [AT.eastWest, /^[EW]?$/],
  [AT.satellites, /^\d{0,3}$/],
  [AT.hdop, /^(\d{1,4}(\.\d{1,4})?)?$/],
  [AT.date, /^(\d{6})?$/],
  [AT.altitude, /^(-?\d{1,6}(\.\d{1,4})?)?$/],
];

/** D0: the place, as the receiver of the lock says it. */
export function readPosition({ text, profile, frame }: Reading): Read {
  const { params } = text;
  if (params.length < FIELDS_MIN) return { code: 'too-few-fields', offset: frame.length - 1 };
  const wrong = FORMS.find(([at, form]) => params[at] && !form.test(params[at].text));
  if (wrong !== undefined) return { code: 'bad-field', offset: params[wrong[0]]?.from ?? 0 };
  const lat = params[AT.lat];
  const lon = params[AT.lon];
  for (const field of [lat, lon])
    if (field && field.text !== '' && !isMinutes(field.text))
      return { code: 'bad-field', offset: field.from };
  const said = (at: number): string => params[at]?.text ?? '';
  const place = placeOf(said);
  const valid = said(AT.valid) === 'A';
  return {
    said: {
      // The clock of the head is that of the lock; the receiver's is better where it has one.
      occurredAt:
        instantOfGps(said(AT.date), said(AT.time)) ??
        instantOfClock(text.clock, profile.utcOffsetMinutes),
      fix: valid && place !== undefined ? 'gnss' : 'none',
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      altitudeM: numberOr(said(AT.altitude)),
      satellites: numberOr(said(AT.satellites)),
      raw: {
        tracking: said(AT.tracking) === '1',
        valid,
        hdop: numberOr(said(AT.hdop)),
        date: said(AT.date) || null,
        time: said(AT.time) || null,
        mode: said(AT.mode) || null,
      },
    },
  };
}

function placeOf(said: (at: number) => string): { lat: number; lon: number } | undefined {
  const [north, east] = [said(AT.northSouth), said(AT.eastWest)];
  if ([said(AT.lat), said(AT.lon), north, east].includes('')) return undefined;
  const lat = degreesOf(said(AT.lat), 90, north === 'S');
  const lon = degreesOf(said(AT.lon), 180, east === 'W');
  return lat === null || lon === null ? undefined : { lat, lon };
}

function numberOr(text: string): number | null {
  return text === '' ? null : Number(text);
}
