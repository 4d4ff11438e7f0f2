import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NO_BITS } from '@lakiri/kit';
import { type Sql, sqlState } from '@lakiri/platform/sql';
import {
  armSeal,
  did,
  hear,
  now,
  open,
  openWorld,
  permit,
  start,
  type World,
} from '../api/test-world.ts';
import type { CaseId, PersonRef } from '../core/index.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from '../core/index.ts';
import { freshWatch } from '../core/watch.ts';
import { NINE, told } from '../testing.ts';
import {
  alarmsOf,
  besideRules,
  type CaseSeen,
  changedCases,
  countCases,
  findCases,
  listCases,
  loadWatches,
  openCasesOf,
  placeInView,
  ruleVersions,
  saveWatches,
  storeRaised,
} from './index.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

const cut = { ...NO_BITS, ropeCut: true };
const whole = { ...NO_BITS, ropeCut: false };
const as = <T>(who: World['officer'], work: (tx: Sql) => Promise<T>): Promise<T> =>
  world.app.asParty(who.scope, work);
const asIntake = <T>(work: (tx: Sql) => Promise<T>): Promise<T> => world.intake.asNode(work);
const me = (): PersonRef => world.officer.person.id as string as PersonRef;

async function cutSeal(): Promise<{ seal: Awaited<ReturnType<typeof armSeal>>; id: CaseId }> {
  const seal = await armSeal(world);
  const [alarm] = await hear(world, seal.seal, { min: 0, bits: cut });
  return { seal, id: alarm?.case ?? assert.fail() };
}

async function seen(id: CaseId, who = world.officer): Promise<CaseSeen | undefined> {
  return (await as(who, (tx) => findCases(tx, [id])))[0];
}

test('the rules in the database are those the program ships', async () => {
  const stored = await asIntake(ruleVersions);
  const byKind = [...DEFAULT_RULES].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  assert.deepEqual(stored, byKind);
});

test('what is remembered comes back as it was', async () => {
  const { seal, journey } = await armSeal(world);
  assert.equal((await asIntake((tx) => loadWatches(tx, [seal]))).size, 0);
  const fresh = freshWatch(journey);
  const watches = [
    fresh,
    {
      ...fresh,
      offRoute: { is: 'off', since: NINE, back: 1 },
      excursions: [{ from: NINE, until: NINE, raised: true }],
      stop: { since: NINE, lat: -1.28333, lon: 36.81667, raised: false },
      attempts: [{ at: NINE, key: '1:ff', counted: true }],
      silentSince: NINE,
      batteryShort: true,
      open: { 'seal-cut': seal as string as CaseId },
    },
  ] as const;
  for (const watch of watches) {
    await asIntake((tx) => saveWatches(tx, new Map([[seal, watch]])));
    assert.deepEqual((await asIntake((tx) => loadWatches(tx, [seal]))).get(seal), watch);
  }
});

test('an alarm opens a case; another joins it and leaves its version alone', async () => {
  const { seal, id } = await cutSeal();
  const first = await seen(id);
  assert.deepEqual([first?.alarms, first?.version, first?.case.state], [1, 1, 'open']);
  assert.equal(first?.lastAlarmAt, start);
  assert.equal(first?.why[0]?.code, 'rope-cut-reported');
  assert.ok(Math.abs((first?.place?.km ?? 0) - 22.2) < 0.1);
  for (const [min, bits] of [
    [20, { ...NO_BITS, coverOpen: true }],
    [1, { ...NO_BITS, coverOpen: true }],
  ] as const)
    await hear(world, seal.seal, { min, bits });
  const refused = {
    type: 'unlock.refusedCard',
    credential: null,
    wrongCount: 3,
    verification: 0,
  } as const;
  await hear(world, seal.seal, { min: 21, event: refused });
  const open = await as(world.officer, (tx) => openCasesOf(tx, [seal.journey]));
  assert.deepEqual(
    open.map(({ kind }) => kind),
    ['seal-cut', 'cover-opened', 'unlock-refused'],
  );
  const tries = [22, 23, 24].map((min) => ({ min, event: { ...refused, wrongCount: null } }));
  for (const one of tries) await hear(world, seal.seal, one);
  const joined = await seen(open[2]?.id ?? assert.fail());
  assert.deepEqual([joined?.alarms, joined?.version], [2, 1]);
});

test('the same alarm is kept once, however often it is stored', async () => {
  const { seal } = await armSeal(world);
  const alarms = await hear(world, seal, { min: 0, bits: cut });
  assert.equal(alarms.length, 1);
  assert.equal(await asIntake((tx) => storeRaised(tx, alarms)), 0);
  const again = alarms.map((alarm) => ({ ...alarm, id: crypto.randomUUID() as typeof alarm.id }));
  assert.equal(await asIntake((tx) => storeRaised(tx, again)), 0);
  const kept = await as(world.officer, (tx) => alarmsOf(tx, alarms[0]?.case ?? assert.fail()));
  assert.equal(kept.length, 1);
});

