import type { Position } from '@lakiri/kit';
import { distanceM } from './distance.ts';
import type { Slug } from './slug.ts';
import type { Dated } from './version.ts';

export type PlaceId = Slug<'Place'>;

/** What stands at a place. `osbp`: one-stop border post; `cmc`: monitoring centre; `rru`: response unit. */
export const PLACE_KINDS = [
  'osbp',
  'border_post',
  'seaport',
  'lakeport',
  'icd',
  'weighbridge',
  'oil_depot',
  'cmc',
  'rru',
  'rest_stop',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A place with its fence: a circle around a centre. */
export type Place = Position & {
  readonly id: PlaceId;
  readonly name: string;
  readonly short: string;
  readonly kind: PlaceKind;
  /** ISO 3166-1 alpha-2; two with a dash where the place is on a border (`KE-UG`). */
  readonly country: string;
  readonly radiusM: number;
};

/** What the gazette says of a place. */
export type GazettedPlace = Place & {
  /** On whose word; absent in what was shipped. */
  readonly source?: string;
};

/** A place as gazetted from an instant on; a later version never changes an earlier one. */
export type PlaceVersion = Dated & {
  readonly place: GazettedPlace;
  /** From then on it is no place of the gazette. */
  readonly isWithdrawn?: true;
};

/**
 * How far the yards, queues and parking of a kind of place reach from its centre, metres. Guesses:
 * no gazetted fence is published; a surveyed fence replaces them by a new version of the place.
 */
const REACH_M: Readonly<Record<PlaceKind, number>> = {
  seaport: 2_500,
  osbp: 1_500, // the queue of trucks on both sides belongs to it
  border_post: 1_500,
  lakeport: 1_000,
  icd: 1_000,
  oil_depot: 800,
  rest_stop: 800,
  weighbridge: 700,
  cmc: 300,
  rru: 300,
};

/** The radius that surely holds the place: its reach, plus how far its centre may be wrong. */
export function fenceRadiusM(kind: PlaceKind, accuracyM: number): number {
  return REACH_M[kind] + accuracyM;
}

export type PlaceNear = { readonly place: Place; readonly distanceM: number };

/** The place whose centre is nearest, whatever its fence; `undefined` when there are no places. */
export function nearestPlace(places: readonly Place[], position: Position): PlaceNear | undefined {
  let nearest: Place | undefined;
  let leastM = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const awayM = distanceM(place, position);
    if (awayM >= leastM) continue;
    leastM = awayM;
    nearest = place;
  }
  return nearest === undefined ? undefined : { place: nearest, distanceM: leastM };
}

/** The place whose fence holds the position; of several the one with the nearest centre. */
export function placeHolding(places: readonly Place[], position: Position): Place | undefined {
  return nearestPlace(
    places.filter((place) => distanceM(place, position) <= place.radiusM),
    position,
  )?.place;
}
