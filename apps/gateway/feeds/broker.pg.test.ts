// Feeds through a real broker: MQTT 3.1.1 and 5, and a gateway that dies between a message and its commit.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Feed } from '@lakiri/feeds';
import { openNode, type TestNode } from '../test-node.ts';
import { sealed } from './testing-envelope.ts';
import {
  ended,
  firstLeft,
  type Mosquitto,
  noMosquitto,
  publisher,
  startMosquitto,
  until,
} from './testing-mosquitto.ts';
import { aVendor, plantFeed, readingsOf, reportOf } from './testing-vendor.ts';
import { wayTo } from './testing-way.ts';

const skip = { skip: noMosquitto };
let node: TestNode;
let broker: Mosquitto;
const feeds: Record<string, Feed> = {};
before(async () => {
  if (noMosquitto !== false) return;
  broker = await startMosquitto();
  node = await openNode(6 + BURST_SEALS);
  for (const version of ['3.1.1', '5'] as const) {
    const name = `vendor-${version.replaceAll('.', '')}`;
    const at = { url: broker.url, version, topic: `seals/${name}/#`, username: null };
    feeds[version] = await plantFeed(node.owner, undefined, { name, kind: 'mqtt', broker: at });
  }
});
const children: ChildProcess[] = [];
after(async () => {
  for (const child of children) await ended(child, 'SIGKILL'); // those that a failed test left
  await node?.close();
  await broker?.stop();
});

const count = (wireId: string): Promise<number> => readingsOf(node.owner, wireId);

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
      return rows.length >= 2;
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

/** A vendor's burst; the README's figures are of 5,000: LAKIRI_BENCH_MQTT_MESSAGES=5000. */
const BURST = Number(process.env['LAKIRI_BENCH_MQTT_MESSAGES'] ?? 200);
const BURST_SEALS = 20;

for (const version of ['3.1.1', '5'] as const)
  test(`MQTT ${version}: a burst is stored once each, in order`, skip, async (t) => {
    const gateway = await node.another({ feeds: { port: 0, secrets: undefined } });
    const client = await publisher(broker.url, version === '5' ? 5 : 4);
    const topic = `seals/vendor-${version.replaceAll('.', '')}/a`;
    const wireIds = node.wireIds.slice(6, 6 + BURST_SEALS);
    const base = Date.now() - (version === '5' ? 40 : 80) * 86_400_000;
    const counts = async (): Promise<number[]> => await Promise.all(wireIds.map(count));
    const before = await counts();
    const accepted = await acceptedOf(feeds[version] as Feed);
    const send = (n: number) => {
      const wireId = wireIds[n % BURST_SEALS] as string;
      return client.publishAsync(topic, JSON.stringify(reportOf(wireId, base + n * 1_000)), {
        qos: 1,
      });
    };
    await until('the first is heard', async () => {
      await send(0);
      return (await count(wireIds[0] as string)) > (before[0] ?? 0);
    });
    const began = performance.now();
    await Promise.all(Array.from({ length: BURST - 1 }, (_, n) => send(n + 1)));
    const sentMs = performance.now() - began;
    const all = before.reduce((sum, one) => sum + one, 0) + BURST;
    await until('all are stored', async () => (await sum(counts())) === all);
    const tookMs = performance.now() - began;
    assert.deepEqual(
      (await counts()).map((now, at) => now - (before[at] ?? 0)),
      wireIds.map((_, at) => Math.ceil((BURST - at) / BURST_SEALS)),
    );
    t.diagnostic(
      `${BURST} messages sent in ${Math.round(sentMs)} ms, stored in ${Math.round(tookMs)} ms: ${Math.round((BURST / tookMs) * 1_000)}/s`,
    );
    const feed = feeds[version] as Feed;
    await until('all are answered', async () => (await acceptedOf(feed)) >= accepted + BURST);
    await gateway.stop();
    const clientId = `lakiri-${feed.id}`;
    const left = { clientId, version: version === '5' ? 5 : 4 } as const;
    const last = () => client.publishAsync(topic, 'the last', { qos: 1 });
    assert.equal(await firstLeft(broker.url, left, last), 'the last', 'all were acknowledged');
    await client.endAsync();
  });

async function acceptedOf({ id }: Feed): Promise<number> {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ state: string }>('SELECT state FROM feeds.health WHERE feed = $1', [id]),
  );
  return rows[0] === undefined ? 0 : (JSON.parse(rows[0].state) as { accepted: number }).accepted;
}

async function sum(numbers: Promise<readonly number[]>): Promise<number> {
  return (await numbers).reduce((all, one) => all + one, 0);
}

