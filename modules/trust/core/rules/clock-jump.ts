import { SECOND_MS } from '@lakiri/kit';
import type { Reading } from '@lakiri/seals';
import type { ClockNumbers } from '../numbers.ts';
import type { Suspicion } from '../suspicion.ts';
import type { DoubtWhy } from '../why.ts';

export type SkewAfter = { readonly skew: Suspicion['skew']; readonly why: DoubtWhy | null };

/**
 * R7: live reports, told apart in our time, that are all off by the same: the clock was moved. What a device kept and
 * sends late is off by less with each one, or comes all at once; a clock that lost its time is off by years, and
 * that it is wrong is said beside each reading already. Time from satellites does not move by itself.
 */
export function clockJump(
  { report, receivedAt }: Reading,
  skew: Suspicion['skew'],
  numbers: ClockNumbers,
): SkewAfter {
  if (report.occurredAt === null || report.source !== 'live') return { skew, why: null };
  const offS = Math.round((report.occurredAt - receivedAt) / SECOND_MS);
  const size = Math.abs(offS);
  if (size < numbers.offMinS || size > numbers.offMaxS) return { skew: null, why: null };
  const begun = { offS, at: receivedAt, reports: 1 };
  if (skew === null || Math.abs(offS - skew.offS) > numbers.steadyS)
    return { skew: begun, why: null };
  // Counted no oftener than that, and no further than it takes: what is remembered changes rarely.
  if (receivedAt - skew.at < numbers.apartMinS * SECOND_MS) return { skew, why: null };
  if (skew.reports >= numbers.reportsMin) return { skew, why: null };
  const after = { offS: skew.offS, at: receivedAt, reports: skew.reports + 1 };
  if (after.reports !== numbers.reportsMin) return { skew: after, why: null };
  return { skew: after, why: { code: 'clock-moved', params: { offS, reports: after.reports } } };
}
