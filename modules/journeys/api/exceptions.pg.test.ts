import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, HOUR_MS, type Id } from '@lakiri/kit';
import type { Viewer } from '@lakiri/parties';
import { sqlState } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import { type JourneyId, watchingOf } from '../core/index.ts';
import { findJourneys, loadWatched } from '../store/index.ts';
import { type ExceptionForm, endAct, reportAct } from './exception-act.ts';
import { viewExceptions } from './exception-view.ts';
import {
  aKey,
  armed,
  as,
  asOwner,
  codeOf,
  did,
  must,
  now,
  open,
  openWorld,
  registerSeal,
  type World,
} from './test-world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

type Told = { readonly note?: string; readonly stopMin?: number; readonly viewer?: Viewer };

function report(journey: JourneyId, form: ExceptionForm, told: Told = {}, key = aKey()) {
  const { note = null, stopMin = null, viewer = world.officer } = told;
  return reportAct(world.deps, {
    viewer,
    key,
    journey,
    form,
    note,
    stopMin,
    occurredAt: undefined,
  });
}

async function underway(): Promise<{ journey: JourneyId; seal: SealId }> {
  const one = await armed(world);
  await must(did(world, { act: 'depart', journey: one.journey }));
  return one;
}

const PHOTOS = { oldPhotoSha256: 'a'.repeat(64), newPhotoSha256: 'b'.repeat(64) };
const resealed = (old: SealId, seal: SealId): ExceptionForm => ({
  ...{ kind: 'reseal', old, seal, mechanicalSeal: null },
  ...PHOTOS,
});
const supervisor = (): Viewer => ({ ...world.officer, roles: ['supervisor'] });

test('who may report a kind is data: the newest row in force holds', async () => {
  const { journey } = await underway();
  const transload: ExceptionForm = {
    ...{ kind: 'transload', plate: 'KDB 001B' as never, trailer: null, order: null },
  };
  const told = { note: 'the clutch is gone' };
  assert.equal(codeOf(await report(journey, transload, told)), 'exception-not-yours');
  await asOwner(world, (tx) =>
    tx.query(
      `INSERT INTO journeys.exception_rule (kind, effective_from, roles, source)
       VALUES ('theft', now() + interval '1 h', '{admin}', 'not yet'), ('theft', '2020-01-01Z', '{station}', 'a test')`,
    ),
  );
  const theft: ExceptionForm = { kind: 'theft', of: 'cargo' };
  assert.equal(codeOf(await report(journey, theft, told)), 'exception-not-yours');
  assert.equal(
    codeOf(await report(journey, transload, { ...told, viewer: supervisor() })),
    'accepted',
  );
  await asOwner(world, (tx) =>
    tx.query(
      `DELETE FROM journeys.exception_rule WHERE kind = 'theft' AND effective_from <> 'epoch'`,
    ),
  );
});

test('what intake reads of a journey is what the core makes of it', async () => {
  const { journey, seal } = await underway();
  const steps: readonly (readonly [ExceptionForm, Told])[] = [
    [{ kind: 'breakdown', part: 'tyre' }, { stopMin: 30 }],
    [{ kind: 'theft', of: 'attempt' }, { note: 'two men at the doors' }],
    [
      { kind: 'accident', injured: false },
      { note: 'a mirror lost', stopMin: 10 },
    ],
    [{ kind: 'driver-change', driverName: 'S. Barasa', driverPhone: null }, {}],
    [{ kind: 'escort', by: 'police' }, {}],
  ];
  for (const [form, told] of steps) await must(report(journey, form, told));
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  assert.ok(found);
  const [breakdown] = found.state.exceptions;
  const end = { viewer: world.officer, journey, exception: breakdown?.id as Id<'Exception'> };
  await must(endAct(world.deps, { ...end, key: aKey(), occurredAt: undefined }));
  const [ended] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  assert.ok(ended);
  const intake = open(world.postgres.intakeUrl);
  const watched = await intake.asNode((tx) => loadWatched(tx, [seal]));
  await intake.end();
  const { allowed, orders, reports } = watched.get(seal) ?? assert.fail('nobody watches it');
  const core = watchingOf(ended.state, seal);
  assert.deepEqual(
    { allowed, orders, reports },
    {
      ...{ allowed: core.allowed, orders: core.orders, reports: core.reports },
    },
  );
  assert.equal(allowed.length, 2);
  assert.deepEqual(
    reports.map(({ kind }) => kind),
    ['theft', 'accident'],
  );
  const { rows } = await asOwner(world, (tx) =>
    tx.query<{ due: boolean }>('SELECT due_at <= now() AS due FROM seals.seal WHERE id = $1', [
      seal,
    ]),
  );
  assert.deepEqual(rows, [{ due: true }], 'the rules look at once');
});

