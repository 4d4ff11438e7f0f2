import { locate, type RouteIndex } from '@lakiri/corridors';
import { chanceOf } from '@lakiri/kit';

/** A stretch without a network, and for how long longer a silence in it is excused. */
export type DeadStretch = {
  readonly name: string;
  readonly fromKm: number;
  readonly toKm: number;
  readonly excusedMin: number;
};

/** So many on each route; where they lie follows from its name, since every truck passes the same ones. */
const STRETCHES = 3;
const LONG_KM = { from: 6, to: 18 } as const;
const EXCUSED_MIN = 45;
/** A town has a network, and so has a place where trucks stand for hours. */
const CLEAR_KM = 4;

/** The stretches of a route that the node knows of. Made up: none is published. */
export function deadStretches(index: RouteIndex): readonly DeadStretch[] {
  const { route, totalKm } = index;
  const chance = chanceOf(
    [...route.id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7),
  );
  const stops = route.allowedStops.map((place) => locate(index, place).km);
  const stretches = Array.from({ length: STRETCHES }, (_, at) => {
    const fromKm = (totalKm * (at + 0.2 + 0.6 * chance.next())) / STRETCHES;
    const toKm = fromKm + chance.integer(LONG_KM.from, LONG_KM.to);
    return { name: `${route.id} ${at + 1}`, fromKm, toKm, excusedMin: EXCUSED_MIN };
  });
  return stretches.filter(
    ({ fromKm, toKm }) => !stops.some((km) => km > fromKm - CLEAR_KM && km < toKm + CLEAR_KM),
  );
}

export function stretchAt(stretches: readonly DeadStretch[], km: number): DeadStretch | undefined {
  return stretches.find(({ fromKm, toKm }) => km >= fromKm && km < toKm);
}
