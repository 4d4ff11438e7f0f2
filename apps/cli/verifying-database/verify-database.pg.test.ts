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
import { makeSmallHistory, SMALL_HISTORY_KEY, type SmallHistory } from './small-history.ts';
import { TABLES, tableOf } from './tables.ts';
import { verifyDatabase } from './verify-database.ts';
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
async function findingsAfter(...statements: readonly string[]): Promise<Finding[]> {
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
      memory,
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

type Edit = {
  readonly say: string;
  readonly sql: readonly string[];
  readonly table: string;
  readonly column?: string | null;
};

const SEAL = `(SELECT id FROM seals.seal WHERE number = 'ELK-1')`;
const PART = `(SELECT id FROM seals.seal WHERE number = 'ELK-3')`;
const FIRST_READING = `(seal_id, occurred_at, digest) = (SELECT seal_id, occurred_at, digest
  FROM telemetry.reading ORDER BY seal_version, seal_id LIMIT 1)`;
const CUT = `(SELECT id FROM alarms.alarm WHERE kind = 'seal-cut')`;

const edits: readonly Edit[] = [
  {
    say: 'a seal is put elsewhere',
    sql: [`UPDATE seals.seal SET lat = lat + 0.001 WHERE id = ${SEAL}`],
    table: 'seals.seal',
    column: 'lat',
  },
  {
    say: 'a silence is put off for ever',
    sql: [
      `UPDATE seals.seal SET phase = 'armed', journey = (SELECT id FROM journeys.journey LIMIT 1)`,
      `UPDATE seals.seal SET due_at = 'infinity'`,
    ],
    table: 'seals.seal',
    column: 'due_at',
  },
  {
    say: 'a password hash is swapped',
    sql: [`UPDATE parties.credential SET password = '$scrypt$ln=4,r=8,p=1$AAAA$AAAA'`],
    table: 'parties.credential',
    column: 'password',
  },
  {
    say: 'a token is put into a session',
    sql: [`UPDATE parties.session SET token_sha256 = decode(repeat('07', 32), 'hex')`],
    table: 'parties.session',
    column: 'token_sha256',
  },
  {
    say: 'a permit is given to nobody’s act',
    sql: [
      `INSERT INTO access.permit (party, subject, valid_from, reason)
       SELECT id, NULL, 'epoch', 'oversees' FROM parties.party WHERE kind = 'transporter'`,
    ],
    table: 'access.permit',
    column: null,
  },
  {
    say: 'a name is changed beside its fact',
    sql: [`UPDATE parties.personal SET value = 'X. Nobody' WHERE field = 'name'`],
    table: 'parties.personal',
    column: 'value',
  },
  {
    say: 'an officer’s note goes before its time',
    sql: [`DELETE FROM fact.personal WHERE field LIKE 'note %'`],
    table: 'fact.personal',
    column: null,
  },
  {
    say: 'a case is closed with another outcome',
    sql: [`UPDATE alarms.case SET outcome = 'false' WHERE kind = 'seal-cut'`],
    table: 'alarms.case',
    column: 'outcome',
  },
  {
    say: 'an alarm goes, with its fact and its case',
    sql: [
      `DELETE FROM fact.fact WHERE subject = ${CUT}`,
      `DELETE FROM alarms.alarm WHERE id = ${CUT}`,
    ],
    table: 'fact.fact',
    column: null,
  },
  {
    say: 'an alarm is invented, with its fact',
    sql: [
      `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version,
         occurred_at, received_at, actor, body)
       SELECT gen_random_uuid(), origin, subject_kind, '01900000-0000-7000-8000-000000000001', 1, type, 1,
         occurred_at, received_at, actor, replace(body, 'seal-cut', 'cover-opened')
       FROM fact.fact WHERE type = 'alarm-raised' AND body LIKE '%seal-cut%' LIMIT 1`,
    ],
    table: 'fact.fact',
    column: null,
  },
  {
    say: 'a frame is changed',
    sql: [
      `UPDATE telemetry.frame SET bytes = set_byte(bytes, 20, 1) WHERE verdict = 'reports'
         AND position = 0 AND batch = (SELECT min(batch::text)::uuid FROM telemetry.frame WHERE verdict = 'reports')`,
    ],
    table: 'telemetry.frame',
    column: 'bytes',
  },
  {
    say: 'a frame is said to have come later',
    sql: [
      `UPDATE telemetry.frame SET received_at = received_at + interval '1 ms' WHERE verdict = 'heartbeat'`,
    ],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'a frame goes',
    sql: [`DELETE FROM telemetry.frame WHERE verdict = 'heartbeat'`],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'the leaves of a batch are changed',
    sql: ['UPDATE telemetry.batch SET leaves = set_byte(leaves, 0, get_byte(leaves, 0) # 1)'],
    table: 'telemetry.batch',
    column: 'leaves',
  },
  {
    say: 'a reading goes',
    sql: [`DELETE FROM telemetry.reading WHERE ${FIRST_READING}`],
    table: 'telemetry.reading',
    column: null,
  },
  {
    say: 'two readings change places in the seal’s history',
    sql: [
      `UPDATE telemetry.reading SET seal_version = CASE seal_version WHEN 2 THEN 4 ELSE 2 END
       WHERE seal_id = ${SEAL} AND seal_version IN (2, 4)`,
    ],
    table: 'telemetry.reading',
    column: 'seal_version',
  },
  {
    say: 'a reading is added that no frame tells',
    sql: [
      `INSERT INTO telemetry.reading SELECT seal_id, occurred_at + interval '1 s', digest, received_at, recorded_at,
         seal_version, batch, position, clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg,
         battery_pct, odometer_km, bits, event FROM telemetry.reading WHERE ${FIRST_READING}`,
    ],
    table: 'telemetry.reading',
    column: null,
  },
  {
    say: 'a version of a model is changed',
    sql: ['UPDATE seals.model_version SET profile = NULL WHERE version = 2'],
    table: 'seals.model_version',
    column: 'profile',
  },
  {
    say: 'a version of a model is made by nobody',
    sql: [
      `INSERT INTO seals.model_version SELECT model, 3, effective_from + interval '1 s', report_interval_s,
         parked_interval_s, asleep_interval_s, drain_pct_per_hour, 3, profile, basis, source
       FROM seals.model_version WHERE version = 2`,
    ],
    table: 'seals.model_version',
    column: null,
  },
  {
    say: 'what the release says of a model is changed',
    sql: [`UPDATE seals.model_version SET tier_max = 3 WHERE model = 'JT701D'`],
    table: 'seals.model_version',
    column: 'tier_max',
  },
  {
    say: 'a sub-lock is said to be whole',
    sql: [`UPDATE telemetry.reading SET bits = 0 WHERE seal_id = ${PART}`],
    table: 'telemetry.reading',
    column: 'bits',
  },
  {
    say: 'a rule is made milder',
    sql: [`UPDATE alarms.rule_version SET ack_due_s = 86400 WHERE kind = 'seal-cut'`],
    table: 'alarms.rule_version',
    column: 'ack_due_s',
  },
  {
    say: 'what a vendor told is said to be the device’s own word',
    sql: ['UPDATE telemetry.frame SET origin = NULL WHERE origin IS NOT NULL'],
    table: 'telemetry.frame',
    column: null,
  },
  {
    say: 'a feed may speak for another maker',
    sql: [`UPDATE feeds.feed SET makers = '{Jointech}'`],
    table: 'feeds.feed',
    column: 'makers',
  },
  {
    say: 'an incident is said to have been shorter',
    sql: [`UPDATE expectations.incident SET opened_at = opened_at + interval '1 ms'`],
    table: 'expectations.incident',
    column: 'opened_at',
  },
  {
    say: 'a journey is said to have arrived earlier',
    sql: [
      `UPDATE journeys.journey SET arrived_at = arrived_at - interval '1 us' WHERE arrived_at IS NOT NULL`,
    ],
    table: 'journeys.journey',
    column: 'arrived_at',
  },
];

for (const { say, sql, table, column } of edits)
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
