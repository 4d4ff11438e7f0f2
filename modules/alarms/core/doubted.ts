import type { RouteIndex } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import type { Folded, Reading, Seal } from '@lakiri/seals';
import type { Doubt } from '@lakiri/trust';
import { type Evaluated, heard, named, type Raised, watchOf } from './evaluate.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { freshFix, howTold, placeOfAlarm, type Watched } from './look.ts';
import { inForce, type Rules } from './rule.ts';
import { scopedBook } from './scope.ts';
import type { Watch } from './watch.ts';
import type { Why } from './why.ts';

export type Doubted = {
  readonly doubts: readonly Doubt[];
  readonly before: Seal;
  readonly journey: Watched | null;
  readonly watch: Watch | null;
  /** Of the journey; null where it has none. */
  readonly route: RouteIndex | null;
  readonly rules: Rules;
  readonly receivedAt: Instant;
  /** The reading that gave the reason; null where a connection did. */
  readonly told: { readonly folded: Folded; readonly reading: Reading } | null;
};

/**
 * What is doubted of an armed seal is told to people as an alarm of its own kind. A seal that nobody watches raises
 * none: its doubt stands in the list.
 */
export function doubted(input: Doubted): Evaluated {
  const { before, journey, watch, rules, doubts } = input;
  const { custody } = before;
  if (doubts.length === 0 || journey === null || custody.phase !== 'armed')
    return { watch, raised: [] };
  const known = heard(watchOf(watch, journey));
  const at = input.told?.folded.at ?? input.receivedAt;
  const from = inForce(rules, at);
  const found = placeOf(input);
  const on = { route: input.route?.route.id ?? null, model: before.model.model };
  const book = scopedBook(from, on, at, found.place);
  const raised = doubts.map(({ kind, why }): Raised => {
    const rule = book[kind];
    return {
      kind,
      severity: rule.severity,
      rule: named(rule),
      ackDueS: rule.ackDueS,
      occurredAt: at,
      late: input.told?.folded.late ?? false,
      place: found.place,
      jurisdiction: jurisdictionOf(input.route, found.place, from.administrations),
      why: [...why, ...found.why],
    };
  });
  return { watch: known, raised };
}

function placeOf(input: Doubted): {
  readonly place: Raised['place'];
  readonly why: readonly Why[];
} {
  const { before, told, journey, route } = input;
  const { custody } = before;
  if (told === null || journey === null || custody.phase !== 'armed')
    return { place: null, why: [] };
  const { folded, reading } = told;
  const here = folded.late ? null : freshFix(before, folded, route);
  const look = {
    before,
    folded,
    reading,
    watched: journey,
    route,
    at: folded.at,
    armedAt: custody.armedAt,
    here,
  };
  const found = placeOfAlarm(look);
  return { place: found.place, why: [...found.why, ...howTold(look)] };
}
