// In whose territory something happened: by the stretch of the route between two border posts.
import { locate, type Place, type RouteIndex } from '@lakiri/corridors';
import type { Here } from './look.ts';
import type { Administration } from './scope.ts';

/** Further from its line than this a route says nothing of where a place lies: a border may be between. */
const OFF_M_MAX = 30_000;

type Stretch = { readonly untilKm: number; readonly country: string };

const STRETCHES = new WeakMap<RouteIndex, readonly Stretch[]>();

/** The administration in charge where an alarm is; null where nobody can say. */
export function jurisdictionOf(
  route: RouteIndex | null,
  place: Here | null,
  administrations: readonly Administration[],
): string | null {
  const country = countryAt(route, place);
  if (country === null) return null;
  return administrations.find((one) => one.country === country)?.name ?? null;
}

/** ISO 3166-1 alpha-2. */
export function countryAt(route: RouteIndex | null, place: Here | null): string | null {
  if (route === null || place === null || place.km === null) return null;
  if ((place.offM ?? 0) > OFF_M_MAX) return null;
  const { km } = place;
  return stretchesOf(route).find(({ untilKm }) => km <= untilKm)?.country ?? null;
}

function stretchesOf(route: RouteIndex): readonly Stretch[] {
  const known = STRETCHES.get(route);
  if (known !== undefined) return known;
  const made = stretches(route);
  STRETCHES.set(route, made);
  return made;
}

/** From the end that lies within one country; crossing a border post of two changes to the other. */
function stretches(route: RouteIndex): readonly Stretch[] {
  const { from, to } = route.route;
  const posts = route.stops
    .filter((stop) => isBorder(stop) && stop !== from && stop !== to)
    .map((stop) => ({ sides: sidesOf(stop), km: locate(route, stop).km }))
    .sort((a, b) => a.km - b.km);
  const start = isBorder(from) ? beforeAll(route, posts) : from.country;
  let country = start;
  const made: Stretch[] = [];
  for (const { sides, km } of posts) {
    if (country === null) return [];
    if (!sides.includes(country)) continue;
    made.push({ untilKm: km, country });
    country = sides.find((side) => side !== country) ?? null;
  }
  return country === null ? [] : [...made, { untilKm: Number.POSITIVE_INFINITY, country }];
}

type Post = { readonly sides: readonly string[]; readonly km: number };

/** A route that begins at a border: the country before the first post, told backwards from its other end. */
function beforeAll({ route, stops }: RouteIndex, posts: readonly Post[]): string | null {
  const sides = sidesOf(route.from);
  const within = stops.find((stop) => !isBorder(stop) && sides.includes(stop.country));
  if (isBorder(route.to)) return within?.country ?? null;
  let country: string | null = route.to.country;
  for (const post of [...posts].reverse())
    if (country !== null && post.sides.includes(country))
      country = post.sides.find((side) => side !== country) ?? null;
  return country;
}

const isBorder = ({ country }: Place): boolean => country.includes('-');
const sidesOf = ({ country }: Place): readonly string[] => country.split('-');