test('a reseal hands the carrier’s sight over with the seal; the same key does it once', async () => {
  const { journey, seal } = await underway();
  const next = await registerSeal(world);
  const key = aKey();
  const told = { note: 'cut by somebody' };
  const twice = await Promise.all([
    report(journey, resealed(seal, next), told, key),
    report(journey, resealed(seal, next), told, key),
  ]);
  assert.deepEqual(twice.map(codeOf), ['accepted', 'accepted']);
  const [found] = await as(world, world.carrier, (tx) => findJourneys(tx, [journey]));
  assert.deepEqual(
    found?.state.fittings.map(({ seal: id, replaces, until }) => [id, replaces, until === null]),
    [
      [seal, null, false],
      [next, seal, true],
    ],
  );
  const sees = async (subject: SealId): Promise<number> =>
    (await as(world, world.carrier, (tx) => world.deps.seals.findSeals(tx, [subject]))).length;
  assert.equal(await sees(next), 1);
  const { rows } = await asOwner(world, (tx) =>
    tx.query<{ ended: boolean }>(
      `SELECT valid_until < 'infinity' AS ended FROM access.permit WHERE party = $1 AND subject = $2`,
      [world.carrier.party.id, seal],
    ),
  );
  assert.deepEqual(rows, [{ ended: true }]);
  assert.equal(codeOf(await report(journey, resealed(next, seal), told)), 'seal-was-on-journey');
});

test('two officers who reseal at once: one does it, the other is told that the seal is not there', async () => {
  const { journey, seal } = await underway();
  const [one, other] = [await registerSeal(world), await registerSeal(world)];
  const told = { note: 'cut' };
  const codes = await Promise.all([
    report(journey, resealed(seal, one), told),
    report(journey, resealed(seal, other), told),
  ]);
  assert.deepEqual(codes.map(codeOf).toSorted(), ['accepted', 'seal-not-on-journey']);
});

test('the carrier reads what befell its journey, a rival nothing; nobody writes past the rules', async () => {
  const { journey } = await underway();
  await must(report(journey, { kind: 'breakdown', part: 'engine' }, { note: 'oil on the road' }));
  const seen = await as(world, world.carrier, async (tx) => {
    const [found] = await findJourneys(tx, [journey]);
    return found === undefined ? [] : viewExceptions(tx, found.state, world.deps);
  });
  assert.deepEqual(
    seen.map(({ kind, details, by }) => [kind, details, by]),
    [['breakdown', { part: 'engine' }, world.officer.person.name]],
  );
  assert.equal((await as(world, world.rival, (tx) => findJourneys(tx, [journey]))).length, 0);
  const at = new Date(addMs(now(), HOUR_MS)).toISOString();
  for (const [text, state] of [
    [`UPDATE journeys.exception SET until_at = '${at}' WHERE journey = '${journey}'`, '42501'],
    [`DELETE FROM journeys.exception WHERE journey = '${journey}'`, '42501'],
    [`UPDATE journeys.exception SET ended_at = until_at WHERE journey = '${journey}'`, '23514'],
    [`UPDATE journeys.exception_rule SET roles = '{officer}'`, '42501'],
  ] as const)
    await assert.rejects(
      as(world, world.officer, (tx) => tx.query(text)),
      (error) => sqlState(error) === state,
      text,
    );
});
