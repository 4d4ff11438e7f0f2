import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { SealEvents } from '../core/index.ts';

/** A fact of a seal; its readings stand between these, by version. */
export type SealFact = {
  readonly version: number;
  readonly receivedAt: Instant;
  readonly event: SealEvents | { readonly type: 'seal-quarantined' };
};

/** What readings and time alone made of it is found again by judging. */
const OF_READINGS = ['lock-event', 'deadline-passed'];

/** What befell seals beside their readings, from their registration on. */
export async function sealHistories(
  tx: Sql,
  seals: readonly Id[],
): Promise<ReadonlyMap<string, readonly SealFact[]>> {
  const { rows } = await tx.query<{
    subject: string;
    subject_version: number;
    type: string;
    received_at: Instant;
    body: string;
  }>(
    `SELECT subject, subject_version, type, received_at, body FROM fact.fact
     WHERE subject = ANY($1::uuid[]) AND type <> ALL($2) ORDER BY subject, subject_version`,
    [seals, OF_READINGS],
  );
  const facts = rows.map((row) => {
    const { subject, subject_version: version, received_at: receivedAt, type, body } = row;
    const event = { subjectKind: 'seal', subject, type, body: JSON.parse(body) } as unknown;
    return { subject, version, receivedAt, event: event as SealFact['event'] };
  });
  return Map.groupBy(facts, ({ subject }) => subject);
}
