import {
  LATE_FLAG,
  TRACK_FLAGS,
  type TrackColumns,
  UNKNOWN_I16,
  UNKNOWN_I32,
} from '@lakiri/telemetry';

/** One signal of a journey's seal; times in UTC milliseconds, in the seal's own order of time. */
export type Signal = {
  readonly at: number;
  readonly receivedAt: number;
  /** `null`: the seal did not know where it was. */
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly late: boolean;
  readonly ropeCut: boolean | null;
  readonly motorLocked: boolean | null;
  readonly coverOpen: boolean | null;
  /** A lock event, in the words common to all makers. */
  readonly event: string | null;
};

/** Ten missed reports of a seal that reports every 30 s; a shorter silence is ordinary. */
export const GAP_MS = 5 * 60_000;
/** Below this a truck stands; a satellite position wanders by 2 to 3 km/h at rest. */
const STANDING_KMH_MAX = 5;
/** A shorter halt is a traffic light or a weighbridge's queue moving up. */
export const STOP_MS_MIN = 5 * 60_000;

// A month is 100,000 signals, read in the moment in which the screen opens: what goes through all of them is a plain loop.

/** Signals of the answers so far, in the order of the seal's time, each once. */
export function signalsOf(parts: readonly TrackColumns[]): readonly Signal[] {
  const signals = parts.flatMap(signalsIn);
  // One answer is in order; what came since may be of earlier.
  if (parts.length > 1) signals.sort((one, other) => one.at - other.at);
  const once: Signal[] = [];
  let before: Signal | undefined;
  for (const signal of signals) {
    if (before === undefined || before.at !== signal.at || before.event !== signal.event)
      once.push(signal);
    before = signal;
  }
  return once;
}

/** By the answers they were read from, which are kept as they came while the next are asked for. */
const read = new WeakMap<TrackColumns, readonly Signal[]>();

function signalsIn(columns: TrackColumns): readonly Signal[] {
  const known = read.get(columns);
  if (known !== undefined) return known;
  const signals = readSignals(columns);
  read.set(columns, signals);
  return signals;
}

function readSignals(columns: TrackColumns): readonly Signal[] {
  const { at, receivedAt, latE7, lonE7, speed, course, battery, flags, event, told } = columns;
  const signals: Signal[] = [];
  for (let row = 0; row < at.length; row++) {
    const lat = latE7[row] ?? UNKNOWN_I32;
    const lon = lonE7[row] ?? UNKNOWN_I32;
    const bits = flags[row] ?? 0;
    signals.push({
      at: at[row] ?? 0,
      receivedAt: receivedAt[row] ?? 0,
      place: lat === UNKNOWN_I32 || lon === UNKNOWN_I32 ? null : { lat: lat / 1e7, lon: lon / 1e7 },
      speedKmh: tenths(speed[row]),
      courseDeg: tenths(course[row]),
      batteryPct: tenths(battery[row]),
      late: (bits & LATE_FLAG) !== 0,
      ropeCut: bitAt(bits, TRACK_FLAGS.ropeCut),
      motorLocked: bitAt(bits, TRACK_FLAGS.motorLocked),
      coverOpen: bitAt(bits, TRACK_FLAGS.coverOpen),
      event: told.events[(event[row] ?? 0) - 1] ?? null,
    });
  }
  return signals;
}

const tenths = (value = UNKNOWN_I16): number | null => (value === UNKNOWN_I16 ? null : value / 10);

function bitAt(flags: number, shift: number): boolean | null {
  const pair = (flags >> shift) & 3;
  return pair === 0 ? null : pair === 2;
}

export type Gap = { readonly from: number; readonly to: number };

/** Silences, each between two signals that follow one another, or after the last of them until `to`. */
export function gapsOf(signals: readonly Signal[], to?: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let before = signals[0]?.at ?? 0;
  for (const { at } of signals) {
    if (at - before > GAP_MS) gaps.push({ from: before, to: at });
    before = at;
  }
  if (to !== undefined && signals.length > 0 && to - before > GAP_MS)
    gaps.push({ from: before, to });
  return gaps;
}

