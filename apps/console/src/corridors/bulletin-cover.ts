import { indexLine, locate } from '@lakiri/corridors';
import type { Bulletin } from '../api/bulletin-queries.ts';
import { phaseOf } from './bulletin-phase.ts';

type Asked = {
  /** Of the journey. */
  readonly route: string | undefined;
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly now: number;
};

/**
 * The bulletin in force on whose diversion a place lies: an alarm that was raised there before it stays, and whoever closes it
 * should know.
 */
export function bulletinOver(
  bulletins: readonly Bulletin[],
  { route, place, now }: Asked,
): Bulletin | undefined {
  if (place === null || route === undefined) return undefined;
  return bulletins.find(
    (one) =>
      one.says.route === route &&
      phaseOf(one, now) === 'holding' &&
      locate(indexLine(one.says.line), place).offM <= one.says.widthM,
  );
}
