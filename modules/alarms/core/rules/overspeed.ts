import { isoOf, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Spell } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, lasts, type Step, unmoved } from '../step.ts';

type Rule = RuleVersion<'overspeed'>;

/**
 * Faster than the limit, from one fix to another so much later, with none between that is slower than the limit less
 * its ease. One fast fix is the noise of a receiver; two with a gap between say nothing of the gap.
 */
export function overspeed(step: Step, known: Spell | null, rule: Rule): After<Spell> {
  const { here, before, speedKmh, at } = step;
  if (here === null || speedKmh === null) return unmoved(known);
  const { limitKmh, easeKmh, holdS, gapMin } = rule.params;
  const gap = before === null || at - before.at > gapMin * MINUTE_MS;
  const said = { at, on: speedKmh > limitKmh, off: speedKmh <= limitKmh - easeKmh };
  const { state, fires } = lasts(
    gap && known?.raised !== true ? null : known,
    said,
    holdS * SECOND_MS,
  );
  if (!fires || state === null) return unmoved(state);
  const params = { kmh: Math.round(speedKmh), limitKmh, since: isoOf(state.since) };
  return { state, why: [{ code: 'faster-than', params }] };
}
