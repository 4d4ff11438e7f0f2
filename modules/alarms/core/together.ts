// Which seals are apart from the others of their journey, and which trucks crowd at a spot: found by looking at all of
// them, beside the fold. What is found is handed to one seal's rules.
import { distanceM } from '@lakiri/corridors';
import { HOUR_MS, type Instant, MINUTE_MS, type Position, SECOND_MS } from '@lakiri/kit';
import type { RuleParams } from './params.ts';
import type { Across } from './rules/across.ts';

export type Placed = Position & {
  readonly id: string;
  readonly number: string;
  readonly journey: string;
  readonly at: Instant;
  readonly speedKmh: number | null;
};

/** One that tells no speed may drive as fast as a truck does. */
const SPEED_KMH_UNTOLD = 80;

/**
 * For the first seal of each journey with several: how far the furthest of the others is from it, less what a truck may
 * have driven between their two fixes. `null` where no two fixes are near enough in time.
 */
export function apartOf(
  seals: readonly Placed[],
  { alignS }: RuleParams['tractor-trailer-split'],
): ReadonlyMap<string, Across['apart']> {
  const byJourney = Map.groupBy(seals, ({ journey }) => journey);
  const found = new Map<string, Across['apart']>();
  for (const all of byJourney.values()) {
    const [first, ...others] = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (first === undefined || others.length === 0) continue;
    const near = others.filter((one) => Math.abs(one.at - first.at) <= alignS * SECOND_MS);
    const apart = near
      .map((one) => ({
        seal: one.number,
        apartM: surelyApartM(first, one),
        at: laterOf(first, one),
      }))
      .sort((a, b) => b.apartM - a.apartM || (a.seal < b.seal ? -1 : 1));
    found.set(first.id, apart[0] ?? null);
  }
  return found;
}

function surelyApartM(a: Placed, b: Placed): number {
  const kmh = Math.max(a.speedKmh ?? SPEED_KMH_UNTOLD, b.speedKmh ?? SPEED_KMH_UNTOLD);
  const drivenM = ((kmh * Math.abs(a.at - b.at)) / HOUR_MS) * 1_000;
  return Math.max(0, distanceM(a, b) - drivenM);
}

const laterOf = (a: Placed, b: Placed): Instant => Math.max(a.at, b.at) as Instant;

/** A truck that stands outside every allowed stop. */
export type Standing = Position & {
  readonly seal: string;
  readonly journey: string;
  readonly since: Instant;
  /** A crowd of which it is one was told already. */
  readonly isTold: boolean;
};

/**
 * The spots at which many trucks stand, each by the seal that has stood there longest. One of which a member was told
 * already is no news. Trucks count, not seals.
 */
export function clustersOf(
  all: readonly Standing[],
  now: Instant,
  { trucksMin, radiusM, stoppedMin }: RuleParams['stop-cluster'],
): ReadonlyMap<string, NonNullable<Across['cluster']>> {
  const standing = all
    .filter(({ since }) => now - since >= stoppedMin * MINUTE_MS)
    .sort((a, b) => a.since - b.since || (a.seal < b.seal ? -1 : 1));
  const cells = Map.groupBy(standing, (one) => cellOf(one, radiusM, 0, 0));
  const taken = new Set<Standing>();
  const found = new Map<string, NonNullable<Across['cluster']>>();
  for (const first of standing) {
    if (taken.has(first)) continue;
    const near = around(first, cells, radiusM).filter(
      (one) => !taken.has(one) && distanceM(first, one) <= radiusM,
    );
    const trucks = new Set(near.map(({ journey }) => journey)).size;
    if (trucks < trucksMin) continue;
    for (const one of near) taken.add(one);
    if (near.some(({ isTold }) => isTold)) continue;
    found.set(first.seal, { lat: first.lat, lon: first.lon, trucks, since: first.since });
  }
  return found;
}

const M_PER_DEG = 111_195; // a mean earth, as the corridors reckon

/** Squares no smaller than the radius, so that whoever is near is in the nine around; the corridors are within 12° of the equator. */
function cellOf({ lat, lon }: Position, radiusM: number, north: number, east: number): string {
  const deg = (radiusM / M_PER_DEG) * 1.05;
  return `${Math.floor(lat / deg) + north} ${Math.floor(lon / deg) + east}`;
}

function around(
  one: Standing,
  cells: ReadonlyMap<string, readonly Standing[]>,
  radiusM: number,
): readonly Standing[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((north) =>
    steps.flatMap((east) => cells.get(cellOf(one, radiusM, north, east)) ?? []),
  );
}