test('a case is as grave as the gravest alarm that joins it, and keeps the version that its officer knows', async () => {
  const { seal } = await armSeal(world);
  const stands = (min: number) => hear(world, seal, { min, lat: -1, lon: 36.5, speedKmh: 0 });
  const raised = [...(await stands(0)), ...(await stands(31))];
  const [alarm] = raised.filter(({ kind }) => kind === 'long-stop');
  assert.ok(alarm);
  const join = (severity: 2 | 3 | 4, at: number) =>
    asIntake((tx) => {
      const occurredAt = (alarm.occurredAt + at) as typeof alarm.occurredAt;
      const id = crypto.randomUUID() as typeof alarm.id;
      return storeRaised(tx, [{ ...alarm, id, severity, occurredAt }]);
    });
  const now = async () => {
    const one = await seen(alarm.case);
    return [one?.case.severity, one?.version];
  };
  assert.deepEqual(await now(), [3, 1]);
  await join(2, 1);
  assert.deepEqual(await now(), [2, 1]);
  await join(4, 2);
  assert.deepEqual(await now(), [2, 1]);
});

test('what is laid over the rules and who is in charge are read with them', async () => {
  const { overrides, fences, administrations } = await asIntake(besideRules);
  assert.deepEqual([overrides, fences], [[], []]);
  assert.deepEqual(
    administrations.map(({ country, name, until }) => [country, name, until]),
    DEFAULT_ADMINISTRATIONS.map(({ country, name }) => [country, name, null]),
  );
});

test('the feed is told of opened cases, joined alarms and acts, and of nothing else', async () => {
  const told = new Set<string>(); // what a younger transaction wrote may come twice
  const below = async (): Promise<bigint> =>
    asIntake(async (tx) => {
      const { rows } = await tx.query<{ xmin: string }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
      );
      return BigInt(rows[0]?.xmin ?? 0);
    });
  let since = await below();
  const changed = async (): Promise<string[]> => {
    const until = await below();
    const cases = await as(world.officer, (tx) => changedCases(tx, since));
    since = until;
    const lines = cases.map((one) => `${one.case.id} ${one.alarms} ${one.case.state}`);
    const news = lines.filter((line) => !told.has(line));
    for (const line of news) told.add(line);
    return news;
  };
  await changed(); // what earlier tests wrote, where an older transaction elsewhere holds the horizon back
  const { seal, id } = await cutSeal();
  assert.deepEqual(await changed(), [`${id} 1 open`]);
  assert.deepEqual(await changed(), []);
  await hear(world, seal.seal, { min: 1, bits: whole });
  assert.deepEqual(await changed(), []);
  await did(world, { act: 'acknowledge', case: id, note: null });
  assert.deepEqual(await changed(), [`${id} 1 acknowledged`]);
  await asIntake(async (tx) => {
    const [alarm] = await hear(world, (await armSeal(world)).seal, { min: 0, bits: cut });
    assert.ok(alarm);
    const moved = { ...alarm, id: crypto.randomUUID() as typeof alarm.id, case: id };
    await storeRaised(tx, [{ ...moved, seal: seal.seal, journey: seal.journey, occurredAt: NINE }]);
  });
  assert.ok((await changed()).includes(`${id} 2 acknowledged`));
});

test('a transporter sees the cases of its journeys, a rival none, and neither changes them', async () => {
  const { seal, id } = await cutSeal();
  await permit(world.postgres, { party: world.carrier.party.id, subject: seal.journey });
  assert.equal((await seen(id, world.carrier))?.case.id, id);
  assert.equal((await as(world.carrier, (tx) => alarmsOf(tx, id))).length, 1);
  assert.equal(await seen(id, world.rival), undefined);
  assert.deepEqual(await as(world.rival, (tx) => alarmsOf(tx, id)), []);
  await permit(world.postgres, { party: world.rival.party.id, subject: seal.seal });
  assert.equal((await seen(id, world.rival))?.alarms, 1, 'by its permit of the seal');
  assert.equal(await asNobody(id), 0);
  for (const who of [world.carrier, world.rival]) {
    const { rowCount } = await as(who, (tx) =>
      tx.query('UPDATE alarms.case SET version = version + 1 WHERE id = $1', [id]),
    );
    assert.equal(rowCount, 0);
    assert.equal((await as(who, (tx) => loadWatches(tx, [seal.seal]))).size, 0);
  }
});

async function asNobody(id: CaseId): Promise<number> {
  const nobody = '01900000-0000-7000-8000-00000000ffff';
  const cases = await world.app.asParty({ party: nobody }, (tx) => findCases(tx, [id]));
  const none = await world.app.asNode((tx) => findCases(tx, [id]));
  return cases.length + none.length;
}

