// A whole maker silent is one incident and no alarm; one seal silent is one alarm. Through a real gateway whose clock
// is moved on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Feed } from '@lakiri/feeds';
import { canonical, type Instant, type Json, MINUTE_MS } from '@lakiri/kit';
import { plantFeed } from '../feeds/testing-vendor.ts';
import { Device, frameOf, openNode, type TestNode } from '../test-node.ts';

const SEALS = 200;
let ahead = 0;
let node: TestNode;
before(async () => {
  node = await openNode(SEALS, { now: () => (Date.now() + ahead) as Instant });
});
after(() => node.close());

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}
const silences = () =>
  rows<{ wire_id: string; why: string }>(
    `SELECT s.wire_id, a.why FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal WHERE a.kind = 'silent'`,
  );
/** All these seals stand at one point, which is an incident too, of another kind and with tests of its own. */
const incidents = () =>
  rows<{ kind: string; name: string; seals: number; late: number; ended_at: number | null }>(
    `SELECT kind, name, seals, late, ended_at FROM expectations.incident
     WHERE kind IN ('maker', 'feed') ORDER BY opened_at`,
  );
async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await is()); await sleep(200))
    if (Date.now() > end) throw new Error(`never: ${what}`);
}
/** Each by a connection of its own: one that changes its id is doubted, and moves nothing. */
async function report(wireIds: readonly string[]): Promise<void> {
  const now = Date.now() + ahead;
  await Promise.all(
    wireIds.map(async (wireId) => {
      const device = await Device.connect(node.gateway.ports['jointech'] as number);
      device.send(frameOf(wireId, now - 1_000));
      await device.answers(1, 60_000);
      device.end();
    }),
  );
}

test('200 seals of one maker stop: one incident, no alarm', async () => {
  await report(node.wireIds);
  ahead += 13 * MINUTE_MS;
  await until('an incident is open', async () => (await incidents()).length === 1);
  await sleep(2_500);
  const [incident, ...more] = await incidents();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [incident?.kind, incident?.name, incident?.seals, incident?.late, incident?.ended_at],
    ['maker', 'Jointech', SEALS, SEALS, null],
  );
  assert.deepEqual(await silences(), []);
});

test('they come back but one: the incident ends, and that one raises its alarm when its time is over again', async () => {
  const [lost = '', ...back] = node.wireIds;
  await report(back);
  await until('the incident is over', async () => (await incidents())[0]?.ended_at !== null);
  assert.deepEqual(await silences(), []);
  // In small steps: a look between a longer one and what is then reported would find all of them lost at one place.
  for (let step = 0; step < 30 && (await silences()).length === 0; step++) {
    ahead += 2 * MINUTE_MS;
    await report(back);
  }
  await sleep(2_500);
  const [alarm, ...more] = await silences();
  assert.deepEqual(more, []);
  assert.equal(alarm?.wire_id, lost);
  const codes = (JSON.parse(alarm?.why ?? '[]') as { code: string }[]).map(({ code }) => code);
  assert.deepEqual(codes, [
    'silent-for',
    'last-heard',
    'silence-unexplained',
    'silence-after-incident',
    'place-last-known',
  ]);
  assert.equal((await incidents()).length, 1);
  const facts = await rows<{ type: string }>(
    `SELECT f.type FROM fact.fact f JOIN expectations.incident i ON i.id = f.subject
     WHERE i.kind = 'maker' ORDER BY f.xid, f.ordinal`,
  );
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['incident-opened', 'incident-ended'],
  );
});

test('a feed that has missed its intervals is an incident, and over when it speaks', async () => {
  const feed: Feed = await plantFeed(node.owner, undefined, { expectedS: 60 });
  const keep = (lastAt: number) =>
    rows(
      `INSERT INTO feeds.health (feed, party, state) VALUES ($1, $2, $3)
       ON CONFLICT (feed) DO UPDATE SET state = excluded.state`,
      feed.id,
      feed.party,
      canonical({
        ...({ accepted: 1, refused: 0, doubled: 0, late: 0, hours: [] } as object),
        lastAt,
      } as unknown as Json),
    );
  await keep(Date.now() + ahead);
  ahead += 4 * MINUTE_MS;
  const ofFeed = async () => (await incidents()).find(({ kind }) => kind === 'feed');
  await until('the feed is lost', async () => (await ofFeed()) !== undefined);
  assert.equal((await ofFeed())?.name, feed.name);
  await keep(Date.now() + ahead);
  await until('the feed is back', async () => (await ofFeed())?.ended_at !== null);
});
