import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { openDatabase, type Sql } from '@lakiri/platform/sql';
import { testDatabase } from '@lakiri/platform/testing';
import { migrationSets } from '@lakiri/server/migrations';
import { useScratch } from '../verifying-database/scratch.ts';
import { verifyDatabase } from '../verifying-database/verify-database.ts';
import type { Yard } from './yard.ts';

/** How far the tests here set their gateways' clocks ahead: what is due was planned by them. */
const AHEAD_MS_MAX = 11 * MINUTE_MS;

/** What a verification finds after this statement, which is undone again: `schema.table.column`, each once. */
export async function findingsIn(yard: Yard, statement?: string): Promise<readonly string[]> {
  const scratchAt = await testDatabase({
    sets: migrationSets.filter(({ module }) => module !== 'platform'),
  });
  const scratch = await useScratch(scratchAt.ownerUrl);
  const { ownerUrl: url } = yard.whole.postgres;
  const onIdleError = (): void => undefined;
  const database = openDatabase({ url, poolMax: 1, name: 'verify test', onIdleError });
  const client = await database.pool.connect();
  const found = new Set<string>();
  try {
    await client.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL session_replication_role = replica',
    );
    if (statement !== undefined) await client.query(statement);
    await verifyDatabase({
      ...{ real: client as unknown as Sql, scratch: scratch.sql, frameKey: yard.frameKey },
      now: addMs(Date.now() as Instant, AHEAD_MS_MAX),
      report: ({ table, column }) => found.add(`${table}.${column}`),
      progress: () => undefined,
    });
  } finally {
    await client.query('ROLLBACK');
    client.release();
    await database.end();
    await scratch.end();
    await scratchAt.drop();
  }
  return [...found].sort();
}
