import { distanceM, nearestPlace, type Place, placeHolding } from '@lakiri/corridors';
import { type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Seal, Place as SealPlace } from '@lakiri/seals';
import type { PlaceRefusal } from './events.ts';

/**
 * How far, in time, a seal's place may be from the act it is to prove. A seal at rest reports each half
 * hour at the rarest; a truck that left the yard is out of its fence within minutes.
 */
export const PLACE_AGE_MS_MAX = 30 * MINUTE_MS;

/** Why a seal is not where it must be, of places that its route names. */
export type StationRefusal = Exclude<PlaceRefusal, { readonly code: 'not-at-destination' }>;

/** A seal is armed inside the fence of a place where its route lets trucks stand (§1.4, step 4). */
export function stationRefusal(
  seal: Seal,
  { stations, at }: { readonly stations: readonly Place[]; readonly at: Instant },
): StationRefusal | undefined {
  const place = placeAround(seal, at);
  if (place === undefined)
    return {
      code: 'seal-place-unknown',
      seal: seal.id,
      placeAt: seal.live.place?.at ?? null,
    };
  if (placeHolding(stations, place) !== undefined) return undefined;
  const near = nearestPlace(stations, place);
  return {
    code: 'seal-not-at-station',
    seal: seal.id,
    nearest: near?.place.name ?? '',
    awayM: Math.round(near?.distanceM ?? 0),
  };
}

/** A truck has arrived when its seals say from where they are that it has (§1.4, step 9). */
export function destinationRefusal(
  seal: Seal,
  { destination, at }: { readonly destination: Place; readonly at: Instant },
): PlaceRefusal | undefined {
  const place = placeAround(seal, at);
  if (place !== undefined && placeHolding([destination], place) !== undefined) return undefined;
  return {
    code: 'not-at-destination',
    seal: seal.id,
    destination: destination.name,
    awayM: place === undefined ? null : Math.round(distanceM(destination, place)),
  };
}

function placeAround({ live }: Seal, at: Instant): SealPlace | undefined {
  const { place } = live;
  return place !== null && Math.abs(at - place.at) <= PLACE_AGE_MS_MAX ? place : undefined;
}
