// The server here has no authority configured: its own minute would stamp between the ticks of the test.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openWhole, type Whole } from '../whole.ts';
import { type TestLog, testLog } from './log/test-log.ts';
import { stamper } from './time-stamp/stamping.ts';
import { openAuthority, type TestAuthority } from './time-stamp/test-authority.ts';

const directory = mkdtempSync(join(tmpdir(), 'lakiri-stamping-'));

let whole: Whole;
let log: TestLog;
let sequencer: Database;
let authority: TestAuthority;
before(async () => {
  authority = await openAuthority();
  whole = await openWhole({ env: { LAKIRI_DATA: directory } });
  sequencer = openDatabase({
    url: whole.postgres.sequencerUrl,
    poolMax: 2,
    name: 'stamping test',
    onIdleError: () => undefined,
  });
  log = testLog(sequencer, { directory: join(directory, 'log', 'centre'), name: 'centre' });
});
after(async () => {
  await sequencer?.end();
  await whole?.close();
  await authority?.close();
  rmSync(directory, { recursive: true });
});

/** The log's size with one fact more in it. */
async function grown(name: string): Promise<number> {
  const made = await whole.app.inject({
    method: 'POST',
    url: '/api/v1/parties',
    headers: { cookie: whole.cookie, 'idempotency-key': randomUUID() },
    payload: { kind: 'transporter', name, country: 'KE' },
  });
  assert.equal(made.statusCode, 201, made.body);
  return await log.publish();
}

const stamps = () =>
  whole.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ size: bigint }>(
      'SELECT size FROM evidence.time_stamp ORDER BY id',
    );
    return rows.map(({ size }) => Number(size));
  });

test('the newest checkpoint is stamped by the hour, and again soon when the authority was away', async () => {
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
