/**
 * Kilometres of the line per hour that the seal is awake. The corridor authority's target of 60 h for
 * the 860 km Mombasa–Malaba makes 14; observed transits take twice that, but mostly standing, when a
 * seal sleeps. Configuration when the first measured trips say better.
 */
export const BATTERY_PACE_KMH = 14;
/** Left in the battery at the end: a night in the destination's queue, and a cold one. */
export const BATTERY_RESERVE_PCT = 10;

/** The charge, per cent of a full battery, that the rest of a trip takes (§1.4, step 4; alarm BATTERY_LOW of §1.5). */
export function batteryNeededPct(trip: {
  readonly km: number;
  readonly drainPctPerHour: number;
}): number {
  return (trip.km / BATTERY_PACE_KMH) * trip.drainPctPerHour + BATTERY_RESERVE_PCT;
}