test('what must never be is refused by the database itself', async () => {
  const { seal, id } = await cutSeal();
  const rows = [
    ['app', `DELETE FROM alarms.case WHERE id = '${id}'`, '42501'],
    ['app', `DELETE FROM alarms.alarm WHERE case_id = '${id}'`, '42501'],
    ['app', `UPDATE alarms.alarm SET why = '[]' WHERE case_id = '${id}'`, '42501'],
    ['app', `UPDATE alarms.case SET kind = 'silent' WHERE id = '${id}'`, '42501'],
    ['app', `UPDATE alarms.case SET severity = 4 WHERE id = '${id}'`, '42501'],
    ['app', `UPDATE alarms.case SET closed_at = now() WHERE id = '${id}'`, '23514'],
    ['app', `UPDATE alarms.case SET acknowledged_at = now() WHERE id = '${id}'`, '23514'],
    ['app', `UPDATE alarms.rule_version SET severity = 4`, '42501'],
    ['intake', `UPDATE alarms.case SET owner = journey WHERE id = '${id}'`, '42501'],
    ['intake', `UPDATE alarms.case SET closed_at = now() WHERE id = '${id}'`, '42501'],
    ['app', `UPDATE alarms.clock_rule SET check_s = 1`, '42501'],
    ['intake', `UPDATE alarms.alarm SET why = '[]' WHERE case_id = '${id}'`, '42501'],
    ['intake', `DELETE FROM alarms.alarm WHERE case_id = '${id}'`, '42501'],
    [
      'intake',
      `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at)
       VALUES (gen_random_uuid(), 1, 'seal-cut', 1, '${seal.journey}', '${seal.seal}', 1, now(), now() + interval '1 s')`,
      '23505',
    ],
    [
      'intake',
      `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at)
       VALUES (gen_random_uuid(), 1, 'seal-cut', 1, '${seal.journey}', gen_random_uuid(), 99, now(), now() + interval '1 s')`,
      '23503',
    ],
  ] as const;
  for (const [role, text, state] of rows)
    await assert.rejects(
      role === 'app' ? as(world.officer, (tx) => tx.query(text)) : asIntake((tx) => tx.query(text)),
      (error) => sqlState(error) === state,
      text,
    );
});

test('the queue is by severity and what is due first; its pages lose nothing', async () => {
  const fresh = await openWorld();
  try {
    const list = async (over: object) =>
      fresh.app.asParty(fresh.officer.scope, (tx) =>
        listCases(tx, { view: 'open', person: me(), after: undefined, limit: 2, ...over }),
      );
    const person = fresh.officer.person.id as string as PersonRef;
    const ids: CaseId[] = [];
    for (const min of [3, 1, 2, 0]) {
      const { seal } = await armSeal(fresh);
      const words = min === 0 ? { min, batteryPct: 3 } : { min, bits: cut };
      const [alarm] = await hear(fresh, seal, words);
      ids.push(alarm?.case ?? assert.fail());
    }
    const [third, first, second, low] = ids;
    const one = await list({});
    assert.deepEqual(
      one.items.map((item) => item.case.id),
      [first, second],
    );
    assert.ok(one.more);
    const two = await list({ after: placeInView('open', one.items[1] ?? assert.fail()) });
    assert.deepEqual(
      two.items.map((item) => item.case.id),
      [third, low],
    );
    assert.ok(!two.more);
    await did(fresh, { act: 'acknowledge', case: first ?? assert.fail(), note: null });
    const close = {
      act: 'close',
      outcome: 'false',
      cause: 'device-fault',
      note: 'Seen whole',
    } as const;
    for (const id of [second, third]) {
      await did(fresh, { ...close, case: id ?? assert.fail() });
      await did(fresh, { act: 'confirm', case: id ?? assert.fail(), viewer: fresh.colleague });
    }
    const idsOf = async (view: string) =>
      (await list({ view, person, limit: 10 })).items.map((item) => item.case.id);
    assert.deepEqual(await idsOf('open'), [first, low]);
    assert.deepEqual(await idsOf('mine'), [first]);
    assert.deepEqual(await idsOf('unassigned'), [low]);
    assert.deepEqual(await idsOf('closed'), [third, second]);
    const closed = await list({ view: 'closed', limit: 1 });
    const next = await list({
      view: 'closed',
      after: placeInView('closed', closed.items[0] ?? assert.fail()),
    });
    assert.deepEqual(
      next.items.map((item) => item.case.id),
      [second],
    );
    const counts = await fresh.app.asParty(fresh.officer.scope, (tx) =>
      countCases(tx, { person, now: now() }),
    );
    assert.deepEqual(counts, { open: 2, mine: 1, unassigned: 1, shelved: 0, lastHour: 4 });
    const later = await fresh.app.asParty(fresh.officer.scope, (tx) =>
      countCases(tx, { person, now: told({ min: 200 }, start).receivedAt }),
    );
    assert.equal(later.lastHour, 0);
  } finally {
    await fresh.close();
  }
});

test('the sequencer may read cases and alarms, and not what the rules remember', async () => {
  const sequencer = open(world.postgres.sequencerUrl);
  try {
    const { rows } = await sequencer.asNode((tx) =>
      tx.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM alarms.case JOIN alarms.alarm a ON a.case_id = alarms.case.id',
      ),
    );
    assert.ok((rows[0]?.n ?? 0) > 0);
    await assert.rejects(
      sequencer.asNode((tx) => tx.query('SELECT * FROM alarms.watch')),
      (error) => sqlState(error) === '42501',
    );
  } finally {
    await sequencer.end();
  }
});
