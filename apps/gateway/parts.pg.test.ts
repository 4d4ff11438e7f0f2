// Sub-locks and valves speak through their master and are seals of their own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@lakiri/kit';
import { encodeLocation, slavesItem, subLocksItem } from '@lakiri/protocol-jt808';
import { DIALECTS } from './dialects.ts';
import { converse, registerIn, subLockFrame } from './test-devices.ts';
import { openNode, type TestNode } from './test-node.ts';

const SUB_LOCK = '7C21450018';
let node: TestNode;
let subLock: string;
before(async () => {
  node = await openNode(1, {
    dialects: Object.values(DIALECTS).map((dialect) => ({ dialect, port: 0 })),
  });
  const model = { dialect: 'jointech', model: 'JT709-sub-lock' };
  subLock = await registerIn(node.owner, { ...model, wireId: SUB_LOCK });
  await armBeside(subLock, node.wireIds[0] ?? '');
});
after(() => node.close());

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

/** On the journey of another seal, armed as long as that. */
async function armBeside(seal: string, masterWireId: string): Promise<void> {
  await rows(
    `WITH master AS (SELECT journey, phase_at FROM seals.seal WHERE wire_id = $2),
       fitted AS (INSERT INTO journeys.fitting (journey, seal, number, fitted_at)
         SELECT journey, $1, 'sub-lock', phase_at FROM master)
     UPDATE seals.seal s SET phase = 'armed', journey = m.journey, phase_at = m.phase_at, due_at = now()
     FROM master m WHERE s.id = $1`,
    seal,
    masterWireId,
  );
}

type State = { version: number; bits: number; latches: string; received_at: number | null };
const stateOf = async (wireId: string) =>
  (
    await rows<State & { id: string }>(
      'SELECT id, version, bits, latches, received_at FROM seals.seal WHERE wire_id = $1',
      wireId,
    )
  )[0];
const framesOf = (seal: string | undefined) =>
  rows<{ verdict: string; bytes: Buffer }>(
    'SELECT verdict, bytes FROM telemetry.frame WHERE seal_id = $1 ORDER BY received_at, batch, position',
    seal,
  );
const sec = (n: number) => (Math.floor(Date.now() / 1000) * 1000 + n * 1000) as Instant;
const jointechPort = (): number => node.gateway.ports['jointech'] ?? 0;

test('what a sub-lock says is folded into the sub-lock and raises its alarm; its master stays as it was', async () => {
  const [masterId = ''] = node.wireIds;
  const frame = subLockFrame({
    master: masterId,
    part: SUB_LOCK,
    at: sec(-5),
    event: 8,
    status: 3,
  });
  const answers = { answerBytes: '(P69,0,41)'.length };
  const heard = await converse(jointechPort(), [{ say: frame, ...answers }]);
  assert.equal(Buffer.from(heard, 'hex').toString(), '(P69,0,41)');
  const [master, own] = [await stateOf(masterId), await stateOf(SUB_LOCK)];
  assert.deepEqual(
    [master?.version, master?.bits, /"set"/.test(master?.latches ?? '')],
    [1, 0, false],
  );
  assert.match(own?.latches ?? '', /"opened":\{"is":"set"/);
  const alarms = await rows<{ seal: string; kind: string }>('SELECT seal, kind FROM alarms.alarm');
  assert.deepEqual(alarms, [{ seal: subLock, kind: 'opened-no-order' }]);
  const facts = await rows<{ subject: string }>(
    `SELECT subject FROM fact.fact WHERE type = 'lock-event'`,
  );
  assert.deepEqual(facts, [{ subject: subLock }]);
});

test('its frame is kept under the master, and is found from the sub-lock too', async () => {
  const master = await stateOf(node.wireIds[0] ?? '');
  const [[ofMaster], [ofPart]] = [await framesOf(master?.id), await framesOf(subLock)];
  assert.deepEqual([ofMaster?.verdict, ofPart?.verdict], ['parts', 'reports']);
  assert.deepEqual(ofMaster?.bytes, ofPart?.bytes);
});

test('it is reached through its master, and has no peer of its own', () => {
  const { presence } = node.gateway;
  assert.equal(presence.throughOf(subLock)?.wireId, node.wireIds[0]);
  assert.equal(presence.peerOf(subLock), undefined);
});

test('told again it is stored once, and a sign of life of both', async () => {
  const [masterId = ''] = node.wireIds;
  const frame = subLockFrame({
    master: masterId,
    part: SUB_LOCK,
    at: sec(-4),
    event: 0,
    status: 0,
  });
  const answerBytes = '(P69,0,41)'.length;
  const say = { say: frame, answerBytes };
  await converse(jointechPort(), [say, say]);
  const readings = await rows('SELECT 1 FROM telemetry.reading WHERE seal_id = $1', subLock);
  assert.equal(readings.length, 2);
  const verdicts = (await framesOf(subLock)).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts, ['reports', 'reports', 'doubled']);
});

