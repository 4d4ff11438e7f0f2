// A database that goes away while vendors tell: what they are told, and what is stored once it is back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openNode, type TestNode } from '../test-node.ts';
import { until } from './testing-mosquitto.ts';
import { aVendor, plantFeed, readingsOf, reportOf, tell } from './testing-vendor.ts';
import { type Way, wayTo } from './testing-way.ts';

const vendor = aVendor();
const name = 'ubunifu-cloud';
let node: TestNode;
let way: Way;
before(async () => {
  const feeds = { port: 0, secrets: undefined, answerMsMax: 300 };
  node = await openNode(2, { feeds }, async (url) => {
    way = await wayTo(url);
    return way.url;
  });
  await plantFeed(node.owner, vendor);
  const isKnown = async () => (await told({ id: 'none', records: [] })).code !== 'no-such-feed';
  await until('the gateway knows the feed', isKnown);
});
after(async () => {
  await node?.close();
  await way?.stop();
});

const told = (batch: object) =>
  tell(node.gateway.feedsPort() as number, { vendor, name }, batch as never);
const stored = (wireId: string): Promise<number> => readingsOf(node.owner, wireId);

async function kept(batch: string): Promise<number> {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query('SELECT 1 FROM feeds.batch WHERE id = $1', [batch]),
  );
  return rows.length;
}

test('away before a batch comes: it is told to come again, and is then taken once', async () => {
  const wireId = node.wireIds[0] as string;
  const batch = { id: 'early', records: [reportOf(wireId, Date.now() - 5_000)] };
  way.cut();
  const away = await told(batch);
  assert.deepEqual([away.status, away.code], [503, 'database-unavailable']);
  assert.match(away.retryAfter ?? '', /^[1-9]/);
  assert.deepEqual([await stored(wireId), await kept('early')], [0, 0]);
  way.mend();
  await until('it is taken', async () => (await told(batch)).status === 202);
  const again = await told(batch);
  assert.deepEqual([again.repeated, again.records[0]?.outcome], [true, 'stored']);
  assert.equal(await stored(wireId), 1);
});

test('away between a batch and its commit: nothing is acknowledged, and it is stored once', async () => {
  const wireId = node.wireIds[1] as string;
  const batch = { id: 'midway', records: [reportOf(wireId, Date.now() - 5_000)] };
  const blocker = await node.owner.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE telemetry.frame IN EXCLUSIVE MODE');
  const answer = await told(batch);
  assert.deepEqual([answer.status, answer.code], [503, 'busy']);
  assert.match(answer.retryAfter ?? '', /^[1-9]/);
  way.cut();
  await blocker.query('ROLLBACK');
  blocker.release();
  assert.equal((await told(batch)).status, 503);
  assert.equal(await kept('midway'), 0);
  way.mend();
  await until('it is taken', async () => (await told(batch)).status === 202);
  assert.equal(await stored(wireId), 1);
  const again = await told(batch);
  assert.deepEqual([again.status, again.repeated, await kept('midway')], [202, true, 1]);
  const outcome = again.records[0]?.outcome ?? '';
  assert.ok(['stored', 'doubled'].includes(outcome), outcome);
});
