import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import { getInstant } from '../instants.ts';
import { type Measurement, WHOLE } from '../measurement.ts';

export const NOON: Instant = getInstant(Date.UTC(2026, 10, 23, 12));

/** A quiet seal near Nairobi, `second` seconds after {@link NOON}. */
export function aMeasurement(second: number, changes: Partial<Measurement> = {}): Measurement {
  const at = addMs(NOON, second * SECOND_MS);
  return {
    at,
    saidAt: at,
    hasFix: true,
    lat: -1.3325,
    lon: 36.89,
    speedKmh: 55.56,
    courseDeg: 304,
    satellites: 9,
    odometerKm: 481.25,
    batteryPct: 88,
    body: WHOLE,
    wake: 'rtc',
    event: null,
    ...changes,
  };
}
