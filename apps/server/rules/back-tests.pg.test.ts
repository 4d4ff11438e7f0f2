// The life of a back-test through the real server: stopped, left by a server that died, and judged beside closed cases.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addMs, DAY_MS, type Id, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { BackTestView, RuleView } from '@lakiri/rules/api';
import { type BackTest, holdBackTest, openBackTest } from '@lakiri/rules/store';
import { type AppOn, openAppOn, openWhole, type Whole } from '../whole.ts';

let whole: Whole;
const begun = Date.now() as Instant;
const ago = (minutes: number): Instant => addMs(begun, -minutes * MINUTE_MS);
before(async () => {
  whole = await openWhole();
  const rule = await asked<RuleView>('GET', '/rules/overspeed');
  const content = rule.versions[0]?.content;
  assert.ok(content !== undefined);
  const params = { ...content.params, limitKmh: 90 };
  await asked('PUT', '/rules/overspeed/draft', {
    ...{ why: 'the limit of the new road', source: 'gazette notice', basedOn: rule.inForce },
    ...{ draftSeen: 0, content: { ...content, params } },
  });
});
after(() => whole.close());

type Over = { readonly app?: AppOn['app']; readonly body?: object; readonly status?: number };

async function asked<Body>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  over: Over = {},
) {
  const { app = whole.app, status } = over;
  const headers = { cookie: whole.cookie, 'idempotency-key': randomUUID() };
  const reply = await app.inject({
    ...{ method, url: `/api/v1${path}`, headers },
    ...(body === undefined ? {} : { payload: body }),
  });
  if (status === undefined) assert.ok(reply.statusCode < 300, reply.body);
  else assert.equal(reply.statusCode, status, reply.body);
  return reply.json<Body>();
}

const day = () => ({ from: isoOf(addMs(begun, -DAY_MS)), until: isoOf(begun) });
const start = (over: Over = {}) =>
  asked<BackTestView & { code?: string }>('POST', '/rules/overspeed/back-tests', day(), over);
const seen = (id: string, over: Over = {}) =>
  asked<BackTestView>('GET', `/rules/back-tests/${id}`, undefined, over);

