import { needsSecond } from '@lakiri/alarms';
import { type Instant, parseInstant } from '@lakiri/kit';
import type { PlaybookFacts } from '@lakiri/response';
import type { Case } from '../api/case-contract.ts';
import type { CaseResponse } from '../api/response-contract.ts';

/** What stands in place of a time that the server would have to have broken to send. */
const NEVER = 0 as Instant;
const instantOf = (text: string): Instant => parseInstant(text) ?? NEVER;
const orNull = (text: string | null | undefined): Instant | null =>
  text == null ? null : instantOf(text);

/** What the playbook asks of a case. `own`: the administration in whose centre this is; undefined while nobody has said. */
export function playbookFacts(
  it: Pick<
    Case,
    'ackDueAt' | 'acknowledged' | 'proposed' | 'outcome' | 'severity' | 'jurisdiction'
  >,
  { calls, dispatches, notified, resealedAt }: Omit<CaseResponse, 'playbook' | 'near'>,
  own: string | undefined,
): PlaybookFacts {
  const { jurisdiction, outcome } = it;
  const closedByTwo = outcome?.proposedBy == null ? undefined : outcome.at;
  return {
    ackDueAt: instantOf(it.ackDueAt),
    acknowledgedAt: orNull(it.acknowledged?.at),
    calls: calls.map(({ at, whom, result }) => ({ at: instantOf(at), whom, result })),
    dispatches: dispatches.map(({ state, sentAt, onSiteAt, report }) => ({
      ...{ state, sentAt: instantOf(sentAt), onSiteAt: orNull(onSiteAt) },
      report: report && {
        ...{ at: instantOf(report.at), finding: report.finding },
        photos: report.photos.length,
      },
    })),
    notified: notified.map(({ at, whom }) => ({ at: instantOf(at), whom })),
    resealedAt: orNull(resealedAt),
    secondAskedAt: orNull(it.proposed?.at ?? closedByTwo),
    needsSecond: needsSecond(it),
    inOwnTerritory: jurisdiction === null || own === undefined ? null : jurisdiction === own,
  };
}
