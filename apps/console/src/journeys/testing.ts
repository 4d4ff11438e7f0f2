import {
  emptyColumns,
  LATE_FLAG,
  TRACK_FLAGS,
  type TrackColumns,
  UNKNOWN_I16,
  UNKNOWN_I32,
} from '@lakiri/telemetry';

/** A signal as a test says it; times in UTC milliseconds. */
export type Told = {
  readonly at: number;
  readonly receivedAt?: number;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly late: boolean;
  readonly event?: string;
  readonly flags: Readonly<Record<'ropeCut' | 'motorLocked' | 'coverOpen', boolean | null>>;
};

/** The centre's answer with these signals, in the order given. */
export function columnsOf(told: readonly Told[]): TrackColumns {
  const events = [...new Set(told.flatMap(({ event }) => event ?? []))];
  const columns = emptyColumns(told.length, { events, after: '', later: null });
  for (const [row, one] of told.entries()) {
    columns.at[row] = one.at;
    columns.receivedAt[row] = one.receivedAt ?? one.at;
    columns.latE7[row] = scaled(one.lat, 1e7, UNKNOWN_I32);
    columns.lonE7[row] = scaled(one.lon, 1e7, UNKNOWN_I32);
    columns.speed[row] = scaled(one.speedKmh, 10, UNKNOWN_I16);
    columns.course[row] = scaled(one.courseDeg, 10, UNKNOWN_I16);
    columns.battery[row] = scaled(one.batteryPct, 10, UNKNOWN_I16);
    columns.flags[row] = flagsOf(one);
    columns.event[row] = one.event === undefined ? 0 : events.indexOf(one.event) + 1;
  }
  return columns;
}

const scaled = (value: number | null, by: number, unknown: number): number =>
  value === null ? unknown : Math.round(value * by);

function flagsOf({ late, flags }: Told): number {
  const bits = (['ropeCut', 'motorLocked', 'coverOpen'] as const).map((name) => {
    const bit = flags[name];
    return (bit === null ? 0 : 1 + Number(bit)) << TRACK_FLAGS[name];
  });
  return bits.reduce((all, bit) => all | bit, late ? LATE_FLAG : 0);
}