async function until(id: string, holds: (test: BackTestView) => boolean, over: Over = {}) {
  for (const last = Date.now() + 60_000; ; ) {
    const test = await seen(id, over);
    if (holds(test) || Date.now() > last) return test;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const ended = (id: string, over: Over = {}) => until(id, ({ state }) => state !== 'running', over);

test('a running back-test is stopped at once, stays stopped, and makes room for the next', async () => {
  const lock = await whole.owner.pool.connect();
  // Its thread waits for the journeys, for as long as this holds them.
  await lock.query('BEGIN; LOCK TABLE journeys.fitting IN ACCESS EXCLUSIVE MODE');
  try {
    const { id, state } = await start();
    assert.equal(state, 'running');
    assert.equal((await start({ status: 409 })).code, 'back-test-running');
    const cancelled = await asked<BackTestView>('POST', `/rules/back-tests/${id}/cancel`, {});
    assert.deepEqual(
      [cancelled.state, cancelled.fault, cancelled.result],
      ['cancelled', null, null],
    );
    const next = await start();
    await lock.query('ROLLBACK');
    const done = await ended(next.id);
    assert.deepEqual([done.state, done.progress.pct], ['done', 100]);
    assert.equal((await seen(id)).state, 'cancelled');
  } finally {
    await lock.query('ROLLBACK');
    lock.release();
  }
});

function left(): BackTest {
  const content = {
    severity: 4,
    ackDueS: 600,
    params: {},
    overrides: [],
    condition: null,
  } as const;
  return {
    ...{ id: newId<'BackTest'>(begun), kind: 'overspeed', state: 'running', startedAt: ago(5) },
    asked: { from: ago(60), until: ago(5), oneIn: 1, presentVersion: 1, draft: 1, content },
    ...{ by: newId(begun) as unknown as BackTest['by'], endedAt: null, fault: null, result: null },
    progress: { journeys: 0, journeysInAll: 0, reports: 0, reportsPerS: 0 },
  };
}

test('what a server that died left running is interrupted by the next one; what runs elsewhere is not', async () => {
  const [forsaken, elsewhere] = [left(), left()];
  const other = await whole.owner.pool.connect();
  await holdBackTest(other as unknown as Sql, elsewhere.id);
  await whole.owner.asNode(async (tx) => {
    for (const one of [forsaken, elsewhere]) await openBackTest(tx, one);
  });
  const fresh = await openAppOn(whole.postgres, {});
  const on = { app: fresh.app };
  try {
    const told = await ended(forsaken.id, on);
    assert.deepEqual([told.state, told.fault], ['interrupted', 'server-gone']);
    assert.equal((await seen(elsewhere.id, on)).state, 'running');
    const again = await start(on);
    assert.equal((await ended(again.id, on)).state, 'done');
  } finally {
    other.release(true);
    await fresh.close();
  }
});

test('a server that is stopped in order says so of what it runs', async () => {
  const lock = await whole.owner.pool.connect();
  await lock.query('BEGIN; LOCK TABLE journeys.fitting IN ACCESS EXCLUSIVE MODE');
  const fresh = await openAppOn(whole.postgres, {});
  let id: string | undefined;
  try {
    id = (await start({ app: fresh.app })).id;
  } finally {
    await fresh.close();
    await lock.query('ROLLBACK');
    lock.release();
  }
  const { state, fault } = await seen(id);
  assert.deepEqual([state, fault], ['interrupted', 'server-stopped']);
});

type Ids = { readonly seal: Id<'Seal'>; readonly journey: Id<'Journey'> };

/** A truck that drove so fast for twenty minutes, and the case that people closed about it. */
async function drove(
  ref: string,
  { kmh, outcome }: { readonly kmh: number; readonly outcome: string },
): Promise<string> {
  const ids: Ids = { seal: newId(begun), journey: newId(begun) };
  await whole.owner.asNode(async (tx) => {
    await register(tx, ref, ids);
    await appendFacts(tx, factsOf(ref, ids), { announce: false });
    for (let n = 0; n < 20; n++)
      await tx.query(
        `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position,
           clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, bits)
         VALUES ($1, $2, decode(md5($3), 'hex'), $2, $4, $5, 0, 1, false, false, 2, -12000000, $6, $7, 0)`,
        [
          ...[ids.seal, isoOf(ago(80 - n)), `${n}`, 10 + n, newId(begun)],
          ...[368_000_000 + n * 100_000, kmh],
        ],
      );
  });
  return await closed(ids, outcome);
}

async function register(tx: Sql, ref: string, { seal, journey }: Ids): Promise<void> {
  const at = isoOf(ago(90));
  await tx.query('SELECT telemetry.ensure_days($1::date - 1, $1::date + 2)', [at]);
  await tx.query(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, journey,
       phase_at, latches)
     VALUES ($1, 1, $2, 'jointech', $3, 'JT701D', $4, $5, 'armed', $6, $5,
       '{"cut":{"is":"clear","clearedSince":null},"opened":{"is":"clear","clearedSince":null},"cover":{"is":"clear","clearedSince":null}}')`,
    [seal, `ELK-${ref}`, `80000${ref.replace('-', '').slice(-5)}`, newId(begun), at, journey],
  );
  await tx.query(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
       created_at, sealed_at, armed_at, deadline_at, departed_at)
     VALUES ($1, 1, $2, 'nowhere', 1, $3, 'tea', $3, $4, $4, $4, $5, $4)`,
    [journey, ref, newId(begun), at, isoOf(addMs(begun, DAY_MS))],
  );
  await tx.query(
    'INSERT INTO journeys.fitting (journey, seal, number, fitted_at) VALUES ($1, $2, $3, $4)',
    [journey, seal, `ELK-${ref}`, at],
  );
}

function factsOf(ref: string, { seal, journey }: Ids): Fact[] {
  const at = ago(90);
  const profile = { model: 'JT701D', dialect: 'jointech', maker: 'Jointech', version: 1 };
  const waits = { reportIntervalS: 60, parkedIntervalS: null, asleepIntervalS: null };
  const model = { ...profile, ...waits, tierMax: 0, drainPctPerHour: 0 };
  const told = [
    ['seal-registered', { number: `ELK-${ref}`, wireId: ref, owner: newId(begun), at, model }],
    ['seal-fitted', { journey, at }],
    ['seal-armed', { journey, at }],
  ] as const;
  return told.map(([type, body], n) => ({
    ...{ id: newId<'Fact'>(at), subjectKind: 'seal', subject: seal as Id, subjectVersion: n + 1 },
    ...{ type, schemaVersion: 1, body: body as unknown as Fact['body'], origin: 'test' },
    ...{ actor: 'node', authority: null, occurredAt: at, receivedAt: at, causes: [] },
  }));
}

async function closed({ seal, journey }: Ids, outcome: string): Promise<string> {
  const [id, officer, at] = [newId(begun), newId(begun), ago(77)];
  const then = isoOf(ago(30));
  await whole.owner.asNode(async (tx) => {
    await tx.query(
      `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at,
         acknowledged_by, acknowledged_at, owner, closed_by, closed_at, outcome, cause, note_sha256, evidence)
       VALUES ($1, 1, 'overspeed', 4, $2, $3, 1, $4, $5, $6, $5, $6, $6, $5, $7, 'other', $8, '{}')`,
      [id, journey, seal, isoOf(at), then, officer, outcome, 'f'.repeat(64)],
    );
    await tx.query(
      `INSERT INTO alarms.alarm (id, case_id, journey, seal, kind, severity, rule_version, occurred_at, received_at,
         late, why, cause_digest) VALUES ($1, $2, $3, $4, 'overspeed', 4, 1, $5, $5, false, '[]', 'digest')`,
      [newId(begun), id, journey, seal, isoOf(at)],
    );
  });
  return id;
}

test('beside closed cases: a confirmed one kept, one lost by its name, a nuisance gone', async () => {
  await drove('KEPT-01', { kmh: 97, outcome: 'true' });
  const lost = await drove('LOST-02', { kmh: 85, outcome: 'true' });
  const gone = await drove('GONE-03', { kmh: 85, outcome: 'nuisance' });
  const stays = await drove('STAY-04', { kmh: 97, outcome: 'false' });
  const { id } = await start();
  const { state, fault, result } = await ended(id);
  assert.deepEqual([state, fault], ['done', null]);
  assert.ok(result !== null);
  assert.deepEqual([result.journeys, result.reports], [4, 80]);
  const counts = ({ alarms, confirmed, unfounded }: typeof result.present) => [
    alarms,
    confirmed,
    unfounded,
  ];
  assert.deepEqual(
    [counts(result.present), counts(result.drafted)],
    [
      [4, 2, 2],
      [2, 1, 1],
    ],
  );
  assert.equal(result.confirmed.total, 2);
  assert.partialDeepStrictEqual(result.confirmed.lost, [
    { case: lost, ref: 'LOST-02', outcome: 'true' },
  ]);
  assert.deepEqual([result.confirmed.lost.length, result.confirmed.won], [1, []]);
  assert.equal(result.unfounded.total, 2);
  assert.partialDeepStrictEqual(result.unfounded.gone, [
    { case: gone, ref: 'GONE-03', outcome: 'nuisance' },
  ]);
  assert.deepEqual([result.unfounded.gone.length, result.unfounded.added], [1, []]);
  assert.ok(result.unfounded.gone.every((one) => one.case !== stays));
});
