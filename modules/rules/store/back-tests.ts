import type { Kind, PersonRef } from '@lakiri/alarms';
import { canonical, type Id, type Instant, isoOf, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { RuleContent } from '../core/index.ts';

export type BackTestAsked = {
  readonly from: Instant;
  readonly until: Instant;
  readonly oneIn: number;
  readonly presentVersion: number;
  readonly draft: number;
  readonly content: RuleContent;
};

export type Progress = {
  readonly journeys: number;
  readonly journeysInAll: number;
  readonly reports: number;
  readonly reportsPerS: number;
};

export type BackTest = {
  readonly id: Id<'BackTest'>;
  readonly kind: Kind;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted';
  readonly asked: BackTestAsked;
  readonly by: PersonRef;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly progress: Progress;
  readonly fault: string | null;
  /** JSON; null until it is done. */
  readonly result: string | null;
};

type Row = {
  readonly id: Id<'BackTest'>;
  readonly kind: Kind;
  readonly state: BackTest['state'];
  readonly asked: string;
  readonly by_person: PersonRef;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly progress: string;
  readonly fault: string | null;
  readonly result: string | null;
};
const COLUMNS = 'id, kind, state, asked, by_person, started_at, ended_at, progress, fault';

function ofRow(row: Row): BackTest {
  const { by_person: by, started_at: startedAt, ended_at: endedAt, asked, progress } = row;
  const { id, kind, state, fault, result } = row;
  return {
    ...{ id, kind, state, by, startedAt, endedAt, fault, result },
    asked: JSON.parse(asked) as BackTestAsked,
    progress: JSON.parse(progress) as Progress,
  };
}

const NOTHING_YET: Progress = { journeys: 0, journeysInAll: 0, reports: 0, reportsPerS: 0 };

export async function openBackTest(
  tx: Sql,
  test: Pick<BackTest, 'id' | 'kind' | 'asked' | 'by' | 'startedAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO rules.back_test (id, kind, state, asked, by_person, started_at, progress)
     VALUES ($1, $2, 'running', $3, $4, $5, $6)`,
    [
      ...[test.id, test.kind, canonical(test.asked as unknown as Json), test.by],
      ...[isoOf(test.startedAt), JSON.stringify(NOTHING_YET)],
    ],
  );
}

export async function keepProgress(tx: Sql, id: string, progress: Progress): Promise<void> {
  await tx.query(`UPDATE rules.back_test SET progress = $2 WHERE id = $1 AND state = 'running'`, [
    id,
    JSON.stringify(progress),
  ]);
}

export type End = {
  readonly state: Exclude<BackTest['state'], 'running'>;
  readonly at: Instant;
  readonly progress?: Progress | undefined;
  readonly fault?: string | undefined;
  /** JSON. */
  readonly result?: string | undefined;
};

/** A back-test ends once. Whether this ended it. */
export async function endBackTest(tx: Sql, id: string, end: End): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE rules.back_test SET state = $2, ended_at = $3, fault = $4, result = $5,
       progress = coalesce($6, progress) WHERE id = $1 AND state = 'running'`,
    [
      ...[id, end.state, isoOf(end.at), end.fault ?? null, end.result ?? null],
      end.progress === undefined ? null : JSON.stringify(end.progress),
    ],
  );
  return rowCount === 1;
}

/** The key of the lock that a server holds for as long as it runs a back-test: it goes with its connection. */
const LOCK_OF = `hashtextextended('lakiri back-test ' || $1::text, 0)`;

/**
 * Says on this connection, not in a transaction, that a back-test is run here; before its row is made, so that nobody
 * takes it for forsaken.
 */
export async function holdBackTest(connection: Sql, id: string): Promise<void> {
  await connection.query(`SELECT pg_advisory_lock(${LOCK_OF})`, [id]);
}

/** Why a back-test was broken off: its server was killed, or was stopped in order. */
export type Broken = 'server-gone' | 'server-stopped';

/** Ends those that are said to run and whose server is gone. Their ids. */
export async function endForsaken(tx: Sql, at: Instant): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id::text AS id FROM rules.back_test WHERE state = 'running'`,
  );
  const ended: string[] = [];
  for (const { id } of rows) {
    const { rows: held } = await tx.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${LOCK_OF}) AS mine`,
      [id],
    );
    const fault: Broken = 'server-gone';
    const end = { state: 'interrupted', at, fault } as const;
    if (held[0]?.mine === true && (await endBackTest(tx, id, end))) ended.push(id);
  }
  return ended;
}

export async function findBackTest(tx: Sql, id: string): Promise<BackTest | undefined> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS}, result FROM rules.back_test WHERE id = $1`,
    [id],
  );
  return rows[0] && ofRow(rows[0]);
}

/** Whether nobody has ended it. */
export async function isRunning(tx: Sql, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM rules.back_test WHERE id = $1 AND state = 'running'`,
    [id],
  );
  return rowCount === 1;
}

/** The newest of a kind, without their results. */
export async function backTestsOf(tx: Sql, kind: Kind, limit: number): Promise<BackTest[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS}, NULL AS result FROM rules.back_test WHERE kind = $1
     ORDER BY started_at DESC, id LIMIT $2`,
    [kind, limit],
  );
  return rows.map(ofRow);
}
