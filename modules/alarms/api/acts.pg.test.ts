import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isoOf, NO_BITS } from '@lakiri/kit';
import type { Viewer } from '@lakiri/parties';
import { VersionConflict } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { CaseId } from '../core/index.ts';
import { findCases, loadWatches, openCasesOf } from '../store/index.ts';
import { actOnCase } from './acts.ts';
import { alarmsRoutes } from './index.ts';
import {
  aKey,
  armSeal,
  codeOf,
  did,
  hear,
  judge,
  open,
  openWorld,
  start,
  type World,
} from './test-world.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

const cut = { ...NO_BITS, ropeCut: true };
const whole = { ...NO_BITS, ropeCut: false };
const asOfficer = <T>(work: (tx: Sql) => Promise<T>): Promise<T> =>
  world.app.asParty(world.officer.scope, work);
const closing = { act: 'close', outcome: 'true', cause: 'theft', note: 'Two sacks gone' } as const;

/** A critical case is closed by two: the officer says how, the colleague agrees. */
async function propose(id: CaseId): Promise<void> {
  assert.equal(codeOf(await did(world, { ...closing, case: id })), 'accepted');
}
const agree = (id: CaseId) => did(world, { act: 'confirm', case: id, viewer: world.colleague });

async function cutSeal() {
  const { seal, journey } = await armSeal(world);
  const [alarm] = await hear(world, seal, { min: 0, bits: cut });
  return { seal, journey, id: alarm?.case ?? assert.fail() };
}

async function asOwner<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
  const owner = open(world.postgres.ownerUrl);
  try {
    return await owner.asNode(work);
  } finally {
    await owner.end();
  }
}

async function factsOf(subject: string): Promise<{ type: string; body: string }[]> {
  const { rows } = await asOwner((tx) =>
    tx.query<{ type: string; body: string }>(
      'SELECT type, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
      [subject],
    ),
  );
  return rows;
}
const typesOf = async (subject: string) => (await factsOf(subject)).map(({ type }) => type);
const stateOf = async (id: CaseId) => (await asOfficer((tx) => findCases(tx, [id])))[0]?.case.state;
const openIn = async (seal: SealId) =>
  (await world.intake.asNode((tx) => loadWatches(tx, [seal]))).get(seal)?.open;

test('a case goes its way: taken, noted, closed; its latch is cleared and the watch lets it go', async () => {
  const { seal, id } = await cutSeal();
  assert.deepEqual(await openIn(seal), { 'seal-cut': id });
  assert.equal(
    codeOf(await did(world, { act: 'acknowledge', case: id, note: 'calling' })),
    'accepted',
  );
  assert.equal(codeOf(await did(world, { act: 'note', case: id, note: 'no answer' })), 'accepted');
  await propose(id);
  assert.deepEqual(await openIn(seal), { 'seal-cut': id }, 'one is not enough');
  assert.equal(codeOf(await did(world, { act: 'confirm', case: id })), 'same-officer');
  assert.equal(codeOf(await agree(id)), 'accepted');
  assert.deepEqual(await typesOf(id), [
    'case-opened',
    'case-acknowledged',
    'case-noted',
    'case-close-proposed',
    'case-closed',
  ]);
  assert.deepEqual(await typesOf(seal), ['latches-cleared']);
  assert.deepEqual(await openIn(seal), {});
  assert.deepEqual(await hear(world, seal, { min: 1, bits: cut }), [], 'the same cut is not news');
  await hear(world, seal, { min: 2, bits: whole });
  const [again] = await hear(world, seal, { min: 3, bits: cut });
  assert.notEqual(again?.case, id);
  assert.equal(await stateOf(id), 'closed');
});

test('of two officers who take a case at once one has it, and the other is told who', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await cutSeal();
    const take = { act: 'acknowledge', case: id, note: null } as const;
    const done = await Promise.all([
      did(world, take),
      did(world, { ...take, viewer: world.colleague }),
    ]);
    assert.deepEqual(done.map(codeOf).sort(), ['accepted', 'already-acknowledged']);
    assert.equal((await typesOf(id)).length, 2);
  }
});

test('closing overtakes a reading in hand: it is judged again, and a new cut opens a new case', async () => {
  const { seal, journey, id } = await cutSeal();
  await hear(world, seal, { min: 1, bits: whole });
  await propose(id);
  const inHand = await judge(world, seal, { min: 2, bits: { ...cut, coverOpen: true } });
  assert.equal(codeOf(await agree(id)), 'accepted');
  await assert.rejects(inHand.store(), VersionConflict);
  const again = await hear(world, seal, { min: 2, bits: { ...cut, coverOpen: true } });
  assert.deepEqual(
    again.map(({ kind }) => kind),
    ['seal-cut', 'cover-opened'],
  );
  const cases = await asOfficer((tx) => openCasesOf(tx, [journey]));
  assert.equal(cases.length, 2);
  assert.ok(cases.every((one) => one.id !== id));
});

