import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { VersionConflict } from '@lakiri/platform/execute';
import { sqlState } from '@lakiri/platform/sql';
import {
  anyJourney,
  aPlate,
  armed,
  as,
  begin,
  open,
  openWorld,
  registerSeal,
  route,
  type World,
} from '../api/test-world.ts';
import { findJourneys, journeyAggregate, listJourneys, loadWatched } from './index.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

test('what must never be is refused by the database itself', async () => {
  const { journey, seal } = await armed(world);
  const other = await begin(world);
  const rows = [
    [`UPDATE journeys.journey SET closed_at = now() WHERE id = '${journey}'`, '23514'],
    [`UPDATE journeys.journey SET arrived_at = now() WHERE id = '${other}'`, '23514'],
    [`UPDATE journeys.journey SET sealed_at = '2020-01-01Z' WHERE id = '${other}'`, '23514'],
    [
      `INSERT INTO journeys.fitting (journey, seal, number, fitted_at) VALUES ('${other}', '${seal}', 'X', now())`,
      '23505',
    ],
    [`DELETE FROM journeys.fitting WHERE journey = '${journey}'`, '42501'],
    [`UPDATE journeys.journey SET ref = 'AAAA-AA' WHERE id = '${journey}'`, '42501'],
    [`UPDATE journeys.fitting SET seal = '${other}' WHERE journey = '${journey}'`, '42501'],
  ] as const;
  for (const [text, state] of rows)
    await assert.rejects(
      as(world, world.officer, (tx) => tx.query(text)),
      (error) => sqlState(error) === state,
      text,
    );
});

test('a journey that changed since it was read is not written over', async () => {
  const { journey: id } = await armed(world);
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [id]));
  assert.ok(found);
  const { state, version } = found;
  const write = { id, state, versionBefore: version - 1, version };
  const saved = as(world, world.officer, (tx) => journeyAggregate.save(tx, write));
  await assert.rejects(saved, VersionConflict);
});

test('intake finds the journeys of seals in one query, those on a truck only', async () => {
  const { journey, seal } = await armed(world);
  const free = await registerSeal(world);
  const intake = open(world.postgres.intakeUrl);
  let queries = 0;
  const watched = await intake.asNode((tx) =>
    loadWatched(
      {
        query: (text, values) => {
          queries++;
          return tx.query(text, values);
        },
      },
      [seal, free],
    ),
  );
  await intake.end();
  assert.equal(queries, 1);
  assert.deepEqual([...watched.keys()], [seal]);
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  assert.ok(found?.state.course.state === 'armed');
  const { armedAt, deadlineAt } = found.state.course;
  assert.deepEqual(watched.get(seal), {
    journey,
    version: found.version,
    ref: found.state.ref,
    state: 'armed',
    routeId: route.id,
    routeVersion: 1,
    armedAt,
    deadlineAt,
    from: found.state.fittings[0]?.fittedAt,
    until: null,
    allowed: [],
    orders: [],
    reports: [],
  });
});

test('a list comes newest first, by pages, and is found by reference, seal and plate', async () => {
  const journeys = [];
  for (let at = 0; at < 5; at++) journeys.push(await begin(world, { plate: aPlate('KZZ 999Z') }));
  const page = (over: object) =>
    as(world, world.officer, (tx) => listJourneys(tx, { ...anyJourney, limit: 2, ...over }));
  const first = await page({});
  const second = await page({ after: first.items.at(-1)?.state.id });
  const ids = [...first.items, ...second.items].map(({ state }) => state.id);
  assert.deepEqual(ids, journeys.toReversed().slice(0, 4));
  assert.deepEqual([first.more, (await page({ limit: 200 })).more], [true, false]);
  const [newest] = first.items;
  assert.ok(newest);
  const byRef = await page({ search: newest.state.ref.toLowerCase().slice(0, 6) });
  assert.ok(byRef.items.some(({ state }) => state.id === newest.state.id));
  const vehicles = await as(world, world.officer, (tx) =>
    world.deps.parties.vehiclesByPlate(tx, 'KZZ', 9),
  );
  assert.equal((await page({ search: 'KZZ', vehicles, limit: 9 })).items.length, 5);
  assert.equal((await page({ search: '%', limit: 9 })).items.length, 0);
  assert.ok((await page({ state: 'armed', limit: 200 })).items.length > 0);
  assert.equal((await page({ state: 'arrived', limit: 9 })).items.length, 0);
  const along = async (route: string) =>
    (await page({ route, search: 'KZZ', vehicles, limit: 9 })).items.length;
  assert.deepEqual([await along(newest.state.route.id), await along('nowhere-somewhere')], [5, 0]);
});
