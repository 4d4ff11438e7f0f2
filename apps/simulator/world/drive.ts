// How a truck drives: pieces of some minutes at a steady speed, slower by night, and stops where its route
// allows them, for as long as such stops take.
import {
  distanceM,
  locate,
  type Place,
  type PlaceKind,
  pointAtKm,
  type RouteIndex,
} from '@lakiri/corridors';
import {
  addMs,
  type Chance,
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type Position,
} from '@lakiri/kit';
import { type Leg, type LegKind, type Where, whereOn } from './leg.ts';

const EAT_OFFSET_MS = 3 * HOUR_MS;
const NIGHT = { fromH: 19, untilH: 6 } as const;
const NIGHT_PACE = 0.8;
const PULL_IN_KMH = 25;
/** A stop nearer to the line than this needs no way of its own. */
const PULL_IN_M_MIN = 60;
const PIECE_MIN = { from: 6, to: 14 } as const;
/** A truck that has arrived stays: longer than any run of ours. */
const ENDED_MS = 3_650 * DAY_MS;
/** After this long at the wheel a driver who passes a parking by night sleeps there. */
const TIRED_MS = 9 * HOUR_MS;

type Habit = { readonly share: number; readonly fromMin: number; readonly toMin: number };

/** How often a truck stops at each kind of place that it passes, and for how long. */
const HABITS: { readonly [Kind in PlaceKind]?: Habit } = {
  weighbridge: { share: 0.7, fromMin: 6, toMin: 22 },
  rest_stop: { share: 0.3, fromMin: 20, toMin: 55 },
  osbp: { share: 1, fromMin: 60, toMin: 300 },
  border_post: { share: 1, fromMin: 60, toMin: 300 },
};

/** A leg to come; when it begins is known when the one before it ends. */
type Plan = {
  readonly kind: LegKind;
  readonly untilKm: number;
  readonly beside: Leg['beside'];
  readonly ms: number;
};

type Stop = { readonly place: Place; readonly km: number; readonly offM: number };

export type DriveOptions = {
  readonly index: RouteIndex;
  readonly chance: Chance;
  readonly startKm: number;
  readonly startAt: Instant;
  /** Until then it stands where it starts. */
  readonly departAt: Instant;
};

/** One truck's driving. Deterministic in its options and in what is asked of it, not in when. */
export class Drive {
  readonly index: RouteIndex;
  readonly #chance: Chance;
  readonly #stops: readonly Stop[];
  readonly #paceKmh: number;
  #leg: Leg;
  #plans: Plan[] = [];
  #nextStop: number;
  #wheelMs = 0;

