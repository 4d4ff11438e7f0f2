import type { Place } from '../api/contract.ts';

type Position = { readonly lat: number; readonly lon: number };

const KM_PER_DEGREE = 111.195;
const DEGREE = Math.PI / 180;

/** Great-circle distance in metres on the plane that touches the earth here; right to 0.5 % over 300 km at the equator. */
export function metresBetween(one: Position, other: Position): number {
  const east = (other.lon - one.lon) * Math.cos(((one.lat + other.lat) / 2) * DEGREE);
  return Math.hypot(east, other.lat - one.lat) * KM_PER_DEGREE * 1_000;
}

export type Near = { readonly name: string; readonly awayM: number };

/** The nearest known place; a name says more to an officer than degrees. `undefined` when no place is known. */
export function nearPlace(places: readonly Place[], at: Position): Near | undefined {
  let best: Near | undefined;
  for (const place of places) {
    const awayM = metresBetween(place, at);
    if (best === undefined || awayM < best.awayM) best = { name: place.short ?? place.name, awayM };
  }
  return best;
}
