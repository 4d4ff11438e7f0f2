// A route while a bulletin diverts it: its own corridor, and beside it that of each diversion in force. Nothing of the
// route's version changes; kilometres stay those of its line.
import type { Instant, Position } from '@lakiri/kit';
import type { BulletinId } from './bulletin.ts';
import { type Place, placeHolding } from './place.ts';
import type { Route, RouteId } from './route.ts';
import { indexLine, type LineIndex, locate, type RouteIndex } from './route-index.ts';

/** A published bulletin as rules see it: it holds in `[from, until)`. */
export type Diversion = {
  readonly bulletin: BulletinId;
  readonly number: number;
  readonly route: RouteId;
  readonly line: Route['line'];
  /** How far from its line is still on it, metres. */
  readonly widthM: number;
  readonly stops: readonly Place[];
  /** Whole hours that journeys of the route are given more; 0: none. */
  readonly extraH: number;
  readonly from: Instant;
  /** As published, or when it was ended early. */
  readonly until: Instant;
};

export type DiversionIndex = Diversion & { readonly index: LineIndex };

/** All that were ever published, by route; and the routes that they made so far. */
export type Diversions = {
  readonly ofRoute: ReadonlyMap<string, readonly DiversionIndex[]>;
  readonly made: WeakMap<RouteIndex, Map<string, RouteIndex>>;
};

/** Prepares diversions, once for many questions. */
export function diversionsOf(all: readonly Diversion[]): Diversions {
  const ready = all.map((one) => ({ ...one, index: indexLine(one.line) }));
  return { ofRoute: Map.groupBy(ready, ({ route }) => route), made: new WeakMap() };
}

export type Diverted = {
  /** Device time of a reading, but never later than we received it: so that every judge of it knows the same bulletins. */
  readonly at: Instant;
  /** Since when the journey runs; absent: nobody asks for its time limit. */
  readonly armedAt?: Instant | undefined;
};

/** A bulletin of a route as far as it gives hours. */
export type HoursGiven = Pick<Diversion, 'from' | 'until' | 'extraH'>;

/**
 * Extra hours are given to a journey that was armed before a bulletin's end and is judged after its beginning, and stay when
 * it is over; of several the most.
 */
export function extraHours(
  ofRoute: readonly HoursGiven[],
  { at, armedAt }: { readonly at: Instant; readonly armedAt: Instant },
): number {
  return ofRoute.reduce(
    (most, { from, until, extraH }) =>
      from <= at && armedAt < until ? Math.max(most, extraH) : most,
    0,
  );
}

/** The route as it is at an instant: the very object where no bulletin speaks of it. */
export function divertedRoute<R extends RouteIndex>(
  route: R,
  diversions: Diversions | undefined,
  { at, armedAt }: Diverted,
): R | RouteIndex {
  const own = diversions?.ofRoute.get(route.route.id);
  if (diversions === undefined || own === undefined) return route;
  const holds = ({ from, until }: Diversion): boolean => from <= at && at < until;
  const extraH = armedAt === undefined ? 0 : extraHours(own, { at, armedAt });
  // Most reports of a route come while none holds: for those nothing is made.
  if (extraH === 0 && !own.some(holds)) return route;
  const holding = own.filter(holds);
  const key = `${extraH} ${holding.map(({ bulletin }) => bulletin).join(' ')}`;
  const made = diversions.made.get(route) ?? new Map<string, RouteIndex>();
  diversions.made.set(route, made);
  const known = made.get(key);
  if (known !== undefined) return known;
  const one: RouteIndex = {
    ...route,
    route: { ...route.route, timeLimitH: route.route.timeLimitH + extraH },
    stops: [...route.stops, ...holding.flatMap(({ stops }) => stops)],
    diversions: holding,
  };
  made.set(key, one);
  return one;
}

const WHOLE_PCT = 100;

/** The diversion in force on whose corridor a position is, or within so much of its width. */
export function diversionAt(
  { diversions = [] }: Pick<RouteIndex, 'diversions'>,
  position: Position,
  withinPct: number = WHOLE_PCT,
): DiversionIndex | undefined {
  return diversions.find(
    ({ index, widthM, stops }) =>
      locate(index, position).offM <= (widthM * withinPct) / WHOLE_PCT ||
      placeHolding(stops, position) !== undefined,
  );
}