export type Stop = {
  /** Counted from 1 along the journey. */
  readonly n: number;
  readonly from: number;
  readonly to: number;
  readonly lat: number;
  readonly lon: number;
};

/** Where the truck stood for 5 minutes or longer. A silence ends a stop: what happened in it is not known. */
export function stopsOf(signals: readonly Signal[]): readonly Stop[] {
  const stops: Stop[] = [];
  let first: Signal | undefined;
  let last: Signal | undefined;
  const end = (): void => {
    if (first?.place && last && last.at - first.at >= STOP_MS_MIN)
      stops.push({ n: stops.length + 1, from: first.at, to: last.at, ...first.place });
    first = undefined;
  };
  for (const signal of signals) {
    if (last !== undefined && signal.at - last.at > GAP_MS) end();
    if (isStanding(signal)) first ??= signal.place === null ? undefined : signal;
    else {
      // The halt lasts until the truck is seen moving again.
      last = first === undefined ? last : signal;
      end();
    }
    last = signal;
  }
  end();
  return stops;
}

const isStanding = ({ speedKmh }: Signal): boolean =>
  speedKmh !== null && speedKmh < STANDING_KMH_MAX;

/** The index of the last signal at or before a moment; -1 before the first. */
export function indexAt(signals: readonly { readonly at: number }[], moment: number): number {
  let low = 0;
  let high = signals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((signals[middle]?.at ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export type Moment = {
  readonly signal: Signal;
  /** Between two signals the truck glides; in a silence and after the last one it stays where it was heard. */
  readonly lat: number;
  readonly lon: number;
  readonly courseDeg: number;
  readonly moving: boolean;
  /** How old what is shown is, milliseconds. */
  readonly ageMs: number;
  readonly silent: boolean;
};

/**
 * The truck at a moment: never ahead of what was reported (§2, Flightradar: "never extrapolate a truck for enforcement").
 * Nothing before the first signal with a place.
 */
export function momentAt(signals: readonly Signal[], at: number): Moment | undefined {
  const index = indexAt(signals, at);
  const signal = signals[index];
  if (signal === undefined) return undefined;
  const known = signals[lastPlaced(signals, index)];
  if (known?.place == null) return undefined;
  const next = signals[index + 1];
  const ageMs = at - signal.at;
  const silent = ageMs > GAP_MS || (next !== undefined && next.at - signal.at > GAP_MS);
  const glides = !silent && signal.place !== null && next?.place != null;
  const part = glides && next !== undefined ? ageMs / (next.at - signal.at) : 0;
  const { lat, lon } = known.place;
  const to = glides ? next.place : known.place;
  return {
    signal,
    lat: lat + (to.lat - lat) * part,
    lon: lon + (to.lon - lon) * part,
    courseDeg: known.courseDeg ?? 0,
    moving: !isStanding(signal),
    ageMs,
    silent,
  };
}

function lastPlaced(signals: readonly Signal[], from: number): number {
  let index = from;
  while (index >= 0 && signals[index]?.place === null) index -= 1;
  return index;
}

/** The signal nearest to a place, for a click on the path; `undefined` when none has a place. */
export function nearestSignal(
  signals: readonly Signal[],
  { lat, lon }: { readonly lat: number; readonly lon: number },
): Signal | undefined {
  let best: Signal | undefined;
  let least = Number.POSITIVE_INFINITY;
  // Near the equator a degree of longitude is as long as one of latitude, within 1 %.
  for (const signal of signals) {
    if (signal.place === null) continue;
    const off = (signal.place.lat - lat) ** 2 + (signal.place.lon - lon) ** 2;
    if (off < least) {
      least = off;
      best = signal;
    }
  }
  return best;
}
