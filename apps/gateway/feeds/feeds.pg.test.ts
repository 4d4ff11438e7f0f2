// Signed batches through a real gateway: what is taken, what is refused, and what is on disk when it is answered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Feed } from '@lakiri/feeds';
import { Device, frameOf, openNode, type TestNode } from '../test-node.ts';
import { until } from './testing-mosquitto.ts';
import { type Answer, aVendor, plantFeed, post, tell } from './testing-vendor.ts';

const vendor = aVendor();
const rival = aVendor('key-2');
let node: TestNode;
let feed: Feed;
before(async () => {
  // A machine may be slow: nobody is told to come again because of it.
  node = await openNode(12, { feeds: { port: 0, secrets: undefined, answerMsMax: 600_000 } });
  feed = await plantFeed(node.owner, vendor);
  await plantFeed(node.owner, rival, { name: 'rival', makers: ['Omni'] });
  await plantFeed(node.owner, vendor, { name: 'suspended', state: 'suspended' });
  await until('the gateway knows them', async () => {
    const answer = await tell(port(), { vendor, name: 'suspended' }, {});
    return answer.code === 'feed-suspended';
  });
});
after(() => node.close());

const port = (): number => node.gateway.feedsPort() as number;
const sec = (n: number): number => Math.floor(Date.now() / 1000) * 1000 + n * 1000;
const wire = (at: number): string => node.wireIds[at] as string;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const ours = (records: readonly object[], id: string): Promise<Answer> =>
  tell(port(), { vendor, name: 'ubunifu-cloud' }, { id, records } as never);

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}
const readings = (wireId: string) =>
  rows<{ late: boolean; dialect: string; origin: string | null; tier: number }>(
    `SELECT r.late, f.dialect, f.origin, r.tier FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id
     JOIN telemetry.frame f ON f.seal_id = r.seal_id AND f.received_at = r.received_at AND f.batch = r.batch
       AND f.position = r.position
     WHERE s.wire_id = $1 ORDER BY r.seal_version`,
    wireId,
  );
const reportOf = (wireId: string, at: number) => ({
  dialect: 'jointech',
  seal: wireId,
  at: new Date(at).toISOString(),
  fix: 'gnss',
  lat: -4.05,
  lon: 39.65,
  batteryPct: 71,
  bits: { motorLocked: true, ropeInserted: true, ropeCut: false },
});

test('a device’s own bytes and a vendor’s words are on disk when the batch is answered', async () => {
  const at = sec(-5);
  const answer = await ours(
    [
      { dialect: 'jointech', frame: base64(frameOf(wire(0), at)) },
      reportOf(wire(1), at),
      { dialect: 'jointech', frame: base64(frameOf('8999999999', at)) },
      { dialect: 'klingon', frame: 'AAAA' },
      { ...reportOf(wire(1), at), speed: 3 },
      { dialect: 'jointech', seal: wire(2), frame: base64(frameOf(wire(3), at)) },
      { dialect: 'jointech', frame: base64(Buffer.from('no frame')) },
    ],
    'first',
  );
  assert.equal(answer.status, 202);
  assert.deepEqual(answer.records, [
    { outcome: 'stored', late: false },
    { outcome: 'stored', late: false },
    { outcome: 'refused', code: 'unknown-seal' },
    { outcome: 'refused', code: 'unknown-dialect' },
    { outcome: 'refused', code: 'bad-report', path: 'speed' },
    { outcome: 'refused', code: 'bad-record', path: 'seal' },
    { outcome: 'refused', code: 'malformed' },
  ]);
  const origin = `feed:${feed.id}:${feed.party}:signed`;
  const [own] = await readings(wire(0));
  const [words] = await readings(wire(1));
  assert.deepEqual([own?.dialect, own?.origin, own?.tier], ['jointech', origin, 1]);
  assert.deepEqual([words?.dialect, words?.origin, words?.tier], ['feed', origin, 1]);
  const strangers = () =>
    rows<{ peer: string }>('SELECT peer FROM seals.stranger WHERE wire_id = $1', '8999999999');
  await until('the stranger is noted', async () => (await strangers()).length > 0);
  assert.deepEqual(await strangers(), [{ peer: 'feed:ubunifu-cloud' }]);
});

