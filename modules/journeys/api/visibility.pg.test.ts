import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sqlState } from '@lakiri/platform/sql';
import { findJourneys, findReasons, journeyFacts, listJourneys } from '../store/index.ts';
import { act } from './acts.ts';
import {
  aKey,
  anyJourney,
  armed,
  as,
  asOwner,
  begin,
  codeOf,
  did,
  must,
  openWorld,
  stateOf,
  type World,
} from './test-world.ts';

let world: World;

before(async () => {
  world = await openWorld();
});

after(() => world.close());

test('a transporter sees its own journeys, and its seals only while they are on its truck', async () => {
  const { journey, seal } = await armed(world);
  const theirs = await begin(world, { transporter: world.rival.party.id });
  const idsOf = async (who: World['officer']): Promise<readonly string[]> =>
    (await as(world, who, (tx) => listJourneys(tx, { ...anyJourney, limit: 200 }))).items.map(
      (item) => item.state.id,
    );
  assert.ok((await idsOf(world.officer)).includes(journey));
  assert.ok((await idsOf(world.officer)).includes(theirs));
  assert.ok((await idsOf(world.carrier)).includes(journey));
  assert.ok(!(await idsOf(world.carrier)).includes(theirs));
  assert.deepEqual(await idsOf(world.rival), [theirs]);
  const seen = async (who: World['officer']): Promise<number> =>
    (await as(world, who, (tx) => world.deps.seals.findSeals(tx, [seal]))).length;
  assert.deepEqual([await seen(world.carrier), await seen(world.rival)], [1, 0]);
  const factsSeen = await as(world, world.rival, (tx) => journeyFacts(tx, [journey]));
  assert.deepEqual(factsSeen, []);
  assert.equal((await as(world, world.carrier, (tx) => journeyFacts(tx, [journey]))).length, 3);
  await must(did(world, { act: 'disarm', journey, reason: 'Axle broken near Voi' }));
  const reasons = await as(world, world.carrier, (tx) => findReasons(tx, journey));
  assert.deepEqual([...reasons], [['journey-disarmed', 'Axle broken near Voi']]);
  await must(did(world, { act: 'close', journey }));
  assert.equal(await seen(world.carrier), 0);
  assert.ok((await idsOf(world.carrier)).includes(journey));
  const [found] = await as(world, world.carrier, (tx) => findJourneys(tx, [journey]));
  assert.ok(found?.state.fittings[0]?.number.startsWith('ELK-'));
});

test('a transporter moves nothing, whatever it sends', async () => {
  const { journey, seal } = await armed(world);
  const close = { act: 'depart', journey, key: aKey(), occurredAt: undefined } as const;
  await assert.rejects(act(world.deps, { ...close, viewer: world.carrier }));
  assert.equal(codeOf(await act(world.deps, { ...close, viewer: world.rival })), 'no-such-journey');
  assert.equal(await stateOf(world, journey), 'armed');
  await assert.rejects(
    as(world, world.carrier, (tx) =>
      tx.query(
        `INSERT INTO journeys.fitting (journey, seal, number, fitted_at) VALUES ($1, $2, 'X', now())`,
        [journey, seal],
      ),
    ),
    (error) => sqlState(error) === '42501',
  );
});

test('the words of a reason are beside the log, their hash is in it', async () => {
  const { journey } = await armed(world);
  await must(did(world, { act: 'disarm', journey, reason: 'Driver Kamau taken ill' }));
  const { rows } = await asOwner(world, (tx) =>
    tx.query<{ body: string }>('SELECT body FROM fact.fact WHERE subject = $1', [journey]),
  );
  const text = rows.map(({ body }) => body).join();
  assert.ok(!text.includes('Kamau'));
  assert.match(text, /"reasonSha256":"[0-9a-f]{64}"/);
});
