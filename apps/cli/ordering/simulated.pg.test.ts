// A seal of the simulator, as the demo has hundreds, is ordered open by two officers on a real node: and says that it is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { indexRoute } from '@lakiri/corridors';
import { readGazette } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import { Convoy, identityOf, planDeparting, Truck } from '@lakiri/simulator';
import { askingOf } from './asking.ts';
import { openYard, until, type Yard } from './yard.ts';

const ROUTE = 'mombasa-malaba';
const WAIT_MS = 60_000;
const seed = 7;
const now = (): Instant => Date.now() as Instant;

let yard: Yard;
let convoy: Convoy;
before(async () => {
  yard = await openYard();
  const jointech = yard.gateway.ports['jointech'] as number;
  convoy = new Convoy({ host: '127.0.0.1', ports: { jointech, teltonika: 1 }, now });
  convoy.start();
});
after(async () => {
  convoy?.stop();
  await yard.close();
});

const { approve, requested, stateOf } = askingOf(() => yard);

async function made(path: string, body: object): Promise<string> {
  const told = await yard.ask('POST', path, yard.asker, body);
  assert.ok(told.status < 300, `${path}: ${JSON.stringify(told.body)}`);
  return String(told.body['id']);
}

/** Not one of the few that are slow or deaf: those are drawn from the plan's seed. */
const PROMPT_SEED = 2;

test('an opening of the demo ends confirmed, by the seal’s own word and with its own password', async () => {
  const identity = { ...identityOf(seed, 0), model: 'JT701D', dialect: 'jointech' } as const;
  const { number, wireId, dialect, model } = { ...identity, wireId: '8131029999' };
  const seal = await made('/seals', { number, wireId, dialect, model, ownerId: yard.vendor });
  const routes = readGazette().routes.filter(({ id }) => id === ROUTE);
  const truck = new Truck({
    ...planDeparting({
      ...{ seed, truck: 0, rates: {}, now: now() },
      ...{ identity: { ...identity, wireId }, routes: routes.map((route) => indexRoute(route)) },
    }),
    seed: PROMPT_SEED,
  });
  convoy.setLive(convoy.add(truck));
  const known = 'seals.seal WHERE id = $1 AND received_at IS NOT NULL';
  await until(async () => (await yard.count(known, seal)) === 1, WAIT_MS);
  const journey = await made('/journeys', {
    ...{ routeId: ROUTE, routeVersion: 1, cargo: 'Tea, 24 t', transporterId: yard.vendor },
    plate: 'KDX 100A',
  });
  await made(`/journeys/${journey}/seal`, { sealId: seal });
  await made(`/journeys/${journey}/arm`, {});
  const password = 'commands.told_password WHERE seal = $1';
  await until(async () => (await yard.count(password, seal)) === 1, WAIT_MS);
  const id = await requested({ seal });
  assert.equal((await approve(id)).status, 200);
  await until(async () => (await stateOf(id)) === 'confirmed', WAIT_MS);
  const { body } = await yard.ask('GET', `/commands/${id}`);
  const steps = (body['steps'] as { state: string }[]).map(({ state }) => state);
  // Its answer and its lock's word come seconds apart, and on a stalled machine together.
  assert.deepEqual(
    steps.filter((state) => state !== 'acknowledged'),
    ['requested', 'approved', 'recorded', 'sent', 'confirmed'],
  );
  // Its newest word goes first: that it is open, or what opened it.
  const { code } = body['why'] as { code: string };
  assert.match(code, /^(seen-open|opened-by-event)$/);
  const event = `fact.fact WHERE subject = $1 AND type = 'lock-event' AND body LIKE $2`;
  await until(async () => (await yard.count(event, seal, '%unlock.remoteDynamic%')) === 1, WAIT_MS);
  assert.equal(await yard.count(`alarms.alarm WHERE seal = $1`, seal), 0);
});
