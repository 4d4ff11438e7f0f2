import { NO_BITS, type RawValue, type Report } from '@lakiri/kit';
import { type Codes, DRIVER_ALERT, type Meaning } from './alerts.ts';
import { type Named, numberOf, rawOf, timeOf } from './fields.ts';
import type { SuntechProfile } from './profile.ts';

/** Fields that a report has places of its own for. */
const TAKEN: ReadonlySet<string> = new Set([
  'id',
  'date',
  'time',
  'lat',
  'lon',
  'speed',
  'course',
  'satellites',
  'batteryPct',
]);
const HOUR_METER_MS = 60_000; // minutes
const METRES = 1000;

/** Codes whose digits are kept as they came. */
const CODES: ReadonlySet<string> = new Set([
  'cell',
  'cellId',
  'driverUniqueId',
  'inState',
  'io',
  'lac',
  'model',
  'msgNum',
  'outState',
  'serial',
  'swVersion',
  'alertData',
]);
/** Written with leading zeros or a sign, and numbers all the same. */
const NUMBERS = /^(temp|adc|fuel|hourMeter|batteryVoltage|power|distance|alertId|start)/;

/** The report of what was named; `record` is its bytes. */
export function reportOf(said: Named, record: Uint8Array, profile: SuntechProfile): Report {
  noteDriver(said);
  const raw = rawIn(said);
  const meaning = meaningIn(said, profile);
  if (meaning.alarm !== undefined) raw['alarm'] = meaning.alarm;
  const runs = meaning.ignition ?? ignitionIn(said);
  if (runs !== undefined) raw['ignition'] = runs;
  const distance = numberOf(said['distance']);
  return {
    occurredAt: timeOf(said['date'], said['time'], profile.utcOffsetMinutes),
    source: said['msgType'] === '0' ? 'stored' : 'live',
    fix: said['fix'] === '1' ? 'gnss' : 'none',
    lat: numberOf(said['lat']),
    lon: numberOf(said['lon']),
    speedKmh: numberOf(said['speed']),
    courseDeg: numberOf(said['course']),
    altitudeM: null,
    satellites: numberOf(said['satellites']),
    odometerKm: distance === null ? null : distance / METRES,
    batteryPct: pctOf(said['batteryPct']),
    bits: meaning.event === 'battery.low' ? { ...NO_BITS, lowBattery: true } : NO_BITS,
    event:
      meaning.event === undefined
        ? null
        : { type: meaning.event, credential: null, wrongCount: null, verification: null },
    raw,
    record,
  };
}

function rawIn(said: Named): Record<string, RawValue> {
  const raw: Record<string, RawValue> = {};
  for (const [key, text] of Object.entries(said)) {
    if (TAKEN.has(key)) continue;
    raw[key] = CODES.has(key) ? text : NUMBERS.test(key) ? (numberOf(text) ?? text) : rawOf(text);
  }
  const minutes = numberOf(said['hourMeter']);
  if (minutes !== null) raw['hourMeterMs'] = minutes * HOUR_METER_MS;
  return raw;
}

/** The driver's key is the data of one alert. */
function noteDriver(said: Named): void {
  const { alertId, alertData } = said;
  if (alertId === DRIVER_ALERT && alertData !== undefined) said['driverUniqueId'] = alertData;
}

function meaningIn(said: Named, profile: SuntechProfile): Meaning {
  const { alertId, emergencyId, eventId } = said;
  return (
    codeIn(profile.alerts, alertId) ??
    codeIn(profile.emergencies, emergencyId) ??
    codeIn(profile.events, eventId) ??
    {}
  );
}

function codeIn(codes: Codes, code: string | undefined): Meaning | undefined {
  const number = numberOf(code);
  return number === null ? undefined : codes[String(number)];
}

/** I/O has the ignition first; IN_STATE, as a binary number, has it last. */
function ignitionIn({ io, inState }: Named): boolean | undefined {
  if (io !== undefined && /^[01]/.test(io)) return io.startsWith('1');
  return inState !== undefined && /^[01]+$/.test(inState) ? inState.endsWith('1') : undefined;
}

function pctOf(text: string | undefined): number | null {
  const pct = numberOf(text);
  return pct !== null && pct >= 0 && pct <= 100 ? pct : null;
}
