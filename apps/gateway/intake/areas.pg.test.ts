// Trucks that are lost together, and trucks at one point, as the database of all gateways shows them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, DAY_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openNode, type TestNode } from '../test-node.ts';
import { lookAtAreas } from './areas.ts';

/** So far ahead that no gateway's own look meets these rows. */
const now = addMs(Date.now() as Instant, 30 * DAY_MS);
let node: TestNode;
let intake: Database;
before(async () => {
  node = await openNode(7);
  const onIdleError = () => undefined;
  intake = openDatabase({ url: node.intakeUrl, poolMax: 2, name: 'areas test', onIdleError });
});
after(async () => {
  await intake.end();
  await node.close();
});

const recorder = { origin: 'test', actor: 'gateway:test', newId: () => newId(now) };
const look = () =>
  intake.asNode((tx) =>
    lookAtAreas(tx, { recorder: recorder as never, now, listeningSince: 0 as Instant }),
  );
const incidents = async () =>
  (
    await node.owner.asNode((tx) =>
      tx.query<{ kind: string; seals: number; late: number; ended_at: Instant | null }>(
        'SELECT kind, seals, late, ended_at FROM expectations.incident ORDER BY kind',
      ),
    )
  ).rows.map(({ kind, seals, late, ended_at }) => [kind, seals, late, ended_at !== null]);

/** The seal of this number was last heard there, so long ago, with its last fix so long before that. */
async function put(
  at: number,
  said: { lat: number; fix: number; kmh?: number; agoMin?: number; blindMin?: number },
): Promise<void> {
  const heardAt = addMs(now, -(said.agoMin ?? 0) * MINUTE_MS);
  const placeAt = addMs(heardAt, -(said.blindMin ?? 0) * MINUTE_MS);
  await node.owner.asNode((tx) =>
    tx.query(
      `UPDATE seals.seal SET lat = $2, lon = 38.2, speed_kmh = $3, fix = $4, occurred_at = to_timestamp($5 / 1000.0),
         received_at = to_timestamp($5 / 1000.0), place_at = to_timestamp($6 / 1000.0) WHERE wire_id = $1`,
      [node.wireIds[at], said.lat, said.kmh ?? 60, said.fix, heardAt, placeAt],
    ),
  );
}

const GNSS = 2;
const NONE = 0;

test('three of five trucks of a road lose fix or network together: one incident, and its end', async () => {
  for (const at of [0, 1, 2, 3, 4, 5, 6]) await put(at, { lat: -3.2 - at / 200, fix: GNSS });
  assert.equal(await look(), 0, 'all is well');
  await put(0, { lat: -3.2, fix: NONE, blindMin: 5 });
  await put(1, { lat: -3.21, fix: NONE, blindMin: 6 });
  await put(2, { lat: -3.22, fix: GNSS, agoMin: 15 });
  await put(5, { lat: -2, fix: GNSS });
  await put(6, { lat: -2, fix: GNSS });
  assert.equal(await look(), 1);
  assert.deepEqual(await incidents(), [['area', 5, 3, false]]);
  assert.equal(await look(), 0, 'told once');
  for (const at of [0, 1, 2]) await put(at, { lat: -3.2 - at / 200, fix: GNSS });
  assert.equal(await look(), 1);
  assert.deepEqual(await incidents(), [['area', 5, 3, true]]);
});

test('six trucks at one point of the road: one incident', async () => {
  for (const at of [0, 1, 2, 3, 4, 5]) await put(at, { lat: -3.1 + at / 1e7, fix: GNSS, kmh: 0 });
  assert.equal(await look(), 1);
  assert.deepEqual((await incidents()).at(-1), ['point', 6, 6, false]);
});