test('a batch told again is answered the same and stored once; another of its name is refused', async () => {
  const records = [{ dialect: 'jointech', frame: base64(frameOf(wire(2), sec(-4))) }];
  const first = await ours(records, 'again');
  const second = await ours(records, 'again');
  assert.deepEqual([second.status, second.repeated], [202, true]);
  assert.deepEqual(second.records, first.records);
  assert.equal((await readings(wire(2))).length, 1);
  const other = await ours([reportOf(wire(2), sec(-3))], 'again');
  assert.deepEqual([other.status, other.code], [409, 'batch-reused']);
  const renamed = await ours(records, 'renamed');
  assert.deepEqual(renamed.records, [{ outcome: 'doubled', late: false }]);
});

test('what the device told itself is doubled through the feed', async () => {
  const frame = frameOf(wire(3), sec(-4));
  const device = await Device.connect(node.gateway.ports['jointech'] as number);
  device.send(frame);
  await device.answers(1);
  device.end();
  const answer = await ours([{ dialect: 'jointech', frame: base64(frame) }], 'doubled');
  assert.deepEqual(answer.records, [{ outcome: 'doubled', late: false }]);
  assert.deepEqual(
    (await readings(wire(3))).map(({ origin }) => origin),
    [null],
  );
});

test('history told afterwards is late, and moves nothing that is newer', async () => {
  const now = sec(-2);
  await ours([reportOf(wire(4), now)], 'live');
  const days = 3 * 86_400_000;
  const answer = await ours(
    [{ ...reportOf(wire(4), now - days), stored: true, lat: -1 }],
    'history',
  );
  assert.deepEqual(answer.records, [{ outcome: 'stored', late: true }]);
  assert.deepEqual(
    (await readings(wire(4))).map(({ late }) => late),
    [false, true],
  );
  const [seal] = await rows<{ lat: number }>(
    'SELECT lat FROM seals.seal WHERE wire_id = $1',
    wire(4),
  );
  assert.equal(seal?.lat, -4.05);
});

test('a feed speaks for no other vendor’s seal', async () => {
  const batch = { id: 'theft', records: [reportOf(wire(5), sec(-1))] };
  const answer = await tell(port(), { vendor: rival, name: 'rival' }, batch as never);
  assert.deepEqual(answer.records, [{ outcome: 'refused', code: 'not-yours' }]);
  assert.deepEqual(await readings(wire(5)), []);
});

const path = '/feeds/ubunifu-cloud/batches';
const body = (): string => JSON.stringify({ id: 'x', records: [reportOf(wire(6), sec(-1))] });
const refusals: readonly (readonly [string, () => Promise<Answer>, number, string])[] = [
  [
    'no signature',
    () => post(port(), path, { body: body(), headers: { 'content-type': 'application/json' } }),
    401,
    'not-signed',
  ],
  [
    'another vendor’s key',
    () => tell(port(), { vendor: rival, name: feed.name }, { id: 'x', records: [] }),
    401,
    'unknown-key',
  ],
  [
    'an old signature',
    () =>
      tell(
        port(),
        { vendor, name: feed.name, over: { created: new Date(Date.now() - 400_000) } },
        {},
      ),
    401,
    'signature-expired',
  ],
  [
    'a changed body',
    async () => {
      const headers = await vendor.sign(path, body());
      return post(port(), path, { body: `${body()} `, headers });
    },
    401,
    'digest-wrong',
  ],
  [
    'a signature for another feed',
    async () => {
      const headers = await vendor.sign('/feeds/rival/batches', body());
      return post(port(), path, { body: body(), headers });
    },
    401,
    'signature-wrong',
  ],
  [
    'a suspended feed',
    () => tell(port(), { vendor, name: 'suspended' }, {}),
    403,
    'feed-suspended',
  ],
  ['no such feed', () => tell(port(), { vendor, name: 'nobody' }, {}), 404, 'no-such-feed'],
  ['no batch', () => tell(port(), { vendor, name: feed.name }, { id: 'x' }), 422, 'bad-batch'],
  [
    'a lone surrogate',
    () => tell(port(), { vendor, name: feed.name }, { id: 'x', records: [{ a: '\ud800' }] }),
    422,
    'bad-batch',
  ],
  [
    'too many records',
    () =>
      tell(port(), { vendor, name: feed.name }, { id: 'x', records: new Array(1_001).fill({}) }),
    422,
    'too-many-records',
  ],
  [
    'too large',
    () => tell(port(), { vendor, name: feed.name }, { id: 'x', records: ['a'.repeat(4_200_000)] }),
    413,
    'too-large',
  ],
];
for (const [name, asked, status, code] of refusals)
  test(`refused: ${name}`, async () => {
    const answer = await asked();
    assert.deepEqual([answer.status, answer.code], [status, code]);
  });

