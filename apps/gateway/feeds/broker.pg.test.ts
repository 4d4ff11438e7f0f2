// Feeds through a real broker: MQTT 3.1.1 and 5, and a gateway that dies between a message and its commit.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Feed } from '@lakiri/feeds';
import { openNode, type TestNode } from '../test-node.ts';
import {
  ended,
  type Mosquitto,
  noMosquitto,
  publisher,
  startMosquitto,
  until,
} from './testing-mosquitto.ts';
import { plantFeed } from './testing-vendor.ts';

const skip = { skip: noMosquitto };
let node: TestNode;
let broker: Mosquitto;
const feeds: Record<string, Feed> = {};
before(async () => {
  if (noMosquitto !== false) return;
  broker = await startMosquitto();
  node = await openNode(6);
  for (const version of ['3.1.1', '5'] as const) {
    const name = `vendor-${version.replaceAll('.', '')}`;
    const at = { url: broker.url, version, topic: `seals/${name}/#`, username: null };
    feeds[version] = await plantFeed(node.owner, undefined, { name, kind: 'mqtt', broker: at });
  }
});
after(async () => {
  await node?.close();
  await broker?.stop();
});

const reportOf = (wireId: string, at: number) => ({
  dialect: 'jointech',
  seal: wireId,
  at: new Date(at).toISOString(),
  fix: 'gnss',
  lat: -4.05,
  lon: 39.65,
});
async function count(wireId: string): Promise<number> {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ n: bigint }>(
      `SELECT count(*) AS n FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id WHERE s.wire_id = $1`,
      [wireId],
    ),
  );
  return Number(rows[0]?.n ?? 0);
}

for (const version of ['3.1.1', '5'] as const)
  test(`MQTT ${version}: a batch, a record and nonsense, each acknowledged`, skip, async () => {
    const gateway = await node.another({ feeds: { port: 0, secrets: undefined } });
    const client = await publisher(broker.url, version === '5' ? 5 : 4);
    const topic = `seals/vendor-${version.replaceAll('.', '')}/a`;
    const wireId = node.wireIds[version === '5' ? 0 : 1] as string;
    const base = Date.now() - 60_000;
    const send = (data: unknown) => client.publishAsync(topic, JSON.stringify(data), { qos: 1 });
    await until('the gateway listens', async () => {
      const { rows } = await node.owner.asNode((tx) => tx.query('SELECT 1 FROM feeds.listener'));
      return rows.length === 2;
    });
    // Until the subscription stands the broker drops what nobody has asked for.
    await until('the first is heard', async () => {
      await send(reportOf(wireId, base));
      return (await count(wireId)) > 0;
    });
    await client.publishAsync(topic, 'no json', { qos: 1 });
    await send({
      id: `b-${version}`,
      records: [1, 2, 3].map((n) => reportOf(wireId, base + n * 1_000)),
    });
    await send(reportOf(wireId, base + 9_000));
    await until('all are stored', async () => (await count(wireId)) === 5);
    const { rows } = await node.owner.asNode((tx) =>
      tx.query<{ origin: string }>(
        `SELECT DISTINCT f.origin FROM telemetry.frame f JOIN seals.seal s ON s.id = f.seal_id WHERE s.wire_id = $1`,
        [wireId],
      ),
    );
    const feed = feeds[version] as Feed;
    assert.deepEqual(rows, [{ origin: `feed:${feed.id}:${feed.party}:unsigned` }]);
    await gateway.stop();
    // A session that outlives the gateway: what is told meanwhile is kept by the broker.
    await send(reportOf(wireId, base + 20_000));
    const second = await node.another({ feeds: { port: 0, secrets: undefined } });
    await until('what was told meanwhile is stored', async () => (await count(wireId)) === 6);
    await second.stop();
    await client.endAsync();
  });

/** The gateway as its own process, as a node runs it. */
function startProcess(name: string): ChildProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const ports = 'JOINTECH TELTONIKA JT808 GT06 OMNI ESEAL QUECLINK SUNTECH MEITRACK LAKIRI FEEDS';
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('LAKIRI_')),
  );
  return spawn(process.execPath, [main], {
    stdio: 'ignore',
    env: {
      ...env,
      ...Object.fromEntries(ports.split(' ').map((port) => [`LAKIRI_PORT_${port}`, '0'])),
      LAKIRI_INTAKE_URL: node.intakeUrl,
      LAKIRI_FRAME_SECRET: 'a secret for this test',
      LAKIRI_PROCESS: name,
    },
  });
}

test('killed between a message and its commit, a gateway loses nothing', skip, async () => {
  const wireId = node.wireIds[2] as string;
  const client = await publisher(broker.url);
  let child = startProcess('gateway-1');
  const base = Date.now() - 100_000;
  const send = (n: number) =>
    client.publishAsync('seals/vendor-311/a', JSON.stringify(reportOf(wireId, base + n * 1_000)), {
      qos: 1,
    });
  await send(0);
  await until('the gateway hears', async () => (await count(wireId)) > 0, 30_000);
  const blocker = await node.owner.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE telemetry.frame IN EXCLUSIVE MODE');
  await Promise.all([1, 2, 3].map(send));
  await until('the message is in hand', async () => {
    const { rows } = await node.owner.asNode((tx) =>
      tx.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%telemetry.frame%'
        AND pid <> pg_backend_pid() AND datname = current_database()`),
    );
    return rows.length > 0;
  });
  await ended(child, 'SIGKILL');
  await node.owner.asNode((tx) =>
    tx.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
      AND query LIKE '%telemetry.frame%' AND pid <> pg_backend_pid() AND datname = current_database()`),
  );
  await blocker.query('ROLLBACK');
  blocker.release();
  assert.equal(await count(wireId), 1, 'nothing of it was stored');
  child = startProcess('gateway-1');
  await until('it was told again', async () => (await count(wireId)) === 4, 30_000);
  await ended(child, 'SIGTERM');
  assert.equal(await count(wireId), 4);
  await client.endAsync();
});
