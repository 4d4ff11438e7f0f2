import { instantOfUtc, type Malformed, type RawValue, type Report } from '@lakiri/kit';
import { textAt } from './bytes.ts';
import type { Envelope } from './envelope.ts';
import type { MeitrackProfile } from './profile.ts';
import { nothingSaid, reportOf, type Said } from './report.ts';

/** AAA, the fields after the word, counted from 0 = event code. Those after the analog readings may be missing. */
const AT = {
  event: 0,
  lat: 1,
  lon: 2,
  clock: 3,
  valid: 4,
  satellites: 5,
  signal: 6,
  speed: 7,
  course: 8,
  hdop: 9,
  altitude: 10,
  mileage: 11,
  runTime: 12,
  cell: 13,
  ports: 14,
  analog: 15,
  info: 16,
  custom: 17,
  protocol: 18,
  fuel: 19,
  temperatures: 20,
} as const;
const FIELDS_MIN = 16;
/** The event for which the assisting field is a card or key. */
const CARD_SHOWN = '37';

const DEGREES = /^-?\d{1,3}\.\d{1,8}$/;
const COUNT = /^\d{1,10}$/;
const NUMBER = /^\d{1,6}(\.\d{1,4})?$/;

/** What each field must look like; what does not is malformed at that field. */
const FORMS: readonly (readonly [number, RegExp])[] = [
  [AT.event, /^\d{1,5}$/],
  [AT.lat, DEGREES],
  [AT.lon, DEGREES],
  [AT.clock, /^\d{12}$/],
  [AT.valid, /^[AV]$/],
  [AT.satellites, /^\d{1,3}$/],
  [AT.signal, /^\d{1,3}$/],
  [AT.speed, NUMBER],
  [AT.course, NUMBER],
  [AT.hdop, NUMBER],
  [AT.altitude, /^-?\d{1,6}(\.\d{1,4})?$/],
  [AT.mileage, COUNT],
  [AT.runTime, COUNT],
  [AT.cell, /^[\dA-Fa-f|]{0,40}$/],
  [AT.ports, /^([\dA-Fa-f]{4})?$/],
  [AT.analog, /^[\dA-Fa-f|.]{0,60}$/],
];

/** From this version of the protocol on, temperatures are one signed number. */
const TEMPERATURES_VERSION_MIN = 3;
/** More sensors than any model has. */
const TEMPERATURES_MAX = 16;

/** The answer to a question for the place has the fields of AAA behind the word of the question. */
const BEGINNING = /^(\d{1,10},){1,2}-?\d{1,3}\.\d{1,8},-?\d{1,3}\.\d{1,8},\d{12},[AV],/;

export function isTextReport(frame: Uint8Array, { contentAt, starAt }: Envelope): boolean {
  return BEGINNING.test(textAt(frame, contentAt, starAt));
}

/** `AAA,…`: one report. */
export function readTextReport(
  frame: Uint8Array,
  { contentAt, starAt, wordAt, word }: Envelope,
  profile: MeitrackProfile,
): Report | Malformed {
  const all = textAt(frame, contentAt, starAt).split(',');
  // Some firmware sends a number before the event code.
  const skipped = COUNT.test(all[1] ?? '') && DEGREES.test(all[2] ?? '') ? 1 : 0;
  const fields = all.slice(skipped);
  if (fields.length < FIELDS_MIN) return { code: 'too-few-fields', offset: starAt };
  const wrong = FORMS.find(([at, form]) => !form.test(fields[at] ?? ''));
  if (wrong !== undefined)
    return { code: 'bad-field', offset: contentAt + offsetOf(all, wrong[0] + skipped) };
  const record = frame.subarray(wordAt, starAt);
  const said = saidIn(fields, profile);
  said.raw['word'] = word;
  return reportOf(said, record, profile);
}