test('a signature is used once, and refusals are counted and kept for whoever mends the feed', async () => {
  const text = JSON.stringify({ id: 'once', records: [reportOf(wire(7), sec(-1))] });
  const headers = await vendor.sign(path, text);
  assert.equal((await post(port(), path, { body: text, headers })).status, 202);
  const again = await post(port(), path, { body: text, headers });
  assert.deepEqual([again.status, again.code], [401, 'signature-replayed']);
  await until('the refusal is kept', async () => {
    const sql = 'SELECT DISTINCT code FROM feeds.refusal WHERE feed = $1';
    const kept = await rows<{ code: string }>(sql, feed.id);
    return kept.some((one) => one.code === 'signature-replayed');
  });
  assert.ok((await node.metric('lakiri_feed_refused_total')) >= 12);
  const [health] = await rows<{ state: string }>(
    'SELECT state FROM feeds.health WHERE feed = $1',
    feed.id,
  );
  const counted = JSON.parse(health?.state ?? '{}');
  assert.ok(
    counted.accepted >= 6 && counted.doubled >= 2 && counted.late >= 1 && counted.refused >= 10,
  );
  assert.ok(counted.lastAt > Date.now() - 60_000);
});

/** Nothing that brings frames can commit, until it is released. */
async function holdFrames(): Promise<() => Promise<void>> {
  const client = await node.owner.pool.connect();
  await client.query('BEGIN; LOCK TABLE telemetry.frame IN EXCLUSIVE MODE');
  return async () => {
    await client.query('ROLLBACK');
    client.release();
  };
}

async function framesAreAwaited(): Promise<boolean> {
  const waiting =
    await rows(`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'telemetry.frame'::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  return waiting.length > 0;
}

test('nothing is answered before the commit, and who tells more meanwhile is told to wait', async () => {
  const release = await holdFrames();
  const told = Array.from({ length: 6 }, (_, n) => ours([reportOf(wire(8), sec(-n))], `held-${n}`));
  const ended: Answer[] = [];
  for (const one of told) one.then((answer) => ended.push(answer)).catch(() => undefined);
  let early: readonly Answer[] = [];
  await until('two are answered', async () => ended.length >= 2).finally(() => {
    early = [...ended];
    return release();
  });
  assert.deepEqual(
    early.map(({ status, code }) => [status, code]),
    [
      [429, 'too-many-requests'],
      [429, 'too-many-requests'],
    ],
  );
  assert.equal(early[0]?.retryAfter, '2');
  const statuses = (await Promise.all(told)).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [202, 202, 202, 202, 429, 429]);
  assert.equal((await readings(wire(8))).length, 4);
});

test('a gateway that stops leaves what it has not stored to be told again', async () => {
  const second = await node.another({ feeds: { port: 0, secrets: undefined } });
  const batch = { id: 'stopping', records: [reportOf(wire(9), sec(-1))] };
  const release = await holdFrames();
  const at = second.feedsPort() as number;
  const told = tell(at, { vendor, name: feed.name }, batch as never).catch(() => undefined);
  let stopped: Promise<void> | undefined;
  await until('it waits for its commit', framesAreAwaited).finally(() => {
    stopped = second.stop();
    return release();
  });
  await stopped;
  const answer = await told;
  const again = await tell(port(), { vendor, name: feed.name }, batch as never);
  assert.equal(again.status, 202);
  assert.ok(answer === undefined || [202, 503].includes(answer.status));
  assert.equal((await readings(wire(9))).length, 1);
});
