// What time alone does to cases: a breach is said, a shelf ends. Any number of gateways look; each case is locked by one
// of them, and its version lets nothing be said twice.
import type { Id, Instant } from '@lakiri/kit';
import { appendFacts, type Fact } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import { clockAt, evolveCase, onClock } from '../core/index.ts';
import { saveClock } from './aggregate.ts';
import { claimToWake, loadClocks } from './clocks.ts';

/** Cases claimed at once: their rows are locked while they are judged. */
export const WAKE_MAX = 200;

export type Wake = {
  readonly at: Instant;
  /** Who records, and under which ids. */
  readonly recorder: {
    readonly origin: string;
    readonly actor: string;
    readonly newId: <Noun extends string>() => Id<Noun>;
  };
};

/** Wakes one claim of cases, in the transaction given. Returns how many there were. */
export async function wakeCases(tx: Sql, { at, recorder }: Wake): Promise<number> {
  const claimed = await claimToWake(tx, { now: at, max: WAKE_MAX });
  if (claimed.length === 0) return 0;
  const clocks = await loadClocks(tx);
  const facts: Fact[] = [];
  for (const { state, version: versionBefore } of claimed) {
    const clock = clockAt(clocks, { severity: state.severity, at });
    const event = onClock({ case: state, clock, at });
    if (event === undefined) throw new Error(`case ${state.id} was woken for nothing`);
    const version = versionBefore + 1;
    const after = evolveCase(state, event);
    await saveClock(tx, { id: state.id, state: after, versionBefore, version });
    facts.push({
      ...event,
      id: recorder.newId(),
      subjectVersion: version,
      schemaVersion: 1,
      origin: recorder.origin,
      actor: recorder.actor,
      authority: null,
      occurredAt: at,
      receivedAt: at,
      causes: [],
    });
  }
  await appendFacts(tx, facts);
  return claimed.length;
}
