// The marks that trucks pass, kept by whichever gateway looks, and what a transporter is told from those of others.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { indexRoute } from '@lakiri/corridors';
import { shippedRoute } from '@lakiri/corridors/testing';
import { loadOnward, usualPaces } from '@lakiri/journeys/store';
import { addMs, DAY_MS, HOUR_MS, type Id, type Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openNode, type TestNode } from '../test-node.ts';
import { lookAtPassages } from './passages.ts';

const now = Date.now() as Instant;
const route = shippedRoute('mombasa-malaba');
const index = indexRoute(route);
const sources = { routeOf: () => Promise.resolve(index) } as never;
let node: TestNode;
let intake: Database;
let app: Database;
before(async () => {
  node = await openNode(7);
  const onIdleError = () => undefined;
  const open = (url: string): Database =>
    openDatabase({ url, poolMax: 2, name: 'passages test', onIdleError });
  [intake, app] = [open(node.intakeUrl), open(node.appUrl)];
});
after(async () => {
  await intake.end();
  await app.end();
  await node.close();
});

const run = <Row extends object>(sql: string, ...values: unknown[]) =>
  node.owner.asNode((tx) => tx.query<Row>(sql, values));
const look = () => intake.asNode((tx) => lookAtPassages(tx, { sources, now }));
const put = (wire: string | undefined, at: { lat: number; lon: number }, place: Instant) =>
  run(
    'UPDATE seals.seal SET lat = $2, lon = $3, place_at = to_timestamp($4 / 1000.0) WHERE wire_id = $1',
    ...[wire, at.lat, at.lon, place],
  );
const pointAt = (share: number) => {
  const [lon = 0, lat = 0] = route.line[Math.floor((route.line.length - 1) * share)] ?? [];
  return { lat, lon };
};

/** Six trucks came by the middle of their route 10 to 15 hours ago, and arrived 5 hours ago; a seventh came by an hour ago. */
test('what six trucks took from a mark is told of a seventh, and nothing else of theirs', async () => {
  const place = pointAt(0.5);
  for (const [at, wire] of node.wireIds.entries())
    await put(wire, place, addMs(now, -(at === 6 ? 1 : 10 + at) * HOUR_MS));
  assert.equal(await kept(), 7);
  await look();
  assert.equal((await marks()).length, 7, 'a truck that stands passes nothing twice');
  const journeys = await run<{ id: Id<'Journey'>; wire: string }>(
    'SELECT s.journey AS id, s.wire_id AS wire FROM seals.seal s ORDER BY wire',
  );
  const ids = journeys.rows.map(({ id }) => id);
  const last = ids[6] as Id<'Journey'>;
  await run(
    'UPDATE journeys.journey SET arrived_at = to_timestamp($1 / 1000.0) WHERE id <> $2',
    ...[addMs(now, -5 * HOUR_MS), last],
  );
  const party = newId<'Party'>(now);
  await run(
    `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, '2020-01-01Z', 'its truck')`,
    ...[party, last],
  );
  const [onward, seen] = await app.asParty({ party }, async (tx) => [
    await loadOnward(tx, ids, now),
    (await tx.query('SELECT FROM journeys.passage')).rowCount,
  ]);
  assert.equal(seen, 1);
  assert.deepEqual([...onward.keys()], [last]);
  const { passedAt, onwardMs = [] } = onward.get(last) ?? {};
  assert.equal(passedAt, addMs(now, -HOUR_MS));
  assert.deepEqual(
    [...onwardMs].sort((a, b) => a - b),
    [5, 6, 7, 8, 9, 10].map((h) => h * HOUR_MS),
  );
});

test('a truck far from its route passes no mark', async () => {
  const before = (await marks()).length;
  await put(node.wireIds[6], { lat: 4, lon: 31 }, now);
  await look();
  assert.equal((await marks()).length, before);
});

test('what no arrival rests on any more is forgotten', async () => {
  const later = addMs(now, 121 * DAY_MS);
  await run('UPDATE seals.seal SET lat = NULL, lon = NULL, place_at = NULL');
  await until(async () => {
    await intake.asNode((tx) => lookAtPassages(tx, { sources, now: later }));
    return (await marks()).length === 0;
  });
});

test('a route without a pace of its own has that of any', async () => {
  const paceOn = await app.asParty({ party: newId(now) }, (tx) => usualPaces(tx, now));
  const { fastKmh, middleKmh, slowKmh } = paceOn('no-such-route');
  assert.ok(fastKmh >= middleKmh && middleKmh >= slowKmh && slowKmh > 0);
});

const marks = async () => (await run<{ mark: number }>('SELECT mark FROM journeys.passage')).rows;

/** The gateway of this node looks too, now and then, and then we pass by: looked at until all are kept. */
async function kept(): Promise<number> {
  await until(async () => {
    await look();
    return (await marks()).length === node.wireIds.length;
  });
  return (await marks()).length;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await isSo()) return;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error('waited for a minute');
}
