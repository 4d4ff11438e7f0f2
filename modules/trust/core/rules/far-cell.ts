import { distanceM } from '@lakiri/corridors';
import type { CellPlace } from '../cell.ts';
import { type Look, tenth } from '../look.ts';
import type { DoubtWhy } from '../why.ts';

/** Fixes in a row further from the cell that serves the seal than it reaches. */
export type Far = { readonly fixes: number };
export type FarAfter = { readonly far: Far | null; readonly why: DoubtWhy | null };

/** A device may name the cell that it has just left, and cells are heard further than they are said to reach. */
const SLACK_KM = 5;
const FIXES_MIN = 3;

/**
 * R3: the satellites say that it is where the cell that carries the report cannot be heard. Judged only where somebody has
 * said where the cell is; a report that names none, or another, says nothing.
 */
export function farCell({ place }: Look, known: Far | null, cell: CellPlace | undefined): FarAfter {
  if (place === null || cell === undefined) return { far: known, why: null };
  const km = distanceM(place, cell) / 1_000;
  const reachKm = cell.radiusM / 1_000;
  if (km <= reachKm + SLACK_KM) return { far: null, why: null };
  if (known !== null && known.fixes >= FIXES_MIN) return { far: known, why: null }; // said once
  const far = { fixes: (known?.fixes ?? 0) + 1 };
  if (far.fixes < FIXES_MIN) return { far, why: null };
  const params = { km: tenth(km), reachKm: tenth(reachKm), fixes: far.fixes };
  return { far, why: { code: 'cell-too-far', params } };
}
