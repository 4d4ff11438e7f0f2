// The lock events that a seal's readings tell, and that it was set apart, against the facts that say so.
import { canonical } from '@lakiri/kit';
import type { Fact } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Report } from './finding.ts';
import { ahead } from './places.ts';
import { streamed } from './rows.ts';

type Row = { readonly id: string; readonly subject_version: number; readonly body: string };

export type LockEvents = {
  /** One that was told again; in the order of the seal's versions. */
  compare(told: Pick<Fact, 'subjectVersion' | 'body'>): Promise<void>;
  /** Reports the facts that no reading tells. */
  finish(): Promise<void>;
};

export function lockEvents({
  real,
  report,
  sealId,
}: {
  readonly real: Sql;
  readonly report: Report;
  readonly sealId: string;
}): LockEvents {
  const rows = ahead(
    streamed<Row>(
      real,
      `SELECT id::text, subject_version, body FROM fact.fact
       WHERE subject = $1 AND type IN ('lock-event', 'seal-quarantined') ORDER BY subject_version`,
      [sealId],
    ),
  );
  const invented = ({ id }: Row): void =>
    report({
      table: 'fact.fact',
      key: { id },
      column: null,
      is: 'a row',
      shouldBe: null,
      say: 'a lock event, or a setting apart, that no frame tells: invented',
    });
  return {
    async compare({ subjectVersion, body }) {
      for (let row = await rows.peek(); row !== undefined; row = await rows.peek()) {
        if (row.subject_version > subjectVersion) break;
        await rows.take();
        const shouldBe = canonical(body);
        if (row.subject_version < subjectVersion) invented(row);
        else {
          const key = { id: row.id };
          if (row.body !== shouldBe)
            report({ table: 'fact.fact', key, column: 'body', is: row.body, shouldBe });
          return;
        }
      }
      const key = { subject: sealId, subject_version: String(subjectVersion) };
      const say =
        'a lock event, or a setting apart, was told by a frame, and no fact says so: suppressed';
      report({ table: 'fact.fact', key, column: null, is: null, shouldBe: canonical(body), say });
    },
    async finish() {
      for (let row = await rows.take(); row !== undefined; row = await rows.take()) invented(row);
    },
  };
}
