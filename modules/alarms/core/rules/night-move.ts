import { isoOf, MINUTE_MS } from '@lakiri/kit';
import type { Spell } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { isWithinHours } from '../scope.ts';
import { type After, lasts, type Step, unmoved } from '../step.ts';

type Rule = RuleVersion<'night-move'>;

/** A truck that drives by night where that is forbidden: once a night. Off for dry cargo unless an override says otherwise. */
export function nightMove(step: Step, known: Spell | null, rule: Rule): After<Spell> {
  const { here, speedKmh, at } = step;
  const { on, movingKmh, holdMin, fromH, untilH } = rule.params;
  if (on !== 1 || !step.underway) return unmoved<Spell>(null);
  if (!isWithinHours(at, rule.params)) return unmoved<Spell>(null);
  if (here === null || speedKmh === null || known?.raised === true) return unmoved(known);
  const moves = speedKmh >= movingKmh;
  const { state, fires } = lasts(known, { at, on: moves, off: !moves }, holdMin * MINUTE_MS);
  if (!fires || state === null) return unmoved(state);
  const params = { fromH, untilH, since: isoOf(state.since) };
  return { state, why: [{ code: 'moved-by-night', params }] };
}
