// How a truck of the tests has come to where it is: the road's places, hour by hour, as its seal measured them.
import { indexLine, type LineIndex, pointAtKm } from '@lakiri/corridors';
import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import type { Measured } from './seal-device.ts';

export type Way = {
  /** [longitude, latitude] of the route. */
  readonly line: readonly (readonly [number, number])[];
  readonly fromKm: number;
  readonly departedAt: Instant;
  readonly speedKmh: number;
};

/** Every so often a seal under way reports. */
const EVERY_S = 120;
/** What an hour of a transit takes from the battery of a seal that left its gate with this. */
const BATTERY_PCT = { atGate: 96, perHour: 1.5 };
/** A driver's foot: the speed swings by this much around its mean, over this many reports. */
const SWING_KMH = 9;
const SWING_REPORTS = 7;

/** A driven way: where the truck is at any time after it departed, to the end of the line. */
export type Driven = {
  at(at: Instant): Measured;
  /** Everything its seal has said since it departed, oldest first, to a time. */
  until(end: Instant): readonly Measured[];
};

export function drive({ line, fromKm, departedAt, speedKmh }: Way): Driven {
  const index: LineIndex = indexLine(line);
  const at = (when: Instant): Measured => {
    const hours = Math.max(0, when - departedAt) / 3_600_000;
    const km = Math.min(index.totalKm, fromKm + hours * speedKmh);
    const swing = Math.sin((hours * 3_600) / EVERY_S / SWING_REPORTS) * SWING_KMH;
    const { lat, lon, courseDeg } = pointAtKm(index, km);
    const arrived = km >= index.totalKm;
    return {
      at: when,
      lat,
      lon,
      courseDeg,
      speedKmh: arrived ? 0 : Math.round(speedKmh + swing),
      batteryPct: Math.round(BATTERY_PCT.atGate - hours * BATTERY_PCT.perHour),
    };
  };
  return {
    at,
    until: (end) => {
      const reports: Measured[] = [];
      for (let when = departedAt; when <= end; when = addMs(when, EVERY_S * SECOND_MS))
        reports.push(at(when));
      return reports;
    },
  };
}
