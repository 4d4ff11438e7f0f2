// Every write fails twice: lost, and kept though reported lost.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import { CommitProxy } from './commit-proxy.ts';
import { type Act, type Aggregate, type Done, execute, VersionConflict } from './execute.ts';
import { type DomainEvent, keepPersonal, newId, saltedHash } from './facts.ts';
import { type Database, openDatabase, type Sql } from './sql.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

// A noun for these tests: a box that things are put into, up to three.
type Put = DomainEvent & { readonly type: 'put'; readonly body: { readonly thing: string } };
type Box = { readonly things: readonly string[] };
type Full = { readonly code: 'box-full' } | { readonly code: 'label-taken' };
const PARTY = '01900000-0000-7000-8000-0000000000aa';
const at = 1_700_000_000_000 as Instant;

let postgres: TestDatabase;
let proxy: CommitProxy;
let database: Database;
let owner: Database;
before(async () => {
  postgres = await testDatabase();
  proxy = await CommitProxy.before(postgres.appUrl);
  database = open(proxy.url);
  owner = open(postgres.ownerUrl);
  await owner.asNode((tx) =>
    tx.query(`CREATE SCHEMA box;
      CREATE TABLE box.box (id uuid PRIMARY KEY, version int NOT NULL, things text NOT NULL, label text UNIQUE);
      GRANT USAGE ON SCHEMA box TO lakiri_app;
      GRANT SELECT, INSERT, UPDATE ON box.box TO lakiri_app`),
  );
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO access.permit (party, valid_from, reason) VALUES ($1, 'epoch', 'oversees')`,
      [PARTY],
    ),
  );
});
after(async () => {
  await database.end();
  await owner.end();
  proxy.close();
  await postgres.drop();
});

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 8, name: 'execute test', onIdleError: () => undefined });

const boxes: Aggregate<Box, Put> = {
  async find(tx, id) {
    const { rows } = await tx.query<{ version: number; things: string }>(
      'SELECT version, things FROM box.box WHERE id = $1',
      [id],
    );
    const row = rows[0];
    return row && { version: row.version, state: { things: JSON.parse(row.things) as string[] } };
  },
  evolve: (box, { body }) => ({ things: [...(box?.things ?? []), body.thing] }),
  async save(tx, { id, state, version, versionBefore }) {
    const things = JSON.stringify(state.things);
    const { rowCount } =
      versionBefore === 0
        ? await tx.query('INSERT INTO box.box (id, version, things) VALUES ($1, $2, $3)', [
            id,
            version,
            things,
          ])
        : await tx.query(
            'UPDATE box.box SET version = $2, things = $3 WHERE id = $1 AND version = $4',
            [id, version, things, versionBefore],
          );
    if (rowCount === 0) throw new VersionConflict('box', id);
  },
};

const aBox = (): Id => newId(at);
const aKey = (): string => newId(at);

type PutAct = Act<Box | undefined, Put, Full>;
function put(box: Id, things: readonly string[], over: Partial<PutAct> = {}): Promise<Done<Full>> {
  return execute<Box | undefined, Put, Full>(
    { database, origin: 'test' },
    {
      scope: { party: PARTY },
      actor: 'person:1',
      authority: null,
      occurredAt: at,
      receivedAt: at,
      aggregates: { box: boxes },
      load: async (tx) => (await boxes.find(tx, box))?.state,
      decide: (known): Decision<Put, Full> =>
        (known?.things.length ?? 0) + things.length > 3
          ? refuse({ code: 'box-full' })
          : accept(
              ...things.map(
                (thing): Put => ({
                  subjectKind: 'box',
                  subject: box,
                  type: 'put',
                  body: { thing },
                }),
              ),
            ),
      result: (events) => events.map(({ body }) => body.thing),
      ...over,
    },
  );
}

async function kept(box: Id): Promise<{ things: string[]; version: number; facts: string[] }> {
  return await owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ version: number; things: string }>(
      'SELECT version, things FROM box.box WHERE id = $1',
      [box],
    );
    const facts = await tx.query<{ subject_version: number; body: string }>(
      'SELECT subject_version, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
      [box],
    );
    return {
      things: JSON.parse(rows[0]?.things ?? '[]') as string[],
      version: rows[0]?.version ?? 0,
      facts: facts.rows.map((row) => `${row.subject_version} ${row.body}`),
    };
  });
}

test('an act evolves its subject and leaves a fact for each version', async () => {
  const box = aBox();
  assert.deepEqual(await put(box, ['a', 'b']), {
    accepted: true,
    result: ['a', 'b'],
    repeated: false,
  });
  assert.deepEqual(await kept(box), {
    things: ['a', 'b'],
    version: 2,
    facts: ['1 {"thing":"a"}', '2 {"thing":"b"}'],
  });
});

test('a refusal changes nothing, and is not remembered under the key', async () => {
  const box = aBox();
  const key = { id: aKey(), request: { put: 'too much' } };
  const refused = await put(box, ['a', 'b', 'c', 'd'], { key });
  assert.deepEqual(refused, { accepted: false, refusal: { code: 'box-full' } });
  assert.deepEqual(await kept(box), { things: [], version: 0, facts: [] });
  assert.equal((await put(box, ['a'], { key })).accepted, true);
});

test('an act that fails at its last step leaves nothing', async () => {
  const box = aBox();
  await assert.rejects(
    put(box, ['a'], {
      result: () => {
        throw new Error('no');
      },
    }),
    /no/,
  );
  assert.deepEqual(await kept(box), { things: [], version: 0, facts: [] });
});

test('lost: the same key again does it, once', async () => {
  const box = aBox();
  const act = { key: { id: aKey(), request: { put: 'a' } } };
  proxy.fault = () => 'lost';
  await assert.rejects(put(box, ['a'], act));
  proxy.fault = () => undefined;
  assert.equal((await kept(box)).version, 0);
  assert.deepEqual(await put(box, ['a'], act), { accepted: true, result: ['a'], repeated: false });
  assert.equal((await kept(box)).version, 1);
});

test('kept though reported lost: the same key again is answered the same, and does nothing', async () => {
  const box = aBox();
  const act = { key: { id: aKey(), request: { put: 'a' } } };
  proxy.fault = () => 'unanswered';
  await assert.rejects(put(box, ['a'], act));
  proxy.fault = () => undefined;
  assert.deepEqual(await put(box, ['a'], act), { accepted: true, result: ['a'], repeated: true });
  assert.deepEqual(await kept(box), { things: ['a'], version: 1, facts: ['1 {"thing":"a"}'] });
});

test('a key belongs to one request of one person', async () => {
  const box = aBox();
  const id = aKey();
  await put(box, ['a'], { key: { id, request: { put: 'a' } } });
  assert.deepEqual(await put(box, ['b'], { key: { id, request: { put: 'b' } } }), {
    accepted: false,
    refusal: { code: 'key-reused' },
  });
  const another = await put(box, ['b'], { key: { id, request: { put: 'b' } }, actor: 'person:2' });
  assert.equal(another.accepted, true);
});

test('one key sent eight times at once is done once, and all eight hear the same', async () => {
  const box = aBox();
  const act = { key: { id: aKey(), request: { put: 'a' } } };
  const all = await Promise.all(Array.from({ length: 8 }, () => put(box, ['a'], act)));
  assert.ok(all.every((done) => done.accepted && JSON.stringify(done.result) === '["a"]'));
  assert.equal(all.filter((done) => done.accepted && !done.repeated).length, 1);
  assert.equal((await kept(box)).version, 1);
});

test('acts at once on one subject follow one another; the one too many is refused', async () => {
  const box = aBox();
  await put(box, ['a']);
  const all = await Promise.all(['b', 'c', 'd', 'e'].map((thing) => put(box, [thing])));
  assert.equal(all.filter((done) => done.accepted).length, 2);
  const { version, things, facts } = await kept(box);
  assert.deepEqual([version, things.length, facts.length], [3, 3, 3]);
});

test('who makes what another has just made begins again, sees it, and is refused', async () => {
  const labelled = (label: string, box: Id): Promise<Done<Full>> => {
    let taken = false;
    return put(box, ['a'], {
      load: async (tx: Sql) => {
        const { rowCount } = await tx.query('SELECT FROM box.box WHERE label = $1', [label]);
        taken = rowCount > 0;
        await new Promise((resolve) => setTimeout(resolve, 30)); // both look before either writes
        return undefined;
      },
      decide: () =>
        taken
          ? refuse({ code: 'label-taken' })
          : accept({ subjectKind: 'box', subject: box, type: 'put', body: { thing: 'a' } }),
      also: async (tx) => {
        await tx.query('UPDATE box.box SET label = $2 WHERE id = $1', [box, label]);
      },
    });
  };
  const both = await Promise.all([labelled('x', aBox()), labelled('x', aBox())]);
  assert.deepEqual(both.map((done) => (done.accepted ? 'done' : done.refusal.code)).sort(), [
    'done',
    'label-taken',
  ]);
});

test('a conflict that never ends is thrown, not tried for ever', async () => {
  let tries = 0;
  await assert.rejects(
    put(aBox(), ['a'], {
      load: () => {
        tries++;
        throw new VersionConflict('box', 'x');
      },
    }),
    VersionConflict,
  );
  assert.ok(tries > 1 && tries < 100, `${tries} tries`);
});

test('a personal value lies beside its fact, which holds only its salted hash', async () => {
  const subject = aBox();
  const { salt, hash } = saltedHash('Wanjiru');
  const personal = {
    subject,
    field: 'name',
    value: 'Wanjiru',
    purpose: 'test',
    forgetAfter: at,
    salt,
  };
  await put(subject, [hash], { also: (tx) => keepPersonal(tx, personal) });
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ body: string }>('SELECT body FROM fact.fact WHERE subject = $1', [subject]),
  );
  assert.ok(!rows[0]?.body.includes('Wanjiru'));
  const beside = await database.asParty({ party: PARTY }, (tx) =>
    tx.query<{ salt: Buffer; value: string }>(
      'SELECT salt, value FROM fact.personal WHERE subject = $1',
      [subject],
    ),
  );
  const { salt: found = Buffer.alloc(0), value = '' } = beside.rows[0] ?? {};
  const again = createHash('sha256').update(found).update(value, 'utf8').digest('hex');
  assert.equal(rows[0]?.body, JSON.stringify({ thing: again }));
  const forgotten = await database.asParty({ party: PARTY }, (tx) =>
    tx.query('DELETE FROM fact.personal WHERE subject = $1', [subject]),
  );
  assert.equal(forgotten.rowCount, 1);
  assert.notEqual(saltedHash('Wanjiru').hash, hash);
});
