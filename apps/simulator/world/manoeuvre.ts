// What a truck may do on its road beside driving on: each is done, or refused where the truck cannot now.
import { distanceM, locate, placeAt, pointAtKm, type RouteIndex } from '@lakiri/corridors';
import { type Chance, HOUR_MS, type Instant } from '@lakiri/kit';
import type { Drive } from './drive.ts';
import { offsetBy, type Where } from './leg.ts';

export type Road = {
  readonly drive: Drive;
  readonly index: RouteIndex;
  readonly chance: Chance;
  readonly now: Instant;
};

const STRAY_CLEAR_M = 600; // beyond the buffer by this, so that no rounding brings it back
const CRAWL_KMH = 12;

export type Stray = { readonly awayM: number; readonly kmh: number; readonly stayMs: number };

/** Square off the road, far enough that no other part of the route is near either. */
export function stray({ drive, index, chance, now }: Road, { awayM, kmh, stayMs }: Stray): boolean {
  if (drive.legAt(now).kind !== 'drive') return false;
  const here = drive.whereAt(now);
  const { bufferM } = index.route;
  const sides = chance.next() < 0.5 ? [90, -90] : [-90, 90];
  for (const farther of [1, 1.25, 1.5])
    for (const side of sides) {
      const m = Math.max(awayM, bufferM * 1.4) * farther;
      const there = offsetBy(here, here.courseDeg + side, m);
      if (locate(index, there).offM < bufferM + STRAY_CLEAR_M) continue;
      if (placeAt(index, there) !== undefined) continue;
      const ms = (distanceM(here, there) / 1_000 / kmh) * HOUR_MS;
      drive.interrupt(now, [
        { kind: 'stray', beside: { from: here, until: there }, ms },
        { kind: 'stand', beside: { from: there, until: there }, ms: stayMs },
        { kind: 'stray', beside: { from: there, until: here }, ms },
      ]);
      return true;
    }
  return false;
}

export function stand({ drive, index, now }: Road, ms: number): boolean {
  const here = drive.whereAt(now);
  if (drive.legAt(now).kind !== 'drive' || placeAt(index, here) !== undefined) return false;
  drive.interrupt(now, [{ kind: 'stand', beside: { from: here, until: here }, ms }]);
  return true;
}

export type Roam = { readonly awayM: number; readonly kmh: number; readonly times: number };

export function roam({ drive, index, now }: Road, { awayM, kmh, times }: Roam): boolean {
  if (drive.legAt(now).kind !== 'drive') return false;
  const here = drive.whereAt(now);
  const there = offsetBy(here, here.courseDeg + 90, awayM);
  if (placeAt(index, here) !== undefined || placeAt(index, there) !== undefined) return false;
  const ms = (distanceM(here, there) / 1_000 / kmh) * HOUR_MS;
  const once = [
    { kind: 'stray', beside: { from: here, until: there }, ms },
    { kind: 'stray', beside: { from: there, until: here }, ms },
  ] as const;
  drive.interrupt(now, Array.from({ length: times }, () => once).flat());
  return true;
}

/** Far enough from its start, and from where it would arrive. */
function canDrive({ drive, index, now }: Road, fromKm: number, untilKm: number): boolean {
  return drive.legAt(now).kind === 'drive' && fromKm > 0 && untilKm < index.totalKm;
}

const hereKm = ({ drive, now }: Road): Where['km'] => drive.whereAt(now).km;

export function turn(road: Road, km: number, kmh: number): boolean {
  const here = hereKm(road);
  if (!canDrive(road, here - km, here)) return false;
  const ms = (km / kmh) * HOUR_MS;
  road.drive.interrupt(road.now, [
    { kind: 'drive', beside: null, untilKm: here - km, ms },
    { kind: 'drive', beside: null, untilKm: here, ms },
  ]);
  return true;
}

export function race(road: Road, kmh: number, ms: number): boolean {
  const here = hereKm(road);
  const untilKm = here + (ms / HOUR_MS) * kmh;
  if (!canDrive(road, here, untilKm)) return false;
  road.drive.interrupt(road.now, [{ kind: 'drive', beside: null, untilKm, ms }]);
  return true;
}

export type Queue = { readonly times: number; readonly standMs: number; readonly km: number };

export function queue(road: Road, { times, standMs, km }: Queue): boolean {
  const here = hereKm(road);
  if (!canDrive(road, here, here + times * km)) return false;
  const once = Array.from({ length: times }, (_, nth) => {
    const at = pointAtKm(road.index, here + nth * km);
    const untilKm = here + (nth + 1) * km;
    return [
      { kind: 'stand', untilKm: here + nth * km, beside: { from: at, until: at }, ms: standMs },
      { kind: 'drive', untilKm, beside: null, ms: (km / CRAWL_KMH) * HOUR_MS },
    ] as const;
  });
  road.drive.interrupt(road.now, once.flat());
  return true;
}
