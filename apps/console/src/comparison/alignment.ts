import type { Signal } from '../journeys/track.ts';

/** On one clock: by the time of day, or each from its own departure. */
export type Align = 'clock' | 'departure';

export type Under = {
  /** UTC milliseconds; `null`: it has not departed. */
  readonly departedAt: number | null;
  readonly from: number;
  readonly to: number;
};

/**
 * Milliseconds to add to the other journey's times, so that they stand on the clock of this one. `undefined` where one of
 * the two has not departed: there is no such clock.
 */
export function shiftOf(align: Align, mine: Under, other: Under): number | undefined {
  if (align === 'clock') return 0;
  if (mine.departedAt === null || other.departedAt === null) return undefined;
  return mine.departedAt - other.departedAt;
}

/** How two journeys are first laid beside each other: as it was where they were under way together, else from departure. */
export function firstAlign(mine: Under, other: Under): Align {
  const met = Math.max(mine.from, other.from) < Math.min(mine.to, other.to);
  const departed = mine.departedAt !== null && other.departedAt !== null;
  return met || !departed ? 'clock' : 'departure';
}

/** The same signals on a clock that runs `shiftMs` later. */
export function shifted(signals: readonly Signal[], shiftMs: number): readonly Signal[] {
  if (shiftMs === 0) return signals;
  return signals.map((signal) => ({
    ...signal,
    at: signal.at + shiftMs,
    receivedAt: signal.receivedAt + shiftMs,
  }));
}

/** Steps of the table, minutes: such as are counted on a clock. */
const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440] as const;
/** A day in steps of ten minutes; a longer table is not read. */
const ROWS_MAX = 150;

/** The moments at which the table says the difference: evenly apart, the ends included. */
export function rowsOf({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): readonly number[] {
  const length = to - from;
  if (length <= 0) return [from];
  const minutes = STEPS_MIN.find((step) => length / (step * 60_000) < ROWS_MAX - 1);
  const stepMs = minutes === undefined ? length / (ROWS_MAX - 1) : minutes * 60_000;
  const rows: number[] = [];
  for (let at = from; at < to; at += stepMs) rows.push(at);
  rows.push(to);
  return rows.slice(0, ROWS_MAX);
}
