import type { Instant } from '@lakiri/kit';
import type { Folded, Reading, Seal } from '@lakiri/seals';
import type { Doubt } from '@lakiri/trust';
import { type Evaluated, heard, named, type Raised, watchOf } from './evaluate.ts';
import { freshFix, howTold, placeOfAlarm, type Watched } from './look.ts';
import { type Rules, rulesAt } from './rule.ts';
import type { Watch } from './watch.ts';
import type { Why } from './why.ts';

export type Doubted = {
  readonly doubts: readonly Doubt[];
  readonly before: Seal;
  readonly journey: Watched | null;
  readonly watch: Watch | null;
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
  const book = rulesAt(rules, at);
  const raised = doubts.map(({ kind, why }): Raised => {
    const rule = book[kind];
    const found = placeOf(input);
    return {
      kind,
      severity: rule.severity,
      rule: named(rule),
      ackDueS: rule.ackDueS,
      occurredAt: at,
      late: input.told?.folded.late ?? false,
      place: found.place,
      jurisdiction: null,
      why: [...why, ...found.why],
    };
  });
  return { watch: known, raised };
}

function placeOf(input: Doubted): {
  readonly place: Raised['place'];
  readonly why: readonly Why[];
} {
  const { before, told, journey } = input;
  const { custody } = before;
  if (told === null || journey === null || custody.phase !== 'armed')
    return { place: null, why: [] };
  const { folded, reading } = told;
  const here = folded.late ? null : freshFix(before, folded, null);
  const look = {
    before,
    folded,
    reading,
    watched: journey,
    route: null,
    at: folded.at,
    armedAt: custody.armedAt,
    here,
  };
  const found = placeOfAlarm(look);
  return { place: found.place, why: [...found.why, ...howTold(look)] };
}
