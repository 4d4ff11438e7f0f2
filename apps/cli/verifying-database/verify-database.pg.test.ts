import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Instant, NO_BITS } from '@lakiri/kit';
import { openDatabase, type Sql } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { packBits } from '@lakiri/seals';
import { migrationSets } from '@lakiri/server/migrations';
import { type Finding, sentenceOf } from './finding.ts';
import { logDirectory } from './log-directory.ts';
import { newMemory } from './memory.ts';
import { READING_COLUMNS } from './reading-rows.ts';
import { readColumns } from './rows.ts';
import { type Scratch, useScratch } from './scratch.ts';
import { EDITS } from './small-edits.ts';
import { makeSmallHistory, SMALL_HISTORY_KEY, type SmallHistory } from './small-history.ts';
import { NOTICE_EDITS } from './small-notices.ts';
import { SEALING_KEY } from './small-proof.ts';
import { ROAD_CARGO } from './small-road.ts';
import { TABLES, tableOf } from './tables.ts';
import { type VerifyDatabase, verifyDatabase } from './verify-database.ts';
import { verifyLog } from './verify-log.ts';

const memory = newMemory();
let history: SmallHistory;
let scratchAt: TestDatabase;
let scratch: Scratch;
before(async () => {
  history = await makeSmallHistory();
  scratchAt = await testDatabase({
    sets: migrationSets.filter(({ module }) => module !== 'platform'),
  });
  scratch = await useScratch(scratchAt.ownerUrl);
});
after(async () => {
  await scratch?.end();
  await scratchAt?.drop();
  await history?.close();
});

/** Verifies after these statements, which are undone again. */
const findingsAfter = (...statements: readonly string[]): Promise<Finding[]> =>
  findingsOf({ sealingKey: SEALING_KEY, memory }, statements);

async function findingsOf(
  by: Pick<VerifyDatabase, 'sealingKey' | 'memory'>,
  statements: readonly string[] = [],
): Promise<Finding[]> {
  const database = openDatabase({
    url: history.postgres.ownerUrl,
    poolMax: 1,
    name: 'verify test',
    onIdleError: () => undefined,
  });
  const findings: Finding[] = [];
  const client = await database.pool.connect();
  try {
    await client.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL session_replication_role = replica',
    );
    for (const statement of statements) await client.query(statement);
    const real = client as unknown as Sql;
    const files = logDirectory(history.logDirectory);
    await verifyDatabase({
      real,
      scratch: scratch.sql,
      frameKey: SMALL_HISTORY_KEY,
      now: Date.now() as Instant,
      report: (finding) => findings.push(finding),
      progress: () => undefined,
      ...by,
      verifyLog: (report) => verifyLog({ real, files, name: 'test', report }),
    });
  } finally {
    await client.query('ROLLBACK');
    client.release();
    await database.end();
  }
  return findings;
}

test('a history that nobody touched is as its facts and frames say', async () => {
  assert.deepEqual(await findingsAfter(), []);
});

test('a seal replaced on the road leaves no gap and tells no tamper twice; the old one keeps its own', async () => {
  const { rows: fittings } = await inRows<{ number: string; gapless: boolean; replaces: string }>(
    `SELECT f.number, f.fitted_at = o.until_at AS gapless, o.number AS replaces FROM journeys.fitting f
       JOIN journeys.journey j ON j.id = f.journey AND j.cargo = '${ROAD_CARGO}'
       JOIN journeys.fitting o ON o.journey = f.journey AND o.seal = f.replaces`,
  );
  assert.deepEqual(fittings, [{ number: 'ELK-21', gapless: true, replaces: 'ELK-20' }]);
  const { rows: alarms } = await inRows<{ kind: string; severity: number; number: string }>(
    `SELECT a.kind, a.severity, s.number FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal
       JOIN journeys.journey j ON j.id = a.journey AND j.cargo = '${ROAD_CARGO}' ORDER BY a.kind`,
  );
  assert.deepEqual(alarms, [
    { kind: 'cover-opened', severity: 1, number: 'ELK-20' },
    { kind: 'driver-report', severity: 1, number: 'ELK-20' },
  ]);
  const { rows: old } = await inRows<{ phase: string; cover: string }>(
    `SELECT phase, latches::json -> 'cover' ->> 'is' AS cover FROM seals.seal WHERE number = 'ELK-20'`,
  );
  assert.deepEqual(old, [{ phase: 'free', cover: 'set' }]);
});

