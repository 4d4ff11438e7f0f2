// Kinds of the catalogue through sockets and the database: those of one truck by the readings alone, those of several by
// looking at all of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pointAtKm } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { gatewayMetrics } from '../gateway-metrics.ts';
import { Device, frameOf, openNode, type TestNode } from '../test-node.ts';
import { judgeAcross } from './deadlines.ts';
import { readStanding, sources, storeAlarms } from './sources.ts';

const index = shippedIndex('mombasa-malaba');
const now = Date.now() as Instant;
const FAST = 0;
const BACK = 1;
const TRACTOR = 2;
const TRAILER = 3;
const CROWD = [4, 5, 6, 7, 8];
type Word = readonly [seal: number, agoMin: number, km: number, speedKmh: number];
const words: readonly Word[] = [
  [FAST, 10, 70, 90],
  [FAST, 9, 71.5, 91],
  [FAST, 8, 73, 92],
  [BACK, 30, 65, 50],
  [BACK, 24, 61, 50],
  [BACK, 20, 58, 50],
  [TRACTOR, 1, 101, 0],
  [TRAILER, 1, 100, 0],
  ...CROWD.flatMap((seal): Word[] => [
    [seal, 40, 131, 0],
    [seal, 2, 131, 0],
  ]),
];

let node: TestNode;
let intake: Database;
before(async () => {
  node = await openNode(9);
  const onIdleError = () => undefined;
  intake = openDatabase({ url: node.intakeUrl, poolMax: 2, name: 'across test', onIdleError });
  const pair = [node.wireIds[TRACTOR], node.wireIds[TRAILER]];
  await rows(
    `UPDATE seals.seal SET journey = (SELECT journey FROM seals.seal WHERE wire_id = $1) WHERE wire_id = $2`,
    ...pair,
  );
  await rows(
    `UPDATE journeys.fitting f SET journey = s.journey FROM seals.seal s WHERE s.id = f.seal AND s.wire_id = $1`,
    pair[1],
  );
  await Promise.all(
    node.wireIds.map((wireId, seal) =>
      speak(
        wireId,
        words.filter((it) => it[0] === seal),
      ),
    ),
  );
  await node.gateway.stop(); // from here on only the test judges
});
after(async () => {
  await intake.end();
  await node.close();
});

/** Each seal by a connection of its own: two on one are not believed. */
async function speak(wireId: string, own: readonly Word[]): Promise<void> {
  const device = await Device.connect(node.gateway.ports['jointech'] as number);
  for (const [n, [, agoMin, km, speedKmh]] of own.entries()) {
    const { lat, lon } = pointAtKm(index, km);
    const said = { lat, lon, speedKmh, odometerKm: 0, serial: n + 1 };
    device.send(frameOf(wireId, addMs(now, -agoMin * MINUTE_MS), said));
  }
  await device.answers(own.length, 60_000);
  device.end();
}

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

type Raised = { readonly kind: string; readonly wire_id: string; readonly jurisdiction: string };
const raised = (...kinds: readonly string[]) =>
  rows<Raised>(
    `SELECT a.kind, s.wire_id, a.jurisdiction FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal
     WHERE a.kind = ANY($1::text[]) ORDER BY a.kind, s.wire_id`,
    kinds,
  );

async function judgeAt(at: Instant): Promise<number> {
  const standing = await intake.asNode((tx) => readStanding(tx));
  return await judgeAcross({
    database: intake,
    sources,
    standing: () => standing,
    freshen: async () => undefined,
    storeAlarms,
    recorder: { origin: 'test', actor: 'gateway:test', newId: () => newId(Date.now()) },
    metrics: gatewayMetrics(createMetrics('across-test')),
    log: silentLog(),
    now: () => at,
    listeningSince: 0 as Instant,
  });
}

test('one truck too fast, one that goes back, five that stand', async () => {
  const found = await raised('overspeed', 'wrong-way', 'long-stop');
  assert.deepEqual(
    found.map(({ kind, wire_id }) => [kind, wire_id]),
    [
      ...CROWD.map((seal) => ['long-stop', node.wireIds[seal]]),
      ['overspeed', node.wireIds[FAST]],
      ['wrong-way', node.wireIds[BACK]],
    ],
  );
  assert.ok(found.every(({ jurisdiction }) => jurisdiction === 'KRA'));
});

test('a tractor and its trailer apart for minutes, and a crowd, are told once', async () => {
  const all = () => raised('tractor-trailer-split', 'stop-cluster');
  await judgeAt(now);
  await judgeAt(addMs(now, 4 * MINUTE_MS));
  const [crowd, split, ...more] = await all();
  assert.deepEqual(more, []);
  assert.equal(crowd?.kind, 'stop-cluster');
  assert.ok(CROWD.some((seal) => node.wireIds[seal] === crowd?.wire_id));
  assert.equal(split?.kind, 'tractor-trailer-split');
  assert.ok([TRACTOR, TRAILER].some((seal) => node.wireIds[seal] === split?.wire_id));
  await judgeAt(addMs(now, 6 * MINUTE_MS));
  assert.equal((await all()).length, 2);
  const facts = await rows<{ body: string }>(
    `SELECT body FROM fact.fact WHERE type = 'deadline-passed' AND body LIKE '%"across"%'`,
  );
  assert.ok(facts.length >= 2, 'what was found goes into the fact');
});
