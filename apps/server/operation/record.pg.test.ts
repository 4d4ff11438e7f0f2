import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { evidenceMigrations } from '@lakiri/evidence/store';
import type { Instant } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { BEAT_MS, LOST_AFTER_MS, type OperationRecord, operationRecord } from './record.ts';

let postgres: TestDatabase;
let owner: Database;
before(async () => {
  postgres = await testDatabase({ sets: [evidenceMigrations] });
  owner = open(postgres.ownerUrl);
});
after(async () => {
  await owner.end();
  await postgres.drop();
});

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 2, name: 'record test', onIdleError: () => undefined });

/** A record with a clock of its own and a database that can be taken away. */
function recordOf(origin: string) {
  const real = open(postgres.appUrl);
  let isAway = false;
  let clock = Date.UTC(2026, 10, 23, 8) as Instant;
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return await work();
  };
  const database: Database = {
    ...real,
    asNode: (work) => guard(() => real.asNode(work)),
    asParty: (scope, work, isolation) => guard(() => real.asParty(scope, work, isolation)),
  };
  const record: OperationRecord = operationRecord({
    database,
    origin,
    program: 'lakiri test',
    now: () => clock,
    log: silentLog(),
  });
  return {
    record,
    away: (is: boolean) => {
      isAway = is;
    },
    pass: (ms: number) => {
      clock = (clock + ms) as Instant;
      return clock;
    },
    close: () => real.end(),
  };
}

async function facts(origin: string) {
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ subject: string; type: string; body: string }>(
      `SELECT subject, type, body FROM fact.fact WHERE origin = $1 ORDER BY ordinal`,
      [origin],
    ),
  );
  return rows.map(({ subject, type, body }) => ({ subject, type, body: JSON.parse(body) }));
}

test('a run that starts, beats and ends is two facts, and no more', async () => {
  const node = recordOf('clean');
  await node.record.beat();
  node.pass(BEAT_MS);
  await node.record.beat();
  await node.record.end();
  assert.deepEqual(
    (await facts('clean')).map(({ type }) => type),
    ['run-started', 'run-ended'],
  );
  await node.close();
});

test('an outage of the database is a fact when it is over, with what happened meanwhile', async () => {
  const node = recordOf('outage');
  await node.record.beat();
  const from = node.pass(0);
  node.away(true);
  node.pass(BEAT_MS);
  await node.record.beat();
  node.record.processesAre([
    { name: 'gateway-1', state: 'degraded', reason: 'readings wait', restarts: 0 },
  ]);
  node.pass(60_000);
  await node.record.beat();
  assert.equal((await facts('outage')).length, 1);
  node.away(false);
  const until = node.pass(BEAT_MS);
  await node.record.beat();
  const [, away, held] = await facts('outage');
  assert.equal(away?.type, 'database-away');
  assert.deepEqual([away?.body.from, away?.body.until], [from, until]);
  assert.deepEqual([held?.type, held?.body.state], ['process-changed', 'degraded']);
  await node.record.beat();
  assert.equal((await facts('outage')).length, 3);
  await node.close();
});

test('a run that never said it ended is given up by another, once, and not too early', async () => {
  const killed = recordOf('killed');
  await killed.record.beat();
  const aliveAt = killed.pass(0);
  const next = recordOf('killed');
  for (let ms = 0; ms < LOST_AFTER_MS; ms += BEAT_MS) {
    await next.record.beat();
    next.pass(BEAT_MS);
  }
  assert.ok(!(await facts('killed')).some(({ type }) => type === 'run-lost'));
  for (let beats = 0; beats < 3; beats++) {
    await next.record.beat();
    next.pass(BEAT_MS);
  }
  const lost = (await facts('killed')).filter(({ type }) => type === 'run-lost');
  assert.deepEqual(
    lost.map(({ body }) => body.aliveAt),
    [aliveAt],
  );
  // It was only asleep: it goes on as a new run.
  killed.pass(LOST_AFTER_MS * 2);
  await killed.record.beat();
  const started = (await facts('killed')).filter(({ type }) => type === 'run-started');
  assert.equal(new Set(started.map(({ subject }) => subject)).size, 3);
  await killed.close();
  await next.close();
});

test('after an outage nobody gives up others at once: they may have been as deaf', async () => {
  const one = recordOf('both');
  const other = recordOf('both');
  await one.record.beat();
  await other.record.beat();
  for (const node of [one, other]) {
    node.away(true);
    node.pass(BEAT_MS);
    await node.record.beat();
    node.pass(LOST_AFTER_MS * 3);
    node.away(false);
  }
  await one.record.beat();
  await other.record.beat();
  assert.ok(!(await facts('both')).some(({ type }) => type === 'run-lost'));
  await one.close();
  await other.close();
});

test('processes that come and go are told by their change only', async () => {
  const node = recordOf('states');
  const say = (state: 'starting' | 'ready' | 'restarting', reason?: string) =>
    node.record.processesAre([
      { name: 'gateway-1', state, restarts: 0, ...(reason === undefined ? {} : { reason }) },
    ]);
  say('starting');
  say('ready');
  say('ready');
  say('restarting', 'ended by SIGKILL');
  say('starting');
  say('ready');
  await node.record.beat();
  assert.deepEqual(
    (await facts('states')).map(({ type, body }) => [type, body.state, body.reason]),
    [
      ['run-started', undefined, undefined],
      ['process-changed', 'restarting', 'ended by SIGKILL'],
      ['process-changed', 'ready', null],
    ],
  );
  await node.close();
});
