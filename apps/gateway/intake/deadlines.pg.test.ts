import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HOUR_MS, type Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { gatewayMetrics } from '../gateway-metrics.ts';
import { Device, frameOf, openNode, type TestNode } from '../test-node.ts';
import { judgeDue } from './deadlines.ts';
import { readStanding, sources, storeAlarms } from './sources.ts';

let node: TestNode;
let intake: Database;
const now = (Date.now() + 2 * HOUR_MS) as Instant;
before(async () => {
  node = await openNode(3);
  const onIdleError = () => undefined;
  intake = openDatabase({ url: node.intakeUrl, poolMax: 2, name: 'deadlines test', onIdleError });
  const device = await Device.connect(node.gateway.ports['jointech'] as number);
  for (const wireId of node.wireIds) device.send(frameOf(wireId, Date.now() - 1000, { serial: 1 }));
  await device.answers(3);
  device.end();
  await node.gateway.stop(); // from here on only the tests judge
});
after(async () => {
  await intake.end();
  await node.close();
});

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

const silences = () =>
  rows<{ wire_id: string; version: number }>(
    `SELECT s.wire_id, s.version FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal
     WHERE a.kind = 'silent' ORDER BY s.wire_id`,
  );

test('a seal that cannot be judged is put off, and the silence of the others is raised, once', async () => {
  const [broken = '', ...others] = node.wireIds;
  const [seal] = await rows<{ id: string }>('SELECT id FROM seals.seal WHERE wire_id = $1', broken);
  const standing = await intake.asNode((tx) => readStanding(tx));
  const metrics = gatewayMetrics(createMetrics('deadlines-test'));
  const judge = () =>
    judgeDue({
      database: intake,
      sources: {
        ...sources,
        loadWatched: async (tx, ids) => {
          const watched = await sources.loadWatched(tx, ids);
          const lost = { ...watched.get(seal?.id ?? ''), routeId: 'nowhere' };
          return new Map([...watched, [seal?.id ?? '', lost as never]]);
        },
      },
      standing: () => standing,
      freshen: async () => undefined,
      storeAlarms,
      recorder: { origin: 'test', actor: 'gateway:test', newId: () => newId(Date.now()) },
      metrics,
      log: silentLog(),
      now: () => now,
      listeningSince: 0 as Instant,
    });
  await rows('UPDATE seals.seal SET due_at = now()');
  assert.equal(await judge(), 3);
  assert.deepEqual(
    (await silences()).map((row) => row.wire_id),
    others,
  );
  assert.equal(await judge(), 0, 'the broken one must not be due again at once');
  await rows('UPDATE seals.seal SET due_at = now()');
  await judge();
  assert.equal((await silences()).length, 2);
  const [refused] = (await metrics.refused.get()).values;
  assert.deepEqual(refused?.labels, { reason: 'deadline-broken' });
});
