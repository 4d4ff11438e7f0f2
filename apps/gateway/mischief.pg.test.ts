// Readings that no table takes, among good ones: the good are stored and answered, the lane goes on,
// and what can be saved of the bad one is saved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, NO_BITS, type Report } from '@lakiri/kit';
import { mischief } from './test-dialect.ts';
import { Device, openNode, type TestNode } from './test-node.ts';

const dialect = mischief();
let node: TestNode;
let port: number;
before(async () => {
  node = await openNode(24, { dialects: [{ dialect, port: 0 }] });
  port = node.gateway.ports['jointech'] as number;
});
after(() => node.close());

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

type Stored = {
  occurred_at: number;
  clock: number;
  lat_e7: number | null;
  speed_kmh: number | null;
  odometer_km: number | null;
  event: string | null;
};
const readingsOf = (wireId: string): Promise<Stored[]> =>
  rows<Stored>(
    `SELECT r.* FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id WHERE s.wire_id = $1
     ORDER BY r.seal_version`,
    wireId,
  );

const AHEAD = 2;
const cut = { ...NO_BITS, motorLocked: true, ropeCut: true };
const odd: readonly { say: string; said: Partial<Report>; keeps: Partial<Stored> }[] = [
  { say: 'a latitude of 1e9', said: { lat: 1e9 }, keeps: { lat_e7: null } },
  { say: 'a latitude that is no number', said: { lat: Number.NaN }, keeps: { lat_e7: null } },
  { say: 'a speed of 65,535', said: { speedKmh: 65_535 }, keeps: { speed_kmh: 65_535 } },
  {
    say: 'an infinite speed',
    said: { speedKmh: Number.POSITIVE_INFINITY },
    keeps: { speed_kmh: null },
  },
  { say: 'a speed that is no number', said: { speedKmh: Number.NaN }, keeps: { speed_kmh: null } },
  { say: 'an odometer of 1e300', said: { odometerKm: 1e300 }, keeps: { odometer_km: null } },
  {
    say: 'the year 10000',
    said: { occurredAt: Date.UTC(10_000, 0, 1) as Instant },
    keeps: { occurred_at: 0, clock: AHEAD },
  },
  {
    say: 'the last instant that there is',
    said: { occurredAt: 8.64e15 as Instant },
    keeps: { occurred_at: 0, clock: AHEAD },
  },
  {
    say: 'a time before Christ',
    said: { occurredAt: -8e13 as Instant },
    keeps: { occurred_at: 0, clock: 3 },
  },
  {
    say: 'a time that is no number',
    said: { occurredAt: Number.NaN as Instant },
    keeps: { occurred_at: 0, clock: 0 },
  },
  {
    say: 'a zero byte in its event',
    said: { event: { type: 'unlock.rfid', credential: 'a\0b', wrongCount: 0, verification: 0 } },
    keeps: {
      event: '{"type":"unlock.rfid","credential":"a\\u0000b","wrongCount":0,"verification":0}',
    },
  },
];

for (const [at, { say, said, keeps }] of odd.entries()) {
  test(`${say}: the reading is kept, its cut raised, and its neighbours answered`, async () => {
    const wireId = node.wireIds[at] as string;
    const device = await Device.connect(port);
    const own = await Device.connect(port); // a connection that speaks for many is not believed
    const good = node.wireIds.slice(20, 24);
    for (const other of good) device.send(dialect.frame(other, [{}]));
    const bad = dialect.frame(wireId, [{ occurredAt: Date.now() as Instant, bits: cut, ...said }]);
    own.send(bad);
    for (const other of good) device.send(dialect.frame(other, [{}]));
    await device.answers(8);
    await own.answers(1);
    const [stored] = await readingsOf(wireId);
    for (const [column, value] of Object.entries(keeps))
      assert.deepEqual(stored?.[column as keyof Stored], value, column);
    const alarms = await rows(
      `SELECT FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal WHERE s.wire_id = $1 AND a.kind = 'seal-cut'`,
      wireId,
    );
    assert.equal(alarms.length, 1);
    // The same again is the same reading, however odd its time, and the lane gets over it.
    own.send(bad);
    await own.answers(2);
    assert.equal((await readingsOf(wireId)).length, 1);
    device.end();
    own.end();
  });
}

test('what cannot be stored at all stands alone: unanswered, sampled, and nobody waits for it', async () => {
  const wireId = node.wireIds[15] as string;
  await rows('UPDATE seals.seal SET version = 2147483647 WHERE wire_id = $1', wireId);
  const device = await Device.connect(port);
  const bad = dialect.frame(wireId, [{}]);
  const good = Array.from({ length: 20 }, (_, n) =>
    dialect.frame(node.wireIds[16 + (n % 4)] as string, [{}]),
  );
  device.send(Buffer.concat([...good.slice(0, 10), bad, ...good.slice(10)]));
  await device.answers(20);
  const rejects = () =>
    rows<{ code: string; bytes: Buffer }>(
      `SELECT code, bytes FROM telemetry.reject WHERE code NOT IN ('no-login')`,
    );
  for (let wait = 0; wait < 600 && (await rejects()).length === 0; wait++) await sleep(100);
  const [reject] = await rejects();
  assert.equal(device.heard.length, 20);
  assert.deepEqual([reject?.code, reject?.bytes.compare(bad)], ['broken', 0]);
  assert.deepEqual(await readingsOf(wireId), []);
  device.end();
});

test('a millisecond of the year 5000, told twice, is stored once and stops nobody', async () => {
  const wireId = node.wireIds[16] as string;
  const device = await Device.connect(port);
  const occurredAt = (Date.UTC(5000, 5, 5) + 123) as Instant;
  const record = Buffer.from('the same record');
  const before = (await readingsOf(wireId)).length;
  device.send(dialect.frame(wireId, [{ occurredAt, record }]));
  await device.answers(1);
  device.send(dialect.frame(wireId, [{ occurredAt, record }]));
  await device.answers(2);
  const stored = (await readingsOf(wireId)).slice(before);
  assert.deepEqual(
    stored.map((row) => row.occurred_at),
    [occurredAt],
  );
  device.end();
});

test('one record three times: twice in a frame, and in the next frame of the batch', async () => {
  const wireId = node.wireIds[17] as string;
  const device = await Device.connect(port);
  const same = { occurredAt: Date.now() as Instant, record: Buffer.from('one and the same') };
  const other = { ...same, record: Buffer.from('another of that instant') };
  const before = (await readingsOf(wireId)).length;
  device.send(
    Buffer.concat([
      dialect.frame(wireId, [same, same, other]),
      dialect.frame(wireId, [same]),
      dialect.frame(wireId, [other]),
    ]),
  );
  await device.answers(3);
  assert.equal((await readingsOf(wireId)).length - before, 2);
  device.end();
});

test('a reading first judged ahead, told again when its time has come, is one reading', async (t) => {
  const wireId = node.wireIds[18] as string;
  let now = Date.now() as Instant;
  const second = await node.another({ dialects: [{ dialect, port: 0 }], now: () => now });
  t.after(() => second.stop());
  const device = await Device.connect(second.ports['jointech'] as number);
  const before = (await readingsOf(wireId)).length;
  const record = Buffer.from('of the future');
  const occurredAt = (now + 600_000) as Instant;
  device.send(dialect.frame(wireId, [{ occurredAt, record }]));
  await device.answers(1);
  now = (now + 900_000) as Instant;
  device.send(dialect.frame(wireId, [{ occurredAt, record }]));
  await device.answers(2);
  assert.equal((await readingsOf(wireId)).length - before, 1);
  device.end();
});
