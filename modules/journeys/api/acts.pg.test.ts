import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, type Id, MINUTE_MS } from '@lakiri/kit';
import { type Database, type Sql, sqlState } from '@lakiri/platform/sql';
import type { JourneyState } from '../core/index.ts';
import {
  findJourneys,
  findReasons,
  journeyFacts,
  listJourneys,
  loadWatched,
  sealFacts,
} from '../store/index.ts';
import { act, type JourneyDone } from './acts.ts';
import { createJourney } from './create-act.ts';
import {
  aForm,
  aKey,
  aPlate,
  begin,
  did,
  journeyOf,
  moveSeal,
  now,
  open,
  openWorld,
  registerSeal,
  route,
  type World,
} from './test-world.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

const codeOf = (done: JourneyDone): string => (done.accepted ? 'accepted' : done.refusal.code);

async function must(done: Promise<JourneyDone>): Promise<void> {
  assert.equal(codeOf(await done), 'accepted');
}

const as = <T>(who: World['officer'], work: (tx: Sql) => Promise<T>): Promise<T> =>
  world.database.asParty(who.scope, work);

async function stateOf(journey: Id<'Journey'>): Promise<JourneyState | undefined> {
  const [found] = await as(world.officer, (tx) => findJourneys(tx, [journey]));
  return found?.state.course.state;
}

async function asOwner<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
  const owner = open(world.postgres.ownerUrl);
  try {
    return await owner.asNode(work);
  } finally {
    await owner.end();
  }
}

const anyJourney = {
  state: undefined,
  search: undefined,
  vehicles: [],
  after: undefined,
  limit: 10,
};

async function countFacts(subject: Id): Promise<number> {
  const { rows } = await asOwner((tx) =>
    tx.query<{ n: number }>('SELECT count(*)::int AS n FROM fact.fact WHERE subject = $1', [
      subject,
    ]),
  );
  return rows[0]?.n ?? 0;
}

async function armed(): Promise<{ journey: Id<'Journey'>; seal: Id<'Seal'> }> {
  const journey = await begin(world);
  const seal = await registerSeal(world);
  await must(did(world, { act: 'seal', journey, seal, mechanicalSeal: 'KRA 0041772' }));
  await must(did(world, { act: 'arm', journey }));
  return { journey, seal };
}

test('a journey goes its way, and its seals with it', async () => {
  const { journey, seal } = await armed();
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
  const [found] = await as(world.officer, (tx) => findJourneys(tx, [journey]));
  assert.equal(found?.version, 7);
  assert.equal(found.state.course.state, 'closed');
  assert.deepEqual(
    found.state.fittings.map((fitting) => fitting.mechanicalSeal),
    ['KRA 0041772'],
  );
  const facts = await as(world.officer, (tx) => journeyFacts(tx, [journey]));
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['created', 'sealed', 'armed', 'departed', 'arrived', 'disarmed', 'closed'].map(
      (type) => `journey-${type}`,
    ),
  );
  const { state } = found;
  const ofSeal = await as(world.officer, (tx) => sealFacts(tx, state));
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
    const { rows } = await asOwner((tx) =>
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
  const [found] = await as(world.officer, (tx) => findJourneys(tx, [journey]));
  assert.equal(found?.state.fittings.length, 2);
});

test('a repeated key does nothing and answers the same; with another request it is refused', async () => {
  const key = aKey();
  const journey = await begin(world, { key });
  assert.equal(await begin(world, { key }), journey);
  assert.equal(await countFacts(journey), 1);
  const seal = await registerSeal(world);
  const step = { act: 'seal', journey, seal, mechanicalSeal: null, key: aKey() } as const;
  const first = await did(world, step);
  const second = await did(world, step);
  assert.ok(first.accepted && second.accepted);
  assert.deepEqual([first.repeated, second.repeated], [false, true]);
  assert.deepEqual(second.result, first.result);
  assert.equal(await countFacts(journey), 2);
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
    assert.equal(await stateOf(journey), how === 'lost' ? 'created' : 'sealed');
    const repeated = await act(deps, asked);
    assert.ok(repeated.accepted);
    assert.equal(repeated.repeated, how === 'kept');
    assert.deepEqual(repeated.result, { journey });
    assert.equal(await stateOf(journey), 'sealed');
    assert.equal(await countFacts(journey), 2);
    assert.equal(await countFacts(seal), 1);
  });

