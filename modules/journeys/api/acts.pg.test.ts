import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, MINUTE_MS } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { findJourneys, journeyFacts, listJourneys, sealFacts } from '../store/index.ts';
import { act } from './acts.ts';
import { createJourney } from './create-act.ts';
import {
  aForm,
  aKey,
  anyJourney,
  aPlate,
  armed,
  as,
  asOwner,
  begin,
  codeOf,
  countFacts,
  did,
  journeyOf,
  moveSeal,
  must,
  now,
  openWorld,
  registerSeal,
  route,
  stateOf,
  type World,
} from './test-world.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

test('a journey goes its way, and its seals with it', async () => {
  const { journey, seal } = await armed(world);
  await must(did(world, { act: 'depart', journey }));
  assert.equal(codeOf(await did(world, { act: 'close', journey })), 'journey-still-armed');
  assert.equal(
    codeOf(await did(world, { act: 'arrive', journey, reason: null })),
    'not-at-destination',
  );
  await moveSeal(world, seal, route.to);
  await must(did(world, { act: 'arrive', journey, reason: null }));
  await must(did(world, { act: 'disarm', journey, reason: null }));
  await must(did(world, { act: 'close', journey }));
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  assert.equal(found?.version, 7);
  assert.equal(found.state.course.state, 'closed');
  assert.deepEqual(
    found.state.fittings.map((fitting) => fitting.mechanicalSeal),
    ['KRA 0041772'],
  );
  const facts = await as(world, world.officer, (tx) => journeyFacts(tx, [journey]));
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['created', 'sealed', 'armed', 'departed', 'arrived', 'disarmed', 'closed'].map(
      (type) => `journey-${type}`,
    ),
  );
  const { state } = found;
  const ofSeal = await as(world, world.officer, (tx) => sealFacts(tx, state));
  assert.deepEqual(
    ofSeal.map(({ type }) => type),
    [
      'seal-fitted',
      'seal-armed',
      'journey-moved',
      'journey-moved',
      'seal-disarmed',
      'seal-released',
    ],
  );
  const again = await begin(world);
  await must(did(world, { act: 'seal', journey: again, seal, mechanicalSeal: null }));
});

test('of two officers who fit one seal to two trucks at once, one wins', async () => {
  for (let round = 0; round < 5; round++) {
    const seal = await registerSeal(world);
    const journeys = [await begin(world), await begin(world)];
    const done = await Promise.all(
      journeys.map((journey) => did(world, { act: 'seal', journey, seal, mechanicalSeal: null })),
    );
    assert.deepEqual(done.map(codeOf).sort(), ['accepted', 'seal-not-free']);
    const { rows } = await asOwner(world, (tx) =>
      tx.query('SELECT FROM journeys.fitting WHERE seal = $1 AND until_at IS NULL', [seal]),
    );
    assert.equal(rows.length, 1);
  }
});

test('two seals fitted to one truck at once are both on it', async () => {
  const journey = await begin(world);
  const seals = [await registerSeal(world), await registerSeal(world)];
  for (const done of await Promise.all(
    seals.map((seal) => did(world, { act: 'seal', journey, seal, mechanicalSeal: null })),
  ))
    assert.equal(codeOf(done), 'accepted');
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  assert.equal(found?.state.fittings.length, 2);
});

test('who was overtaken is not refused for being early, unless a clock was set', async () => {
  const { journey } = await armed(world);
  const common = { viewer: world.officer, journey, occurredAt: undefined };
  const departBehind = (firstMs: number, thenMs: number) => {
    const behind = [firstMs, thenMs];
    const clock = () => addMs(now(), -(behind.shift() ?? thenMs));
    const deps = { ...world.deps, now: clock };
    return act(deps, { ...common, act: 'depart', key: aKey() });
  };
  const set = 60 * MINUTE_MS;
  assert.equal(codeOf(await departBehind(set, set)), 'claim-before-last-act');
  assert.equal(codeOf(await departBehind(set, 0)), 'accepted');
  const reason = 'Seen at the gate';
  const skewed = { ...world.deps, now: () => addMs(now(), -2_000) };
  const done = await act(skewed, { ...common, act: 'arrive', reason, key: aKey() });
  assert.equal(codeOf(done), 'accepted');
});

