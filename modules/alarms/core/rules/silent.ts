import { addMs, type Instant, isoOf, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Seal } from '@lakiri/seals';
import { minutesBetween } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'silent'>;

/** Since when it says nothing: silence is ours to measure, so it is measured by our clock. */
export function silentSince({ live, custody }: Seal): Instant | null {
  if (custody.phase !== 'armed') return null;
  const { receivedAt } = live;
  return receivedAt === null || receivedAt < custody.armedAt ? custody.armedAt : receivedAt;
}

/** When a seal that has said nothing since then is overdue by its model's own interval. */
export function overdueAt(since: Instant, seal: Seal, { params }: Rule): Instant {
  const expectedMs = params.intervals * seal.model.reportIntervalS * SECOND_MS;
  return addMs(since, expectedMs + params.graceMin * MINUTE_MS);
}

/** A watched seal that has said nothing for longer than its model may. */
export function silent(
  seal: Seal,
  { since, now }: { readonly since: Instant; readonly now: Instant },
  rule: Rule,
): readonly Why[] | null {
  if (now < overdueAt(since, seal, rule)) return null;
  const why: Why[] = [
    {
      code: 'silent-for',
      params: { minutes: minutesBetween(since, now), expectedS: seal.model.reportIntervalS },
    },
  ];
  const { receivedAt } = seal.live;
  if (receivedAt !== null) why.push({ code: 'last-heard', params: { at: isoOf(receivedAt) } });
  return why;
}