for (const how of ['lost', 'kept'] as const)
  test(`a journey created in a commit that was ${how}: repeated with its key, there is one`, async () => {
    const deps = { ...world.deps, database: failingOnce(world.database, how) };
    const plate = aPlate(how === 'lost' ? 'KDL 001A' : 'KDK 001A');
    const asked = { viewer: world.officer, key: aKey(), form: aForm(world, { plate }) };
    await assert.rejects(createJourney(deps, asked), /terminated/);
    const journey = journeyOf(await createJourney(deps, asked));
    const found = await as(world.officer, async (tx) => {
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

test('a transporter sees its own journeys, and its seals only while they are on its truck', async () => {
  const { journey, seal } = await armed();
  const theirs = await begin(world, { transporter: world.rival.party.id });
  const idsOf = async (who: World['officer']): Promise<readonly string[]> =>
    (await as(who, (tx) => listJourneys(tx, { ...anyJourney, limit: 200 }))).items.map(
      (item) => item.state.id,
    );
  assert.ok((await idsOf(world.officer)).includes(journey));
  assert.ok((await idsOf(world.officer)).includes(theirs));
  assert.ok((await idsOf(world.carrier)).includes(journey));
  assert.ok(!(await idsOf(world.carrier)).includes(theirs));
  assert.deepEqual(await idsOf(world.rival), [theirs]);
  const seen = async (who: World['officer']): Promise<number> =>
    (await as(who, (tx) => world.deps.seals.findSeals(tx, [seal]))).length;
  assert.deepEqual([await seen(world.carrier), await seen(world.rival)], [1, 0]);
  const factsSeen = await as(world.rival, (tx) => journeyFacts(tx, [journey]));
  assert.deepEqual(factsSeen, []);
  assert.equal((await as(world.carrier, (tx) => journeyFacts(tx, [journey]))).length, 3);
  await must(did(world, { act: 'disarm', journey, reason: 'Axle broken near Voi' }));
  const reasons = await as(world.carrier, (tx) => findReasons(tx, journey));
  assert.deepEqual([...reasons], [['journey-disarmed', 'Axle broken near Voi']]);
  await must(did(world, { act: 'close', journey }));
  assert.equal(await seen(world.carrier), 0);
  assert.ok((await idsOf(world.carrier)).includes(journey));
  const [found] = await as(world.carrier, (tx) => findJourneys(tx, [journey]));
  assert.ok(found?.state.fittings[0]?.number.startsWith('ELK-'));
});

test('a transporter moves nothing, whatever it sends', async () => {
  const { journey, seal } = await armed();
  const close = { act: 'depart', journey, key: aKey(), occurredAt: undefined } as const;
  await assert.rejects(act(world.deps, { ...close, viewer: world.carrier }));
  assert.equal(codeOf(await act(world.deps, { ...close, viewer: world.rival })), 'no-such-journey');
  assert.equal(await stateOf(journey), 'armed');
  await assert.rejects(
    as(world.carrier, (tx) =>
      tx.query(
        `INSERT INTO journeys.fitting (journey, seal, number, fitted_at) VALUES ($1, $2, 'X', now())`,
        [journey, seal],
      ),
    ),
    (error) => sqlState(error) === '42501',
  );
});

test('the words of a reason are beside the log, their hash is in it', async () => {
  const { journey } = await armed();
  await must(did(world, { act: 'disarm', journey, reason: 'Driver Kamau taken ill' }));
  const { rows } = await asOwner((tx) =>
    tx.query<{ body: string }>('SELECT body FROM fact.fact WHERE subject = $1', [journey]),
  );
  const text = rows.map(({ body }) => body).join();
  assert.ok(!text.includes('Kamau'));
  assert.match(text, /"reasonSha256":"[0-9a-f]{64}"/);
});

test('what must never be is refused by the database itself', async () => {
  const { journey, seal } = await armed();
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
      as(world.officer, (tx) => tx.query(text)),
      (error) => sqlState(error) === state,
      text,
    );
});

test('people may say when they did it: not in the future, not before what was done last', async () => {
  const { journey } = await armed();
  const early = addMs(now(), -60 * MINUTE_MS);
  const late = addMs(now(), MINUTE_MS);
  const at = (occurredAt: typeof early) => did(world, { act: 'depart', journey, occurredAt });
  assert.equal(codeOf(await at(early)), 'claim-before-last-act');
  assert.equal(codeOf(await at(late)), 'claim-in-future');
});

test('intake finds the journeys of seals in one query, those on a truck only', async () => {
  const { journey, seal } = await armed();
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
  const [found] = await as(world.officer, (tx) => findJourneys(tx, [journey]));
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
  });
});

test('a list comes newest first, by pages, and is found by reference, seal and plate', async () => {
  const journeys = [];
  for (let at = 0; at < 5; at++) journeys.push(await begin(world, { plate: aPlate('KZZ 999Z') }));
  const page = (over: object) =>
    as(world.officer, (tx) => listJourneys(tx, { ...anyJourney, limit: 2, ...over }));
  const first = await page({});
  const second = await page({ after: first.items.at(-1)?.state.id });
  const ids = [...first.items, ...second.items].map(({ state }) => state.id);
  assert.deepEqual(ids, journeys.toReversed().slice(0, 4));
  assert.deepEqual([first.more, (await page({ limit: 200 })).more], [true, false]);
  const [newest] = first.items;
  assert.ok(newest);
  const byRef = await page({ search: newest.state.ref.toLowerCase().slice(0, 6) });
  assert.ok(byRef.items.some(({ state }) => state.id === newest.state.id));
  const vehicles = await as(world.officer, (tx) =>
    world.deps.parties.vehiclesByPlate(tx, 'KZZ', 9),
  );
  assert.equal((await page({ search: 'KZZ', vehicles, limit: 9 })).items.length, 5);
  assert.equal((await page({ search: '%', limit: 9 })).items.length, 0);
  assert.ok((await page({ state: 'armed', limit: 200 })).items.length > 0);
  assert.equal((await page({ state: 'arrived', limit: 9 })).items.length, 0);
});
