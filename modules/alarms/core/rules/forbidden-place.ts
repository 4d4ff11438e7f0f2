import { beyondM, distanceM } from '@lakiri/corridors';
import { isoOf, type Position } from '@lakiri/kit';
import type { Inside } from '../memory.ts';
import type { RuleVersion } from '../rule.ts';
import type { Fence } from '../scope.ts';
import { type After, type Step, unmoved } from '../step.ts';

type Rule = RuleVersion<'forbidden-place'>;

/** Wider than any fence; nearer than this in latitude a fence is looked at, so that hundreds cost little. */
const NEAR_DEG = 0.5;

/** A truck within a forbidden fence at so many fixes in a row. It may fire again only when it was well outside. */
export function forbiddenPlace(step: Step, known: Inside | null, rule: Rule): After<Inside> {
  const { here, fences, at } = step;
  if (here === null) return unmoved(known);
  if (known !== null) {
    const fence = fences.find(({ id }) => id === known.fence);
    if (fence === undefined) return unmoved<Inside>(null);
    // One that has only been seen at its edge is forgotten at the edge.
    if (beyondM(fence, here) > (known.raised ? rule.params.leaveM : 0))
      return unmoved<Inside>(null);
    return known.raised ? unmoved(known) : inside(known, fence, rule);
  }
  const fence = fences.length === 0 ? undefined : fenceAt(fences, here);
  if (fence === undefined) return unmoved<Inside>(null);
  return inside({ since: at, raised: false, fence: fence.id, fixes: 0 }, fence, rule);
}

function inside(known: Inside, { name }: Fence, { params }: Rule): After<Inside> {
  const fixes = known.fixes + 1;
  if (fixes < params.fixesMin) return unmoved({ ...known, fixes });
  const why = {
    code: 'in-forbidden-place',
    params: { name, fixes, since: isoOf(known.since) },
  } as const;
  return { state: { ...known, fixes, raised: true }, why: [why] };
}

/** Of several the one with the nearest centre. */
function fenceAt(fences: readonly Fence[], here: Position): Fence | undefined {
  let nearest: Fence | undefined;
  let leastM = Number.POSITIVE_INFINITY;
  for (const fence of fences) {
    if (Math.abs(fence.lat - here.lat) > NEAR_DEG) continue;
    const awayM = distanceM(fence, here);
    if (awayM >= leastM || beyondM(fence, here) > 0) continue;
    nearest = fence;
    leastM = awayM;
  }
  return nearest;
}
