// How far from its line a truck is on the route still: narrower where the road is surveyed or runs through a town.
import type { Route } from './route.ts';

/** A stretch of the line that is as wide as it says to each side, whatever the route says of the rest. */
export type Width = {
  readonly fromKm: number;
  readonly toKm: number;
  readonly bufferM: number;
};

/** Narrower than a fix may err; wider than any reference line needs. */
export const BUFFER_M = { min: 50, max: 20_000 };
/** A town every twenty kilometres of the longest route. */
export const WIDTHS_MAX = 80;

/** In the order of the way, none over another, all on the line. */
export function areSoundWidths(widths: readonly Width[], km: number): boolean {
  if (widths.length > WIDTHS_MAX) return false;
  return widths.every(({ fromKm, toKm, bufferM }, at) => {
    const isWidth = bufferM >= BUFFER_M.min && bufferM <= BUFFER_M.max;
    return isWidth && fromKm >= (widths[at - 1]?.toKm ?? 0) && toKm > fromKm && toKm <= km;
  });
}

/** Metres to each side at a kilometre of the line. */
export function bufferMAt({ bufferM, widths }: Pick<Route, 'bufferM' | 'widths'>, km: number) {
  if (widths === undefined) return bufferM;
  return widths.find(({ fromKm, toKm }) => km >= fromKm && km < toKm)?.bufferM ?? bufferM;
}