test('a repeated key does nothing and answers the same; with another request it is refused', async () => {
  const key = aKey();
  const journey = await begin(world, { key });
  assert.equal(await begin(world, { key }), journey);
  assert.equal(await countFacts(world, journey), 1);
  const seal = await registerSeal(world);
  const step = { act: 'seal', journey, seal, mechanicalSeal: null, key: aKey() } as const;
  const first = await did(world, step);
  const second = await did(world, step);
  assert.ok(first.accepted && second.accepted);
  assert.deepEqual([first.repeated, second.repeated], [false, true]);
  assert.deepEqual(second.result, first.result);
  assert.equal(await countFacts(world, journey), 2);
  const other = await did(world, { act: 'arm', journey, key: step.key });
  assert.equal(codeOf(other), 'key-reused');
});

/** A database whose next commit is lost, or kept though the answer is lost. */
function failingOnce(database: Database, how: 'lost' | 'kept'): Database {
  let failed = false;
  const gone = (): Error => new Error('Connection terminated unexpectedly');
  return {
    ...database,
    asParty: async (scope, work, isolation) => {
      if (failed) return database.asParty(scope, work, isolation);
      failed = true;
      if (how === 'lost')
        return database.asParty(
          scope,
          async (tx) => {
            await work(tx);
            throw gone();
          },
          isolation,
        );
      await database.asParty(scope, work, isolation);
      throw gone();
    },
  };
}

for (const how of ['lost', 'kept'] as const)
  test(`a seal fitted in a commit that was ${how}: repeated with its key, it is fitted once`, async () => {
    const journey = await begin(world);
    const seal = await registerSeal(world);
    const deps = { ...world.deps, database: failingOnce(world.database, how) };
    const asked = {
      act: 'seal',
      viewer: world.officer,
      key: aKey(),
      journey,
      seal,
      mechanicalSeal: null,
      occurredAt: undefined,
    } as const;
    await assert.rejects(act(deps, asked), /terminated/);
    assert.equal(await stateOf(world, journey), how === 'lost' ? 'created' : 'sealed');
    const repeated = await act(deps, asked);
    assert.ok(repeated.accepted);
    assert.equal(repeated.repeated, how === 'kept');
    assert.deepEqual(repeated.result, { journey });
    assert.equal(await stateOf(world, journey), 'sealed');
    assert.equal(await countFacts(world, journey), 2);
    assert.equal(await countFacts(world, seal), 1);
  });

for (const how of ['lost', 'kept'] as const)
  test(`a journey created in a commit that was ${how}: repeated with its key, there is one`, async () => {
    const deps = { ...world.deps, database: failingOnce(world.database, how) };
    const plate = aPlate(how === 'lost' ? 'KDL 001A' : 'KDK 001A');
    const asked = { viewer: world.officer, key: aKey(), form: aForm(world, { plate }) };
    await assert.rejects(createJourney(deps, asked), /terminated/);
    const journey = journeyOf(await createJourney(deps, asked));
    const found = await as(world, world.officer, async (tx) => {
      const vehicles = await deps.parties.vehiclesByPlate(tx, plate, 9);
      assert.equal(vehicles.length, 1);
      return listJourneys(tx, { ...anyJourney, search: plate, vehicles });
    });
    assert.deepEqual(
      found.items.map(({ state }) => state.id),
      [journey],
    );
  });

test('a reference drawn twice is drawn again', async () => {
  let draws = 0;
  const chance = (size: number): Uint8Array => {
    draws++;
    return new Uint8Array(size).fill(draws <= 2 ? 7 : 9);
  };
  const deps = { ...world.deps, chance };
  const asked = { viewer: world.officer, form: aForm(world) };
  const first = journeyOf(await createJourney(deps, { ...asked, key: aKey() }));
  const second = journeyOf(await createJourney(deps, { ...asked, key: aKey() }));
  assert.notEqual(first, second);
  assert.equal(draws, 3);
});

test('people may say when they did it: not in the future, not before what was done last', async () => {
  const { journey } = await armed(world);
  const early = addMs(now(), -60 * MINUTE_MS);
  const late = addMs(now(), MINUTE_MS);
  const at = (occurredAt: typeof early) => did(world, { act: 'depart', journey, occurredAt });
  assert.equal(codeOf(await at(early)), 'claim-before-last-act');
  assert.equal(codeOf(await at(late)), 'claim-in-future');
});
