// When a seal is looked at again is a plan of work, and no function of facts. But an armed seal must have such a time,
// and none so late that its silence would be told to nobody.
import { type Rules, rulesAt } from '@lakiri/alarms';
import { type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Report } from './finding.ts';
import { instantOfPg } from './instants.ts';
import type { TextRow } from './rows.ts';

export type DueParts = {
  readonly rules: Rules;
  /** The report interval in seconds by model. */
  readonly intervalS: ReadonlyMap<string, number>;
  readonly now: Instant;
  readonly report: Report;
};

export function compareDue(parts: DueParts, is: TextRow, shouldBe: TextRow): void {
  const { due_at: due = null, id = null } = is;
  const at = { table: 'seals.seal', key: { id }, column: 'due_at', is: due };
  if (shouldBe['phase'] !== 'armed') {
    if (due !== null) parts.report({ ...at, shouldBe: null });
    return;
  }
  const latest = latestOf(parts, shouldBe);
  const say = 'an armed seal is looked at again no later than it could be overdue';
  const when = due === null ? Number.POSITIVE_INFINITY : Date.parse(due.replace(/\+00$/, 'Z'));
  if (!(when <= latest)) parts.report({ ...at, shouldBe: new Date(latest).toISOString(), say });
}

/** As a look at the present moment, or at the seal's last word, would set it. */
function latestOf({ rules, intervalS, now }: DueParts, row: TextRow): number {
  const heard = [row['received_at'], row['phase_at']].map((text) =>
    text === null || text === undefined ? 0 : (instantOfPg(text) ?? 0),
  );
  const from = Math.max(now, ...heard) as Instant;
  const { intervals, graceMin } = rulesAt(rules, from).silent.params;
  const expectedMs = intervals * (intervalS.get(row['model'] ?? '') ?? 0) * SECOND_MS;
  return from + expectedMs + graceMin * MINUTE_MS;
}