  constructor({ index, chance, startKm, startAt, departAt }: DriveOptions) {
    this.index = index;
    this.#chance = chance;
    this.#paceKmh = 48 + chance.next() * 16;
    this.#stops = stopsOf(index);
    const passed = this.#stops.findIndex(({ km }) => km > startKm + 0.01);
    this.#nextStop = passed === -1 ? this.#stops.length : passed;
    const here = pointAtKm(index, startKm);
    const until = departAt > startAt ? departAt : startAt;
    this.#leg = {
      kind: 'stop',
      from: startAt,
      until,
      fromKm: startKm,
      untilKm: startKm,
      beside: { from: here, until: here },
    };
  }

  /** The leg at a moment not before the last one asked for. */
  legAt(at: Instant): Leg {
    while (this.#leg.until <= at) this.#leg = this.#next();
    return this.#leg;
  }

  whereAt(at: Instant): Where {
    return whereOn(this.index, this.legAt(at), at);
  }

  /** Breaks off what it does at a moment, does these first, then drives on from there. Absent `untilKm`: where it is. */
  interrupt(
    at: Instant,
    plans: readonly (Omit<Plan, 'untilKm'> & { readonly untilKm?: number })[],
  ): void {
    const leg = this.legAt(at);
    const here = whereOn(this.index, leg, at);
    const until = leg.beside && { from: leg.beside.from, until: here };
    this.#leg = { ...leg, until: at, untilKm: here.km, beside: until };
    this.#plans = plans.map((plan) => ({ ...plan, untilKm: plan.untilKm ?? here.km }));
  }

  #next(): Leg {
    const { until: from, untilKm: fromKm, kind } = this.#leg;
    this.#wheelMs = kind === 'stop' ? 0 : this.#wheelMs + (this.#leg.until - this.#leg.from);
    const plan = this.#plans.shift() ?? this.#plan(from, fromKm);
    return {
      kind: plan.kind,
      from,
      until: addMs(from, Math.max(1, Math.round(plan.ms))),
      fromKm,
      untilKm: plan.untilKm,
      beside: plan.beside,
    };
  }

  #plan(at: Instant, km: number): Plan {
    const { totalKm, route } = this.index;
    if (km >= totalKm)
      return { kind: 'ended', untilKm: totalKm, beside: standing(route.to), ms: ENDED_MS };
    const stop = this.#stops[this.#nextStop];
    if (stop !== undefined && stop.km <= km) {
      this.#nextStop++;
      this.#visit(stop, at);
      return this.#plans.shift() ?? this.#plan(at, km);
    }
    const pace =
      this.#paceKmh * (isNight(at) ? NIGHT_PACE : 1) * (0.75 + this.#chance.next() * 0.4);
    const pieceMs = this.#chance.integer(PIECE_MIN.from, PIECE_MIN.to) * MINUTE_MS;
    const untilKm = Math.min(stop?.km ?? totalKm, totalKm, km + (pace * pieceMs) / HOUR_MS);
    return { kind: 'drive', untilKm, beside: null, ms: ((untilKm - km) / pace) * HOUR_MS };
  }

  /** Plans the stop if the driver makes it. */
  #visit({ place, km, offM }: Stop, at: Instant): void {
    const stayMs = this.#stayMs(place.kind, at);
    if (stayMs === 0) return;
    const road = pointAtKm(this.index, km);
    const yard = { lat: place.lat, lon: place.lon };
    const aside = offM > PULL_IN_M_MIN;
    const pullMs = (offM / 1_000 / PULL_IN_KMH) * HOUR_MS;
    const plans: readonly (Plan | null)[] = [
      aside
        ? { kind: 'pull-in', untilKm: km, beside: { from: road, until: yard }, ms: pullMs }
        : null,
      { kind: 'stop', untilKm: km, beside: standing(yard), ms: stayMs },
      aside
        ? { kind: 'pull-out', untilKm: km, beside: { from: yard, until: road }, ms: pullMs }
        : null,
    ];
    this.#plans.push(...plans.filter((plan) => plan !== null));
  }

  /** 0: it drives by. Chance is asked the same number of times either way. */
  #stayMs(kind: PlaceKind, at: Instant): number {
    const [whether, howLong] = [this.#chance.next(), this.#chance.next()];
    const isParking = kind !== 'weighbridge';
    if (isParking && isNight(at) && this.#wheelMs > TIRED_MS) return (4 + 2 * howLong) * HOUR_MS;
    const habit = HABITS[kind];
    if (habit === undefined || whether >= habit.share) return 0;
    return (habit.fromMin + (habit.toMin - habit.fromMin) * howLong) * MINUTE_MS;
  }
}

/** Night by the clock of East Africa, where all our routes are or nearly. */
export function isNight(at: Instant): boolean {
  const hour = ((at + EAT_OFFSET_MS) % DAY_MS) / HOUR_MS;
  return hour >= NIGHT.fromH || hour < NIGHT.untilH;
}

function standing(at: Position): NonNullable<Leg['beside']> {
  const here = { lat: at.lat, lon: at.lon };
  return { from: here, until: here };
}

const stopsByRoute = new WeakMap<RouteIndex, readonly Stop[]>();

/** The allowed stops in the order of the way; the same for all trucks of a route. */
function stopsOf(index: RouteIndex): readonly Stop[] {
  const known = stopsByRoute.get(index);
  if (known !== undefined) return known;
  const stops = index.route.allowedStops
    .map((place) => {
      const { km } = locate(index, place);
      return { place, km, offM: distanceM(pointAtKm(index, km), place) };
    })
    .sort((a, b) => a.km - b.km);
  stopsByRoute.set(index, stops);
  return stops;
}