function saidIn(fields: readonly string[], profile: MeitrackProfile): Said {
  const said = (at: number): string => fields[at] ?? '';
  const ports = said(AT.ports) === '' ? null : Number.parseInt(said(AT.ports), 16);
  const inputs = ports === null ? null : ports >> 8;
  const clock = clockOf(said(AT.clock));
  const valid = said(AT.valid) === 'A';
  return {
    ...nothingSaid({}),
    event: Number(said(AT.event)),
    clock,
    valid,
    lat: Number(said(AT.lat)),
    lon: Number(said(AT.lon)),
    speedKmh: Number(said(AT.speed)),
    course: Number(said(AT.course)),
    altitudeM: Number(said(AT.altitude)),
    satellites: Number(said(AT.satellites)),
    mileageM: Number(said(AT.mileage)),
    inputs,
    card: said(AT.event) === CARD_SHOWN ? said(AT.info) || null : null,
    raw: {
      word: 'AAA',
      event: Number(said(AT.event)),
      clock: clock === null ? said(AT.clock) : null,
      valid,
      signal: Number(said(AT.signal)),
      hdop: Number(said(AT.hdop)),
      runTimeS: Number(said(AT.runTime)),
      cell: said(AT.cell) || null,
      outputs: ports === null ? null : ports & 0xff,
      inputs,
      ...analog(said(AT.analog), profile),
      ...assisted(said),
      rest: fields.slice(AT.temperatures + 1).join(',') || null,
    },
  };
}

/** What may follow the readings: of the event, the version, fuel, temperatures. */
function assisted(said: (at: number) => string): Record<string, RawValue> {
  const fuel = said(AT.fuel);
  return {
    info: said(AT.info) || null,
    custom: said(AT.custom) || null,
    protocol: COUNT.test(said(AT.protocol)) ? Number(said(AT.protocol)) : null,
    fuelPct: /^[\dA-Fa-f]{4}$/.test(fuel) ? Number.parseInt(fuel, 16) / 100 : null,
    ...temperatures(said(AT.temperatures), Number(said(AT.protocol))),
  };
}

function offsetOf(fields: readonly string[], at: number): number {
  return fields.slice(0, at).reduce((offset, field) => offset + field.length + 1, 0);
}

/** yymmddHHMMSS; `null` where no calendar has it. */
function clockOf(text: string): number | null {
  const pair = (at: number): number => Number(text.slice(at, at + 2));
  return (
    instantOfUtc({
      year: 2000 + pair(0),
      month: pair(2),
      day: pair(4),
      hour: pair(6),
      minute: pair(8),
      second: pair(10),
    }) ?? null
  );
}

/** AD1|AD2|AD3|battery|supply in hex steps, or battery|supply|… in volts with a point. */
function analog(text: string, profile: MeitrackProfile): Record<string, RawValue> {
  const parts = text.split('|');
  if (text.includes('.')) return { battery: numberOr(parts[0]), power: numberOr(parts[1]) };
  const steps = parts.map((part) =>
    /^[\dA-Fa-f]{1,4}$/.test(part) ? Number.parseInt(part, 16) : null,
  );
  const [ad1 = null, ad2 = null, ad3 = null, battery = null, power = null] = steps;
  return {
    ad1,
    ad2,
    ad3,
    battery: volts(battery, profile.batteryVolts),
    power: volts(power, profile.powerVolts),
  };
}

/** To a millivolt: the steps are coarser. */
export function volts(steps: number | null, step: number): number | null {
  return steps === null ? null : Math.round(steps * step * 1000) / 1000;
}

function numberOr(text = ''): number | null {
  return NUMBER.test(text) ? Number(text) : null;
}

/** `011A09|06FB2E`: sensor 1 at 66.65 °C, sensor 6 at −12.34 °C. */
function temperatures(text: string, version: number): Record<string, RawValue> {
  const parts = text.split('|');
  const isRead =
    version >= TEMPERATURES_VERSION_MIN &&
    parts.length <= TEMPERATURES_MAX &&
    parts.every((part) => /^[\dA-Fa-f]{6}$/.test(part));
  if (!isRead) return { temperatures: text || null };
  return Object.fromEntries(
    parts.map((part) => {
      const steps = (Number.parseInt(part.slice(2), 16) << 16) >> 16;
      return [`temp${Number.parseInt(part.slice(0, 2), 16)}`, steps / 100];
    }),
  );
}
