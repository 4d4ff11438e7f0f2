import { bufferMAt } from '@lakiri/corridors';
import { isoOf } from '@lakiri/kit';
import { hereOfPlace } from '../look.ts';
import type { Back } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import { type After, type Step, unmoved } from '../step.ts';

type Rule = RuleVersion<'wrong-way'>;
const M_PER_KM = 1_000;

/**
 * A truck under way that goes back along its route, further than the limit. Going back begins where one fix is behind
 * the one before it by more than noise, and ends where it began. A truck that is off its route goes nowhere along it.
 */
export function wrongWay(step: Step, known: Back | null, rule: Rule): After<Back> {
  const { here, route, underway } = step;
  if (!underway) return unmoved<Back>(null);
  if (here === null || route === null || here.km === null) return unmoved(known);
  if ((here.offM ?? 0) > bufferMAt(route.route, here.km)) return unmoved(known);
  const { params } = rule;
  const state = known ?? turned(step, here.km, rule);
  if (state === null) return unmoved<Back>(null);
  const backKm = state.fromKm - here.km;
  if (backKm <= (state.raised ? params.recoverKm : 0)) return unmoved<Back>(null);
  if (state.raised || backKm <= params.backKm) return unmoved(state);
  return {
    state: { ...state, raised: true },
    why: [
      {
        code: 'moved-back',
        params: { backKm: tenths(backKm), fromKm: tenths(state.fromKm), since: isoOf(state.since) },
      },
    ],
  };
}

function turned({ before, speedKmh, at, route }: Step, km: number, { params }: Rule): Back | null {
  if (before === null || route === null || before.at >= at) return null;
  if (speedKmh !== null && speedKmh < params.slowKmh) return null;
  const was = hereOfPlace(before, route);
  if (was.km === null || was.offM === null) return null;
  if (was.offM > bufferMAt(route.route, was.km) || (was.km - km) * M_PER_KM < params.startM)
    return null;
  return { since: before.at, raised: false, fromKm: was.km };
}

function tenths(km: number): number {
  return Math.round(km * 10) / 10;
}
