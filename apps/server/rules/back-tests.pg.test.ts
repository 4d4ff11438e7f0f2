// The life of a back-test through the real server: stopped, left by a server that died, and judged beside closed cases.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Bulletin, type By, pointAtKm } from '@lakiri/corridors';
import { bulletinAggregate } from '@lakiri/corridors/store';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, DAY_MS, type Id, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { createLog } from '@lakiri/platform/log';
import type { Sql } from '@lakiri/platform/sql';
import type { BackTestView, RuleView } from '@lakiri/rules/api';
import { type BackTest, holdBackTest, openBackTest } from '@lakiri/rules/store';
import { type AppOn, openAppOn, openWhole, type Whole } from '../whole.ts';

let whole: Whole;
/** What the server warned of. */
const warned: string[] = [];
const destination = { write: (line: string): void => void warned.push(line) };
const begun = Date.now() as Instant;
const ago = (minutes: number): Instant => addMs(begun, -minutes * MINUTE_MS);
before(async () => {
  const log = createLog({ name: 'test', level: 'warn', format: 'json', destination });
  whole = await openWhole({ log });
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
/** As `start`, whatever comes of it. */
const begin = () =>
  whole.app.inject({
    ...{ method: 'POST', url: '/api/v1/rules/overspeed/back-tests', payload: day() },
    headers: { cookie: whole.cookie, 'idempotency-key': randomUUID() },
  });
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

test('cancelled through another server it stops where it runs, and makes room there', async () => {
  const lock = await whole.owner.pool.connect();
  await lock.query('BEGIN; LOCK TABLE journeys.fitting IN ACCESS EXCLUSIVE MODE');
  const other = await openAppOn(whole.postgres, {});
  try {
    const { id } = await start();
    await asked('POST', `/rules/back-tests/${id}/cancel`, {}, { app: other.app });
    for (const last = Date.now() + 60_000; ; ) {
      const reply = await begin();
      if (reply.statusCode === 202) break;
      assert.ok(Date.now() < last, reply.body);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal((await seen(id)).state, 'cancelled');
    // It was ended, and did not come to its own end by waiting in vain.
    assert.deepEqual(
      warned.filter((line) => line.includes('a back-test failed')),
      [],
    );
    await lock.query('ROLLBACK');
  } finally {
    await lock.query('ROLLBACK');
    lock.release();
    await other.close();
  }
  const running = async (): Promise<number> => {
    const { rows } = await whole.owner.pool.query(
      `SELECT count(*)::int AS n FROM rules.back_test WHERE state = 'running'`,
    );
    return rows[0].n;
  };
  for (const last = Date.now() + 60_000; (await running()) > 0; ) {
    assert.ok(Date.now() < last, 'what was begun in its place ends');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

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

type Drive = {
  readonly route: string;
  readonly kmh: number;
  /** Where it was at each minute of twenty, and when the first was. */
  readonly lonLatE7: (n: number) => readonly [number, number];
  readonly from: Instant;
};

async function drive(ref: string, { route, kmh, lonLatE7, from }: Drive): Promise<Ids> {
  const ids: Ids = { seal: newId(begun), journey: newId(begun) };
  await whole.owner.asNode(async (tx) => {
    await register(tx, ref, { ...ids, route });
    await appendFacts(tx, factsOf(ref, ids), { announce: false });
    for (let n = 0; n < 20; n++)
      await tx.query(
        `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position,
           clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, bits)
         VALUES ($1, $2, decode(md5($3), 'hex'), $2, $4, $5, 0, 1, false, false, 2, $7, $6, $8, 0)`,
        [
          ...[ids.seal, isoOf(addMs(from, n * MINUTE_MS)), `${n}`, 10 + n, newId(begun)],
          ...[...lonLatE7(n), kmh],
        ],
      );
  });
  return ids;
}

/** A truck that drove so fast for twenty minutes, and the case that people closed about it. */
async function drove(
  ref: string,
  { kmh, outcome }: { readonly kmh: number; readonly outcome: string },
): Promise<string> {
  const lonLatE7 = (n: number) => [368_000_000 + n * 100_000, -12_000_000] as const;
  return closed(await drive(ref, { route: 'nowhere', kmh, lonLatE7, from: ago(80) }), outcome);
}

type Registered = Ids & { readonly route: string };

async function register(tx: Sql, ref: string, { seal, journey, route }: Registered): Promise<void> {
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
     VALUES ($1, 1, $2, $6, 1, $3, 'tea', $3, $4, $4, $4, $5, $4)`,
    [journey, ref, newId(begun), at, isoOf(addMs(begun, DAY_MS)), route],
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

const ROAD = shippedIndex('mombasa-malaba');
/** Up a hill beside the road where no buffer reaches. */
const NORTH_DEG = 3 * (ROAD.route.bufferM / 111_000);
const aside = (km: number): readonly [number, number] => {
  const { lon, lat } = pointAtKm(ROAD, km);
  return [lon, lat + NORTH_DEG];
};

/** A diversion that was ended early, two officers ago; nothing of it holds today. */
function overSince(until: Instant): Bulletin & { readonly state: 'ended' } {
  const [writer, publisher] = [newId<'Person'>(begun), newId<'Person'>(begun)] as [By, By];
  const signed = { text: 'said', keyId: 'k', signature: 's' };
  const on = (km: number) => [pointAtKm(ROAD, km).lon, pointAtKm(ROAD, km).lat] as const;
  return {
    state: 'ended',
    says: {
      ...{ route: ROAD.route.id, reason: 'flood', note: 'the bridge', extraH: 0, stops: [] },
      closed: { from: on(200), to: on(230) },
      line: [on(199), aside(200), aside(215), aside(230), on(231)],
      ...{ widthM: 5_000, from: null, until: isoOf(addMs(begun, DAY_MS)) },
    },
    ...{ authors: [writer], madeAt: ago(89), changedAt: until },
    published: {
      ...{ ...signed, by: publisher, at: ago(89), number: 1, from: ago(88) },
      until: addMs(begun, DAY_MS),
    },
    ended: { ...signed, by: publisher, at: addMs(until, -MINUTE_MS), source: 'dry', until },
  };
}

test('a report on a diversion is judged by the bulletins of its own time', async () => {
  const state = overSince(ago(50));
  const row = { id: newId(begun) as Id, state, version: 3, versionBefore: 0 };
  await whole.owner.asNode((tx) => bulletinAggregate.save(tx, row));
  const rule = await asked<RuleView>('GET', '/rules/off-route');
  const content = rule.versions[0]?.content;
  assert.ok(content !== undefined);
  await asked('PUT', '/rules/off-route/draft', {
    ...{ why: 'one fix is enough', source: 'the centre', basedOn: rule.inForce, draftSeen: 0 },
    content: { ...content, params: { ...content.params, fixesMin: 1 } },
  });
  const beside = {
    ...{ route: ROAD.route.id, kmh: 40 },
    lonLatE7: (n: number) => {
      const [lon, lat] = aside(202 + n);
      return [Math.round(lon * 1e7), Math.round(lat * 1e7)] as const;
    },
  };
  await drive('HELD-05', { ...beside, from: ago(80) });
  await drive('OVER-06', { ...beside, from: ago(40) });
  const { id } = await asked<BackTestView>('POST', '/rules/off-route/back-tests', day());
  const { state: how, fault, result } = await ended(id);
  assert.deepEqual([how, fault], ['done', null]);
  const told = result?.changes.map(({ ref, fires }) => [ref, fires]);
  assert.deepEqual(told, [['OVER-06', 'both']], 'the other drove while the bulletin held');
});