test('closing any kind of case overtakes a reading in hand', async () => {
  const { seal } = await armSeal(world);
  const [low] = await hear(world, seal, { min: 0, batteryPct: 3 });
  assert.equal(low?.kind, 'battery-short');
  const inHand = await judge(world, seal, { min: 1, batteryPct: 90 });
  await did(world, { ...closing, case: low.case });
  await assert.rejects(inHand.store(), VersionConflict);
  assert.deepEqual(await openIn(seal), {});
});

test('whatever closing and readings do at once, no tamper is left without an open case', async () => {
  for (let round = 0; round < 8; round++) {
    const { seal, journey, id } = await cutSeal();
    await hear(world, seal, { min: 1, bits: whole });
    await propose(id);
    const [done, alarms] = await Promise.all([
      agree(id),
      hear(world, seal, { min: 2, bits: { ...NO_BITS, coverOpen: true } }),
      hear(world, seal, { min: 3, bits: { ...NO_BITS, motorLocked: false } }),
    ]);
    assert.equal(codeOf(done), 'accepted');
    assert.equal(alarms.length, 1);
    const open = await asOfficer((tx) => openCasesOf(tx, [journey]));
    const watched = await openIn(seal);
    assert.deepEqual(Object.fromEntries(open.map((one) => [one.kind, one.id])), watched);
    assert.deepEqual(Object.keys(watched ?? {}).sort(), ['cover-opened', 'opened-no-order']);
  }
});

test('a repeated key does nothing and answers the same; with another request it is refused', async () => {
  const { id } = await cutSeal();
  const take = { act: 'acknowledge', case: id, note: 'calling', key: aKey() } as const;
  const first = await did(world, take);
  const second = await did(world, take);
  assert.ok(first.accepted && second.accepted);
  assert.deepEqual([first.repeated, second.repeated], [false, true]);
  assert.equal((await typesOf(id)).length, 2);
  assert.equal(codeOf(await did(world, { ...take, note: 'other' })), 'key-reused');
});

/** A database whose next commit is lost, or kept though the answer is lost. */
function failingOnce(database: Database, how: 'lost' | 'kept'): Database {
  let failed = false;
  return {
    ...database,
    asParty: async (scope, work, isolation) => {
      if (failed) return database.asParty(scope, work, isolation);
      failed = true;
      const gone = new Error('Connection terminated unexpectedly');
      if (how === 'kept') await database.asParty(scope, work, isolation);
      return database.asParty(
        scope,
        async (tx) => {
          if (how === 'lost') await work(tx);
          throw gone;
        },
        isolation,
      );
    },
  };
}

for (const how of ['lost', 'kept'] as const)
  test(`a case closed in a commit that was ${how}: repeated with its key, it is closed once`, async () => {
    const { seal, id } = await cutSeal();
    const deps = { ...world.deps, database: failingOnce(world.app, how) };
    await propose(id);
    const asked = { act: 'confirm', viewer: world.colleague, key: aKey(), case: id } as const;
    await assert.rejects(actOnCase(deps, asked), /terminated/);
    assert.equal(await stateOf(id), how === 'lost' ? 'acknowledged' : 'closed');
    assert.deepEqual(await openIn(seal), how === 'lost' ? { 'seal-cut': id } : {});
    const repeated = await actOnCase(deps, asked);
    assert.ok(repeated.accepted);
    assert.equal(repeated.repeated, how === 'kept');
    assert.deepEqual(await typesOf(id), [
      'case-opened',
      'case-acknowledged',
      'case-close-proposed',
      'case-closed',
    ]);
    assert.deepEqual(await typesOf(seal), ['latches-cleared']);
  });

test('what an officer wrote is beside the log, its hash is in it', async () => {
  const { id } = await cutSeal();
  await did(world, { act: 'note', case: id, note: 'Driver Kamau says 0712345678' });
  const bodies = (await factsOf(id)).map(({ body }) => body).join();
  assert.ok(!bodies.includes('Kamau'));
  assert.match(bodies, /"noteSha256":"[0-9a-f]{64}"/);
});

test('a transporter acts on nothing', async () => {
  const { id } = await cutSeal();
  const step = { act: 'acknowledge', case: id, note: null } as const;
  assert.equal(codeOf(await did(world, { ...step, viewer: world.rival })), 'no-such-case');
  assert.equal(await stateOf(id), 'open');
});

async function serve(viewer: Viewer): Promise<FastifyInstance> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', (request, _reply, done) => {
    Object.assign(request, { viewer });
    done();
  });
  alarmsRoutes(app, world.deps);
  await app.ready();
  return app;
}

/** What these tests look at of a case or a problem. */
type Answer = {
  readonly code?: string;
  readonly detail?: string;
  readonly by?: { readonly id: string; readonly name: string };
  readonly owner?: { readonly id: string; readonly name: string };
  readonly outcome?: { readonly outcome: string; readonly note: string; readonly by: string };
};

async function post(
  app: FastifyInstance,
  url: string,
  payload: object,
  key: string | null = aKey(),
) {
  const headers = key === null ? {} : { 'idempotency-key': key };
  const reply = await app.inject({ method: 'POST', url, payload, headers });
  return { status: reply.statusCode, body: reply.json<Answer>() };
}

