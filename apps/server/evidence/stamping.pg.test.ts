// The server here has no authority configured: its own minute would stamp between the ticks of the test.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { openEvidence, type TestEvidence } from './test-evidence.ts';
import { stamper } from './time-stamp/stamping.ts';

let evidence: TestEvidence;
before(async () => {
  evidence = await openEvidence({ stamps: false });
});
after(() => evidence?.close());

/** The log's size with one fact more in it. */
async function grown(name: string): Promise<number> {
  const made = await evidence.whole.app.inject({
    method: 'POST',
    url: '/api/v1/parties',
    headers: { cookie: evidence.whole.cookie, 'idempotency-key': randomUUID() },
    payload: { kind: 'transporter', name, country: 'KE' },
  });
  assert.equal(made.statusCode, 201, made.body);
  return await evidence.log.publish();
}

const stamps = () =>
  evidence.whole.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ size: bigint }>(
      'SELECT size FROM evidence.time_stamp ORDER BY id',
    );
    return rows.map(({ size }) => Number(size));
  });

test('the newest checkpoint is stamped by the hour, and again soon when the authority was away', async () => {
  const { whole, authority } = evidence;
  let clock = Date.now() as Instant;
  const { tick } = stamper({
    database: whole.owner,
    name: 'centre',
    authority: { url: authority.url, trustedPem: authority.caPem },
    now: () => clock,
    log: silentLog(),
  });
  const tickIn = async (ms: number) => {
    clock = (clock + ms) as Instant;
    await tick();
  };
  authority.behave('away');
  const first = await grown('Tick Haulage');
  await tick();
  assert.deepEqual(await stamps(), []);
  authority.behave('stamp');
  await tickIn(MINUTE_MS);
  assert.deepEqual(await stamps(), [first]);
  const second = await grown('Tock Haulage');
  await tickIn(HOUR_MS - MINUTE_MS);
  assert.deepEqual(await stamps(), [first]);
  await tickIn(MINUTE_MS);
  assert.deepEqual(await stamps(), [first, second]);
  await tick();
  assert.deepEqual(await stamps(), [first, second]);
});
