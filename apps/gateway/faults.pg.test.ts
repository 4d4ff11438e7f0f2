// Writes that fail, and writes that were done though reported lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from '@lakiri/kit';
import { CommitProxy } from '@lakiri/platform/commit-proxy';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

let node: TestNode;
let proxy: CommitProxy;
let port: number;
before(async () => {
  node = await openNode(8, {}, async (url) => {
    proxy = await CommitProxy.before(url);
    return proxy.url;
  });
  port = node.gateway.ports['jointech'] as number;
});
after(async () => {
  await node.close();
  proxy.close();
});

const sec = (n: number) => Math.floor(Date.now() / 1000) * 1000 + n * 1000;
const cut = { motorLocked: true, ropeInserted: true, ropeCut: true, coverOpen: false };

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

async function told(wireId: string) {
  const [found] = await rows<{ version: number; readings: bigint; alarms: bigint; cases: bigint }>(
    `SELECT s.version, (SELECT count(*) FROM telemetry.reading r WHERE r.seal_id = s.id) AS readings,
       (SELECT count(*) FROM alarms.alarm a WHERE a.seal = s.id) AS alarms,
       (SELECT count(*) FROM alarms.case c WHERE c.seal = s.id) AS cases
     FROM seals.seal s WHERE wire_id = $1`,
    wireId,
  );
  return found;
}

for (const [at, fault] of (['lost', 'unanswered'] as const).entries()) {
  test(`a COMMIT that is ${fault}: answered once it holds, every report and alarm once`, async () => {
    const wireId = node.wireIds[at] as string;
    const device = await Device.connect(port);
    let left = 3;
    proxy.fault = () => (left-- > 0 ? fault : undefined);
    device.send(frameOf(wireId, sec(-9), { serial: 1 }));
    device.send(frameOf(wireId, sec(-8), { serial: 2, bits: cut }));
    assert.deepEqual(await device.answers(2, 15_000), ['(P69,0,1)', '(P69,0,2)']);
    proxy.fault = () => undefined;
    assert.deepEqual(await told(wireId), { version: 3, readings: 2n, alarms: 1n, cases: 1n });
    device.end();
  });
}

test('connections cut at any moment: nothing answered that is not stored, nothing twice', async () => {
  const chance = chanceOf(20_417);
  const wireIds = node.wireIds.slice(2, 6);
  const devices = await Promise.all(wireIds.map(() => Device.connect(port)));
  let killing = true;
  const killer = (async () => {
    while (killing) {
      await sleep(chance.integer(5, 120));
      await rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gateway test'
           AND pid <> pg_backend_pid() AND usename LIKE 'lakiri_intake%'`,
      );
    }
  })();
  let unanswered = 0;
  proxy.fault = () =>
    chance.next() < 0.1 ? (unanswered++ % 2 ? 'lost' : 'unanswered') : undefined;
  for (let n = 0; n < 60; n++) {
    for (const [at, device] of devices.entries())
      device.send(
        frameOf(wireIds[at] as string, sec(-500 + n), {
          serial: n,
          ...(n === 30 ? { bits: cut } : {}),
        }),
      );
    await sleep(40);
  }
  killing = false;
  await killer;
  proxy.fault = () => undefined;
  for (const [at, device] of devices.entries()) {
    await device.answers(60, 60_000);
    assert.deepEqual(await told(wireIds[at] as string), {
      version: 61,
      readings: 60n,
      alarms: 1n,
      cases: 1n,
    });
    device.end();
  }
});