test('one that nobody registered is listed with its master, and its master is answered', async () => {
  const [masterId = ''] = node.wireIds;
  const frame = subLockFrame({
    master: masterId,
    part: '7C21450099',
    at: sec(-3),
    event: 8,
    status: 3,
  });
  await converse(jointechPort(), [{ say: frame, answerBytes: '(P69,0,41)'.length }]);
  const listed = () =>
    rows<{ dialect: string; peer: string }>(
      `SELECT dialect, peer FROM seals.stranger WHERE wire_id = '7C21450099'`,
    );
  for (let wait = 0; wait < 600 && (await listed()).length === 0; wait++) await sleep(100);
  const strangers = await listed();
  assert.deepEqual(strangers, [{ dialect: 'jointech', peer: `through ${masterId}` }]);
});

const JT808_ROWS = [
  {
    item: 'D5',
    model: 'G-300',
    masterId: '790000000011',
    part: '7c31450021',
    told: slavesItem([
      { id: '7c31450021', card: '0000000000', batteryPct: 71, isUnlocked: true },
      { id: '7c31450022', card: '0000000000', batteryPct: 72, isUnlocked: true },
    ]),
  },
  {
    item: '63',
    model: 'G-300',
    masterId: '790000000012',
    part: 'a1b2c3d4e5f6',
    told: subLocksItem([{ id: 'a1b2c3d4e5f6', batteryMv: 3_600, sealed: false }]),
  },
] as const;

for (const { item, model, masterId, part, told } of JT808_ROWS)
  test(`JT/T 808 item ${item}: the lock told of is unlocked, and its master is not`, async () => {
    const master = await registerIn(node.owner, { dialect: 'jt808', model, wireId: masterId });
    const own = await registerIn(node.owner, {
      dialect: 'jt808',
      model: 'jt808-sub-lock',
      wireId: part,
    });
    await armBeside(own, node.wireIds[0] ?? '');
    const frame = encodeLocation(
      { wireId: masterId, serial: 1 },
      {
        ...{ occurredAt: sec(-2), valid: true, lat: -4.045, lon: 39.64, speedKmh: 0, courseDeg: 0 },
        items: [told],
      },
    );
    const answer = DIALECTS.jt808.acknowledge(DIALECTS.jt808.decode(frame), 'stored', sec(0));
    const say = [{ say: frame, answerBytes: answer?.length ?? 0 }];
    const heard = await converse(node.gateway.ports['jt808'] ?? 0, say);
    assert.equal(heard, Buffer.from(answer ?? []).toString('hex'));
    assert.match((await stateOf(part))?.latches ?? '', /"opened":\{"is":"set"/);
    assert.doesNotMatch((await stateOf(masterId))?.latches ?? '', /"set"/);
    assert.deepEqual(
      [
        (await framesOf(master)).length,
        (await framesOf(own)).length,
        (await stateOf(masterId))?.version,
      ],
      [1, 1, 2],
    );
  });