test(
  'of a feed whose vendor signs, what is signed is tier 1 and nothing else is taken',
  skip,
  async () => {
    const vendor = aVendor();
    const topic = 'seals/signed/a';
    const at = { url: broker.url, version: '5', topic, username: null, signed: true } as const;
    const feed = await plantFeed(node.owner, vendor, { name: 'signed', kind: 'mqtt', broker: at });
    const gateway = await node.another({ feeds: { port: 0, secrets: undefined } });
    const client = await publisher(broker.url, 5);
    const wireId = node.wireIds[4] as string;
    const said = (n: number) =>
      Buffer.from(JSON.stringify(reportOf(wireId, Date.now() - n * 1_000)));
    const send = (bytes: Buffer) => client.publishAsync(topic, bytes, { qos: 1 });
    const first = sealed(said(9), { vendor, feed: 'signed' });
    await until('the first is heard', async () => {
      await send(first);
      return (await count(wireId)) > 0;
    });
    await send(said(8));
    await send(sealed(said(7), { vendor: aVendor(), feed: 'signed' }));
    await send(sealed(said(6), { vendor, feed: 'signed' }));
    await until('the last is heard', async () => (await acceptedOf(feed)) === 2);
    const { rows } = await node.owner.asNode((tx) =>
      tx.query<{ tier: number; origin: string }>(
        `SELECT r.tier, f.origin FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id
       JOIN telemetry.frame f ON f.seal_id = r.seal_id AND f.received_at = r.received_at
         AND f.batch = r.batch AND f.position = r.position WHERE s.wire_id = $1`,
        [wireId],
      ),
    );
    const origin = `feed:${feed.id}:${feed.party}:signed`;
    assert.deepEqual(rows, [
      { tier: 1, origin },
      { tier: 1, origin },
    ]);
    await until('refusals are noted', async () => (await refusalsOf(feed)).length === 2);
    assert.deepEqual(await refusalsOf(feed), ['not-signed', 'signature-wrong']);
    await gateway.stop();
    await client.endAsync();
  },
);

async function refusalsOf({ id }: Feed): Promise<string[]> {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ code: string }>('SELECT code FROM feeds.refusal WHERE feed = $1 ORDER BY code', [
      id,
    ]),
  );
  return rows.map(({ code }) => code);
}

/** The gateway as its own process, as a node runs it. */
function startProcess(name: string): ChildProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const ports = 'JOINTECH TELTONIKA JT808 GT06 OMNI ESEAL QUECLINK SUNTECH MEITRACK LAKIRI FEEDS';
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('LAKIRI_')),
  );
  const child = spawn(process.execPath, [main], {
    stdio: 'ignore',
    env: {
      ...env,
      ...Object.fromEntries(ports.split(' ').map((port) => [`LAKIRI_PORT_${port}`, '0'])),
      LAKIRI_INTAKE_URL: node.intakeUrl,
      LAKIRI_FRAME_SECRET: 'a secret for this test',
      LAKIRI_PROCESS: name,
    },
  });
  children.push(child);
  return child;
}

/** Who waits for the table of frames. */
async function waiting(): Promise<number[]> {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ pid: number }>(`SELECT pid FROM pg_locks WHERE NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation IN (SELECT 'telemetry.frame'::regclass UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = 'telemetry.frame'::regclass)`),
  );
  return rows.map(({ pid }) => pid);
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
  await until('the gateway hears', async () => {
    await send(0);
    return (await count(wireId)) > 0;
  });
  const blocker = await node.owner.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE telemetry.frame IN EXCLUSIVE MODE');
  try {
    await Promise.all([1, 2, 3].map(send));
    await until('the message is in hand', async () => (await waiting()).length > 0);
    await ended(child, 'SIGKILL');
    for (const pid of await waiting())
      await node.owner.asNode((tx) => tx.query('SELECT pg_terminate_backend($1)', [pid]));
  } finally {
    await blocker.query('ROLLBACK');
    blocker.release();
  }
  assert.equal(await count(wireId), 1, 'nothing of it was stored');
  child = startProcess('gateway-1');
  await until('it was told again', async () => (await count(wireId)) === 4);
  await ended(child, 'SIGTERM');
  assert.equal(await count(wireId), 4);
  await client.endAsync();
});

test(
  'killed between a commit and its acknowledgements, a gateway doubles nothing',
  skip,
  async () => {
    const wireId = node.wireIds[3] as string;
    const client = await publisher(broker.url);
    const way = await wayTo(broker.url);
    const at = { url: way.url, version: '3.1.1', topic: 'seals/muted/#', username: null } as const;
    const feed = await plantFeed(node.owner, undefined, {
      name: 'muted',
      kind: 'mqtt',
      broker: at,
    });
    let child = startProcess('gateway-1');
    const base = Date.now() - 100_000;
    const send = (n: number) =>
      client.publishAsync('seals/muted/a', JSON.stringify(reportOf(wireId, base + n * 1_000)), {
        qos: 1,
      });
    await until('the gateway hears', async () => {
      await send(0);
      return (await count(wireId)) > 0;
    });
    // Groups follow each other: when the second of these is committed, all before it are acknowledged.
    for (const n of [1, 2]) {
      await send(n);
      await until('it is committed', async () => (await acceptedOf(feed)) === n + 1);
    }
    way.mute();
    // Fewer than the broker has on its way at once without an answer: 20.
    await Promise.all([3, 4, 5, 6, 7, 8, 9, 10].map(send));
    await until('all are committed', async () => (await acceptedOf(feed)) === 11);
    await until('acknowledgements are lost', async () => way.unheard() > 0);
    await ended(child, 'SIGKILL');
    child = startProcess('gateway-1');
    await send(40);
    await until('the next is committed', async () => (await acceptedOf(feed)) >= 12);
    await ended(child, 'SIGTERM');
    assert.equal(await count(wireId), 12);
    assert.equal(await acceptedOf(feed), 12, 'told again, the eight were answered as before');
    await client.endAsync();
    await way.stop();
  },
);