test('the routes: the queue, the detail, the acts, each refusal in words', async () => {
  const app = await serve(world.officer);
  const other = await serve(world.colleague);
  const { id } = await cutSeal();
  const list = (await app.inject({ url: '/cases?limit=200' })).json();
  const item = list.items.find((one: { id: string }) => one.id === id);
  assert.equal(item.seal.number, 'ELK-20417');
  assert.equal(item.journey.plate, 'KDJ 417K');
  assert.equal(item.place.near, 'Salgaa');
  assert.equal(item.owner, null);
  assert.ok(list.counts.open > 0);

  const taken = await post(app, `/cases/${id}/acknowledge`, { note: 'calling the driver' });
  assert.equal(taken.status, 200);
  assert.deepEqual(taken.body.owner, { id: world.officer.person.id, name: 'A. Otieno' });
  const second = await post(other, `/cases/${id}/acknowledge`, {});
  assert.deepEqual([second.status, second.body.code], [409, 'already-acknowledged']);
  assert.deepEqual(second.body.by, { id: world.officer.person.id, name: 'A. Otieno' });
  assert.match(second.body.detail ?? '', /^A\. Otieno acknowledged it at /);
  await post(other, `/cases/${id}/note`, { text: 'unit is on its way' });

  const detail = (await app.inject({ url: `/cases/${id}` })).json();
  assert.deepEqual(
    detail.soFar.map((one: { type: string; by: string; text: string }) => [
      one.type,
      one.by,
      one.text,
    ]),
    [
      ['alarm', null, null],
      ['acknowledged', 'A. Otieno', 'calling the driver'],
      ['note', 'W. Achieng', 'unit is on its way'],
    ],
  );
  assert.deepEqual(detail.facts.driver, { name: 'J. Kamau', phone: '0712345678' });
  assert.equal(detail.recent.at(-1).at, isoOf(start), 'to the alarm and no further');
  assert.deepEqual(detail.alarmList[0].why[0].code, 'rope-cut-reported');

  const bad = { outcome: 'false', cause: 'bad-luck', note: 'x' };
  const unknown = await post(app, `/cases/${id}/close`, bad);
  assert.deepEqual([unknown.status, unknown.body.code], [422, 'cause-unknown']);
  const empty = await post(app, `/cases/${id}/close`, { ...bad, cause: 'theft', note: ' ' });
  assert.deepEqual([empty.status, empty.body.code], [422, 'note-empty']);
  const close = { outcome: 'false', cause: 'device-fault', note: 'rope is whole' };
  const proposed = await post(app, `/cases/${id}/close`, close);
  assert.deepEqual([proposed.status, proposed.body.outcome], [200, null]);
  const alone = await post(app, `/cases/${id}/confirm`, {});
  assert.deepEqual([alone.status, alone.body.code], [409, 'same-officer']);
  const closed = await post(other, `/cases/${id}/confirm`, {});
  assert.equal(closed.status, 200);
  const { at: _, ...outcome } = { at: '', ...closed.body.outcome };
  const people = { by: 'W. Achieng', proposedBy: 'A. Otieno' };
  assert.deepEqual(outcome, { ...close, ...people, evidence: [] });
  const late = await post(other, `/cases/${id}/note`, { text: 'and?' });
  assert.deepEqual([late.status, late.body.code], [409, 'case-closed']);
  await app.close();
  await other.close();
});

test('the routes refuse what makes no sense', async () => {
  const app = await serve(world.officer);
  const rival = await serve(world.rival);
  const { id } = await cutSeal();
  const rows = [
    [await app.inject({ url: '/cases?cursor=x' }), 400],
    [await app.inject({ url: '/cases?view=all' }), 400],
    [await app.inject({ url: '/cases?limit=1000' }), 400],
    [await app.inject({ url: '/cases/1' }), 400],
    [await app.inject({ url: `/cases/${crypto.randomUUID()}` }), 404],
    [await rival.inject({ url: `/cases/${id}` }), 404],
  ] as const;
  for (const [reply, status] of rows) assert.equal(reply.statusCode, status);
  assert.equal((await post(app, `/cases/${id}/acknowledge`, {}, null)).status, 400);
  assert.equal((await post(app, `/cases/${id}/acknowledge`, {}, 'again')).status, 400);
  assert.equal((await post(app, `/cases/${id}/close`, { note: 'x' })).status, 400);
  assert.equal((await post(app, `/cases/${id}/note`, { text: 'x'.repeat(20_001) })).status, 400);
  assert.equal((await post(app, `/cases/${id}/note`, { text: 'x'.repeat(2_001) })).status, 422);
  assert.equal((await rival.inject({ url: '/cases' })).json().items.length, 0);
  await app.close();
  await rival.close();
});

test('a queue is read page by page through its cursor', async () => {
  const app = await serve(world.officer);
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const page = (await app.inject({ url: `/cases?limit=3${cursor}` })).json();
    ids.push(...page.items.map((one: { id: string }) => one.id));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  const all = (await app.inject({ url: '/cases?limit=200' })).json();
  assert.deepEqual(
    ids,
    all.items.map((one: { id: string }) => one.id),
  );
  assert.equal(ids.length, all.counts.open);
  await app.close();
});
