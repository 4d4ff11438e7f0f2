import {
  type Instant,
  MINUTE_MS,
  NO_BITS,
  type RawValue,
  type Report,
  type SealBits,
  type SealEvent,
} from '@lakiri/kit';
import type { MeitrackProfile } from './profile.ts';

/** What was read of one record; what stays `null` was not said. */
export type Said = {
  event: number | null;
  /** In the clock of the device. */
  clock: number | null;
  valid: boolean | null;
  lat: number | null;
  lon: number | null;
  speedKmh: number | null;
  course: number | null;
  altitudeM: number | null;
  satellites: number | null;
  mileageM: number | null;
  batteryPct: number | null;
  inputs: number | null;
  /** Parameter 47. */
  lock: number | null;
  /** The card or key shown. */
  card: string | null;
  raw: Record<string, RawValue>;
};

export function nothingSaid(raw: Record<string, RawValue>): Said {
  return {
    event: null,
    clock: null,
    valid: null,
    lat: null,
    lon: null,
    speedKmh: null,
    course: null,
    altitudeM: null,
    satellites: null,
    mileageM: null,
    batteryPct: null,
    inputs: null,
    lock: null,
    card: null,
    raw,
  };
}

/** One record in common words. */
export function reportOf(said: Said, record: Uint8Array, profile: MeitrackProfile): Report {
  const { lat, lon, course, mileageM } = said;
  const onGlobe = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const event = eventOf(said, profile);
  return {
    occurredAt:
      said.clock === null ? null : ((said.clock - profile.utcOffsetMinutes * MINUTE_MS) as Instant),
    source: 'live',
    fix: said.valid === true && onGlobe ? 'gnss' : 'none',
    lat: onGlobe ? lat : null,
    lon: onGlobe ? lon : null,
    speedKmh: said.speedKmh,
    courseDeg: course !== null && course <= 360 ? course : null,
    altitudeM: said.altitudeM,
    satellites: said.satellites,
    odometerKm: mileageM === null ? null : mileageM / 1000,
    batteryPct: said.batteryPct !== null && said.batteryPct <= 100 ? said.batteryPct : null,
    bits: bitsOf(said, event, profile),
    event,
    raw: said.raw,
    record,
  };
}

function eventOf({ event, card }: Said, { events }: MeitrackProfile): SealEvent | null {
  const type = event === null ? undefined : events.get(event);
  if (type === undefined) return null;
  return { type, credential: card, wrongCount: null, verification: null };
}

function bitsOf(
  { lock, inputs }: Said,
  event: SealEvent | null,
  profile: MeitrackProfile,
): SealBits {
  const isLow = event?.type === 'battery.low';
  if (lock === null && !isLow && profile.inputs.length === 0) return NO_BITS;
  const bits: { -readonly [Bit in keyof SealBits]: SealBits[Bit] } = { ...NO_BITS };
  if (isLow) bits.lowBattery = true;
  if (lock === profile.locked) bits.motorLocked = true;
  else if (lock === profile.open) bits.motorLocked = false;
  if (inputs !== null)
    for (const { mask, bit, when } of profile.inputs)
      bits[bit] = (inputs & mask) !== 0 ? when : !when;
  return bits;
}
