import { addMs, HOUR_MS, type Instant } from '@lakiri/kit';

/**
 * Kilometres between two marks of a route: a loaded truck takes ten minutes for them, so that a look each minute misses none,
 * and a way of 2,000 km is 200 rows of a journey.
 */
export const MARK_KM = 10;

/** Fewer journeys than this say nothing of how long others take: their tenth and their slowest would be the same truck. */
export const JOURNEYS_MIN = 5;

/** Further from its route than this a truck is not under way along it, and passes no marks. */
export const OFF_ROUTE_M_MAX = 10_000;

/**
 * Which mark a truck has passed, in marks still to go: counted from the end of the route, so that a new version of it that
 * begins elsewhere keeps what is known of the rest. 0 is the end.
 */
export function markLeft({ km, ofKm }: { readonly km: number; readonly ofKm: number }): number {
  return Math.ceil(Math.max(0, ofKm - km) / MARK_KM);
}

/** How fast trucks usually get on along a route, stops and nights included; km/h. */
export type Pace = {
  readonly fastKmh: number;
  readonly middleKmh: number;
  readonly slowKmh: number;
};

/** Where a truck is, and how long others took from there. */
export type UnderWay = {
  readonly now: Instant;
  /** When it was heard where it is. */
  readonly heardAt: Instant;
  readonly kmLeft: number;
  /** When it first passed the last mark that it is known to have passed; null: none yet. */
  readonly passedAt: Instant | null;
  /** Of earlier journeys along the route, how long each took from that mark to its arrival; ms, in any order. */
  readonly onwardMs: readonly number[];
  readonly pace: Pace;
};

/** When a truck will be at the end of its route: nine in ten not before `earliest`, nine in ten not after `latest`. */
export type Arrival = {
  readonly earliestAt: Instant;
  readonly likelyAt: Instant;
  readonly latestAt: Instant;
  /** How it is known: from journeys that passed here, or from what is usual for the whole corridor. */
  readonly basis: 'journeys' | 'pace';
  /** How many journeys it rests on. */
  readonly journeys: number;
};

/**
 * Expects an arrival. Of the journeys that passed the same mark only those count that took longer than this one has taken
 * already: a truck that stands for a day at kilometre 250 is held against trucks that stood there, and is never promised for
 * a time that is past. Where fewer than {@link JOURNEYS_MIN} are left, the usual pace is taken, whose window is far wider.
 */
export function expectArrival(truck: UnderWay): Arrival {
  const { now, passedAt, onwardMs } = truck;
  if (passedAt === null) return atPace(truck);
  const taken = now - passedAt;
  const longer = onwardMs.filter((ms) => ms > taken).sort((a, b) => a - b);
  if (longer.length < JOURNEYS_MIN) return atPace(truck);
  const after = (share: number): Instant => addMs(passedAt, rank(longer, share));
  return {
    earliestAt: after(0.1),
    likelyAt: after(0.5),
    latestAt: after(0.9),
    basis: 'journeys',
    journeys: longer.length,
  };
}

function atPace({ now, heardAt, kmLeft, pace }: UnderWay): Arrival {
  const at = (kmh: number): Instant =>
    Math.max(now, addMs(heardAt, Math.round((kmLeft / kmh) * HOUR_MS))) as Instant;
  return {
    earliestAt: at(pace.fastKmh),
    likelyAt: at(pace.middleKmh),
    latestAt: at(pace.slowKmh),
    basis: 'pace',
    journeys: 0,
  };
}

/** By nearest rank: a value that was there. */
function rank(sorted: readonly number[], share: number): number {
  const at = Math.max(0, Math.ceil(sorted.length * share) - 1);
  const value = sorted[at];
  if (value === undefined) throw new Error('no journeys to rank');
  return value;
}
