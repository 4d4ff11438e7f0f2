import { type Stop as AllowedStop, openSpans, placeAt, type RouteIndex } from '@lakiri/corridors';
import type { Position } from '@lakiri/kit';
import type { Allowed } from './allowance.ts';
import type { Stop } from './watch.ts';

/** The allowed stop there that is not open at every hour; undefined: there is none, or it never closes. */
export function closingStopAt(
  route: RouteIndex | null,
  position: Position,
): AllowedStop | undefined {
  if (route?.stops.some(({ open }) => open !== undefined) !== true) return undefined;
  const place = placeAt(route, position) as AllowedStop | undefined;
  return place?.open === undefined ? undefined : place;
}

/** When a truck may stand where it stands: while an officer allows it, and while the allowed stop there is open. */
export function allowedAt(
  route: RouteIndex | null,
  stop: Stop | null,
  allowed: Allowed = [],
): Allowed {
  if (stop === null) return allowed;
  const open = closingStopAt(route, stop)?.open;
  return open === undefined ? allowed : [...allowed, ...openSpans(open, stop.since)];
}
