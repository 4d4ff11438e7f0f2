// What each database role may do, and what each party sees: asked of the database itself, under the
// roles that the processes have.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Id } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { type Database, openDatabase, type Sql, sqlState } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { migrationSets } from './migrations.ts';

const at = Date.now();
const id = (): Id => newId(at);
const [office, carrier, rival, vendor] = [id(), id(), id(), id()];
const [own, other, sold] = [id(), id(), id()];
/** The carrier saw `own` for this hour only. */
const HOUR = `[now() - interval '2 hours', now() - interval '1 hour')`;

let postgres: TestDatabase;
let owner: Database;
let app: Database;
let intake: Database;
let sequencer: Database;
before(async () => {
  postgres = await testDatabase({
    sets: migrationSets.filter(({ module }) => module !== 'platform'),
  });
  const open = (url: string): Database =>
    openDatabase({ url, poolMax: 2, name: 'rights test', onIdleError: () => undefined });
  owner = open(postgres.ownerUrl);
  app = open(postgres.appUrl);
  intake = open(postgres.intakeUrl);
  sequencer = open(postgres.sequencerUrl);
  await asOwner(`SELECT telemetry.ensure_days(current_date - 2, current_date + 2)`);
  await asOwner(
    `INSERT INTO access.permit (party, subject, valid_from, valid_until, reason) VALUES
       ($1, NULL, 'epoch', 'infinity', 'oversees'),
       ($2, $3, now() - interval '2 hours', now() - interval '1 hour', 'was on its truck'),
       ($2, $4, now() - interval '2 hours', 'infinity', 'is on its truck')`,
    office,
    carrier,
    own,
    other,
  );
  await asOwner(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
     SELECT id, 1, 'ELK-' || n, 'jointech', n, 'JT701D', owner, now(), 'free', '{}'
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) u (id, owner, n)`,
    [own, other, sold],
    [office, office, vendor],
    ['1', '2', '3'],
  );
  // A reading, a frame and a fact of each seal at three times: before, within and after the hour.
  for (const seal of [own, other, sold])
    for (const ago of ['3 hours', '90 minutes', '1 minute']) {
      const batch = id();
      await asOwner(
        `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position, clock, late, stored, fix, bits)
         VALUES ($1, now() - $2::interval, decode(md5($2::text), 'hex'), now() - $2::interval, 1, $3, 0, 1, false, false, 2, 0)`,
        seal,
        ago,
        batch,
      );
      await asOwner(
        `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes)
         VALUES ($1, now() - $2::interval, $3, 0, 'jointech', 'reports', '\\x00')`,
        seal,
        ago,
        batch,
      );
      await asOwner(
        `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version, occurred_at, received_at, actor, body)
         VALUES ($1, 'test', 'seal', $2, (SELECT count(*) + 1 FROM fact.fact WHERE subject = $2), 'test', 1, now() - $3::interval, now(), 'test', '{}')`,
        id(),
        seal,
        ago,
      );
    }
  await asOwner(
    `INSERT INTO seals.stranger VALUES ('jointech', '9', now(), now(), 1, '192.0.2.1', '\\x00')`,
  );
  await asOwner(
    `INSERT INTO telemetry.reject (received_at, dialect, peer, code, at_offset, bytes) VALUES (now(), 'jointech', 'x', 'x', 0, '\\x00')`,
  );
});
after(async () => {
  for (const database of [owner, app, intake, sequencer]) await database.end();
  await postgres.drop();
});

const asOwner = (sql: string, ...values: unknown[]) =>
  owner.asNode((tx: Sql) => tx.query(sql, values));

async function seen(party: string, from: string): Promise<number> {
  return (await app.asParty({ party }, (tx) => tx.query(`SELECT FROM ${from}`))).rowCount;
}

const RANGE = `tstzrange(now() - interval '2 hours', now() - interval '1 hour')`;
const sights = [
  { from: 'seals.seal', office: 3, carrier: 1, rival: 0, vendor: 1 },
  { from: 'telemetry.reading', office: 9, carrier: 3, rival: 0, vendor: 0 },
  { from: 'telemetry.frame', office: 9, carrier: 3, rival: 0, vendor: 0 },
  {
    from: `telemetry.reading WHERE seal_id = '${own}' AND NOT occurred_at <@ ${RANGE}`,
    office: 2,
    carrier: 0,
    rival: 0,
    vendor: 0,
  },
  { from: 'fact.fact', office: 9, carrier: 3, rival: 0, vendor: 0 },
  { from: 'telemetry.reject', office: 1, carrier: 0, rival: 0, vendor: 0 },
  { from: 'seals.stranger', office: 1, carrier: 0, rival: 0, vendor: 0 },
  { from: 'access.permit', office: 3, carrier: 2, rival: 0, vendor: 0 },
];
for (const { from, ...counts } of sights) {
  test(`of ${from.split(' ')[0]} each party sees its own`, async () => {
    const parties = { office, carrier, rival, vendor };
    for (const [name, count] of Object.entries(counts))
      assert.equal(
        await seen(parties[name as keyof typeof parties], from),
        count,
        `${name}, ${HOUR}`,
      );
  });
}

test('without a party nothing of anybody is seen', async () => {
  for (const { from } of sights) {
    const { rowCount } = await app.asNode((tx) => tx.query(`SELECT FROM ${from}`));
    assert.equal(rowCount, 0, from);
  }
});

type Named = { readonly name: string };
const tablesWhere = async (where: string): Promise<string[]> =>
  (
    await owner.asNode((tx) =>
      tx.query<Named>(
        `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_' AND ${where}
         ORDER BY name`,
      ),
    )
  ).rows.map(({ name }) => name);

/**
 * Nobody's: what a model is, what a rule says, what has been migrated, what was asked under which key, who guessed
 * a password; what everybody may know of the log and of when this node ran.
 */
const NOT_OF_A_PARTY =
  /^(seals\.model|alarms\.(rule_version|rule_override|clock_rule|forbidden_fence|administration)$|journeys\.(exception_rule|usual_pace)$|response\.(speed|playbook)$|(shifts|rules)\.target$|reports\.(alarm_target|corridor_target|shift_hours)$|expectations\.(group|area)_rule|corridors\.|trust\.cell_place$|fact\.command_key|evidence\.(log|head|cosignature|time_stamp|run)$|parties\.sign_in_try|public\.|lakiri\.|platform\.)|migration/;

test('every table of a party has row-level security, and its owner is under it too', async () => {
  const open = await tablesWhere(
    `NOT c.relispartition AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  );
  assert.deepEqual(
    open.filter((name) => !NOT_OF_A_PARTY.test(name)),
    [],
  );
});