test('the same bytes are judged by the version of their model that held when they came', async () => {
  const { rows } = await inRows<{ bits: number; dialect: string }>(
    `SELECT r.bits, f.dialect FROM telemetry.reading r JOIN telemetry.frame f
       USING (seal_id, received_at, batch, position) JOIN seals.seal s ON s.id = r.seal_id
     WHERE s.number = 'ELK-4' ORDER BY r.seal_version`,
  );
  const ropeOut = packBits({ ...NO_BITS, ropeInserted: false });
  assert.deepEqual(rows, [
    { bits: 0, dialect: 'teltonika-udp' },
    { bits: ropeOut, dialect: 'teltonika-udp' },
  ]);
});

test('of a seal that was set apart, everything is followed: why, what it said, and the lifting', async () => {
  const { rows } = await inRows<{ said: string }>(
    `SELECT f.verdict AS said FROM telemetry.frame f JOIN seals.seal s ON s.id = f.seal_id
       JOIN fact.fact b ON b.subject = f.batch AND b.subject_version = 1
     WHERE s.number = 'ELK-1' AND f.verdict LIKE 'quarantined%' ORDER BY b.xid, b.ordinal, f.position`,
  );
  assert.deepEqual(
    rows.map(({ said }) => said),
    ['quarantined-two-places', 'quarantined', 'quarantined'],
  );
  const { rows: facts } = await inRows<{ type: string }>(
    `SELECT type FROM fact.fact WHERE type IN ('seal-quarantined', 'doubt-lifted')
       AND subject = (SELECT id FROM seals.seal WHERE number = 'ELK-1') ORDER BY xid, ordinal`,
  );
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['seal-quarantined', 'doubt-lifted'],
  );
});

test('what proofs were worth is found again, with the secret that a seal shares and without it', async () => {
  const { rows } = await inRows<{ number: string; tiers: readonly number[] }>(
    `SELECT s.number, array_agg(r.tier::int ORDER BY r.occurred_at, r.seal_version) AS tiers
     FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id
     WHERE s.number IN ('ELK-6', 'ELK-7') GROUP BY s.number ORDER BY s.number`,
  );
  assert.deepEqual(rows, [
    { number: 'ELK-6', tiers: [0, 0, 2, 3, 0] },
    { number: 'ELK-7', tiers: [2, 2, 2, 2] },
  ]);
  assert.deepEqual(await findingsOf({}), []);
});

async function inRows<Row extends object>(sql: string) {
  const url = history.postgres.ownerUrl;
  const database = openDatabase({
    ...{ url, poolMax: 1, name: 'verify test', onIdleError: () => undefined },
  });
  try {
    return await database.asNode((tx) => tx.query<Row>(sql));
  } finally {
    await database.end();
  }
}

test('every table is in exactly one class, every column compared or named with its reason', async () => {
  const database = openDatabase({
    url: history.postgres.ownerUrl,
    poolMax: 1,
    name: 'verify test',
    onIdleError: () => undefined,
  });
  const columns = await database.asNode((tx) => readColumns(tx));
  await database.end();
  assert.deepEqual(
    TABLES.map(({ name }) => name).sort(),
    [...columns.keys()].sort(),
    'a new table belongs into the list of tables.ts',
  );
  for (const { name, key, apart = {}, otherwise = {}, is, why } of TABLES) {
    const own = columns.get(name)?.map((column) => column.name) ?? [];
    for (const column of [...key, ...Object.keys(apart), ...Object.keys(otherwise)])
      assert.ok(own.includes(column), `${name} has no column ${column}`);
    assert.equal(is === 'not-history', why !== undefined, `${name}: why it is no history`);
  }
  const reading = columns.get('telemetry.reading')?.map((column) => column.name) ?? [];
  assert.deepEqual(
    [...READING_COLUMNS, ...Object.keys(tableOf('telemetry.reading').apart ?? {})].sort(),
    reading.sort(),
  );
});

for (const { say, sql, table, column } of [...EDITS, ...NOTICE_EDITS])
  test(`found and named: ${say}`, async () => {
    const findings = await findingsAfter(...sql);
    const named = findings.find(
      (finding) => finding.table === table && (column === undefined || finding.column === column),
    );
    assert.ok(named, findings.map(sentenceOf).join('\n'));
  });

test('the owner may read every table that is verified, row-level security or not', async () => {
  const database = openDatabase({
    url: history.postgres.ownerUrl,
    poolMax: 1,
    name: 'verify test',
    onIdleError: () => undefined,
  });
  const { rows } = await database.asNode((tx) =>
    tx.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relforcerowsecurity AND NOT EXISTS (SELECT FROM pg_policy p
         WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*') AND c.relowner = ANY(p.polroles))`,
    ),
  );
  await database.end();
  const hidden = rows.map(({ name }) => name).filter((name) => tableOf(name).is !== 'not-history');
  assert.deepEqual(hidden, []);
});