test('nobody has any right on a partition', async () => {
  const partitions = await tablesWhere('c.relispartition');
  assert.ok(partitions.length >= 10, `${partitions.length} partitions`);
  for (const database of [app, intake, sequencer])
    for (const table of [partitions[0], partitions.at(-1)])
      for (const sql of [`SELECT FROM ${table}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await assert.rejects(
          database.asNode((tx) => tx.query(sql)),
          (error) => sqlState(error) === '42501',
          sql,
        );
});

const evidence = [
  'fact.fact',
  'telemetry.reading',
  'telemetry.frame',
  'telemetry.reject',
  'telemetry.batch',
  'alarms.alarm',
  'evidence.time_stamp',
];
for (const table of evidence) {
  test(`${table} only grows: no role of a process may change or take away a row`, async () => {
    const { rows } = await owner.asNode((tx) =>
      tx.query<{ column_name: string }>(
        `SELECT column_name FROM information_schema.columns WHERE table_schema || '.' || table_name = $1`,
        [table],
      ),
    );
    for (const [name, database] of Object.entries({ app, intake, sequencer })) {
      const changes = rows.map(
        ({ column_name: column }) => `UPDATE ${table} SET ${column} = ${column}`,
      );
      for (const sql of [...changes, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await assert.rejects(
          database.asNode((tx) => tx.query(sql)),
          (error) => sqlState(error) === '42501' || sqlState(error) === '428C9', // 428C9: a generated column
          `${name}: ${sql}`,
        );
    }
  });
}

test('who sees a seal may not change it, and a process is no owner of anything', async () => {
  const { rowCount } = await app.asParty({ party: carrier }, (tx) =>
    tx.query(`UPDATE seals.seal SET phase = 'free' WHERE id = $1`, [other]),
  );
  assert.equal(rowCount, 0);
  for (const database of [app, intake, sequencer]) {
    const { rows } = await database.asNode((tx) =>
      tx.query<{ super: boolean; bypass: boolean; owned: bigint }>(
        `SELECT rolsuper AS super, rolbypassrls AS bypass,
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid AND relpersistence <> 't') AS owned
         FROM pg_roles r WHERE rolname = current_user`,
      ),
    );
    assert.deepEqual(rows[0], { super: false, bypass: false, owned: 0n });
    for (const sql of ['CREATE TABLE public.x ()', 'CREATE SCHEMA x', 'SET ROLE postgres'])
      await assert.rejects(
        database.asNode((tx) => tx.query(sql)),
        sql,
      );
  }
});

test('nobody gives a permit to itself, or keeps one that was ended', async () => {
  await assert.rejects(
    app.asParty({ party: carrier }, (tx) =>
      tx.query(
        `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, NULL, 'epoch', 'I say so')`,
        [carrier],
      ),
    ),
    (error) => sqlState(error) === '42501',
  );
  const kept = await app.asParty({ party: carrier }, (tx) =>
    tx.query(`UPDATE access.permit SET valid_until = 'infinity'`),
  );
  assert.equal(kept.rowCount, 0);
  const given = await app.asParty({ party: office }, (tx) =>
    tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, 'epoch', 'a test')`,
      [rival, sold],
    ),
  );
  assert.equal(given.rowCount, 1);
});

test('a party may not be forged by what a transaction sets for itself later', async () => {
  await app.asParty({ party: rival }, (tx) => tx.query('SELECT 1'));
  const left = await app.asNode((tx) =>
    tx.query<{ party: string | null }>(`SELECT access.party()::text AS party`),
  );
  assert.equal(left.rows[0]?.party ?? null, null);
});
