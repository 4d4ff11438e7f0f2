import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

let node: TestNode;
let port: number;
before(async () => {
  node = await openNode(12);
  port = node.gateway.ports['jointech'] as number;
});
after(() => node.close());

const sec = (n: number) => Math.floor(Date.now() / 1000) * 1000 + n * 1000;

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

const readingsOf = async (wireId: string) =>
  rows<{ occurred_at: number; seal_version: number; late: boolean }>(
    `SELECT r.occurred_at, r.seal_version, r.late FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id
     WHERE s.wire_id = $1 ORDER BY r.seal_version`,
    wireId,
  );

test('a report is answered when it is stored: frame, reading, state and the fact of its batch', async () => {
  const [wireId = ''] = node.wireIds;
  const device = await Device.connect(port);
  const at = sec(-10);
  device.send(frameOf(wireId, at, { serial: 77 }));
  assert.deepEqual(await device.answers(1), ['(P69,0,77)']);
  const [seal] = await rows<{ version: number; occurred_at: number; lat: number }>(
    'SELECT version, occurred_at, lat FROM seals.seal WHERE wire_id = $1',
    wireId,
  );
  assert.deepEqual([seal?.version, seal?.occurred_at], [2, at]);
  assert.ok(Math.abs((seal?.lat ?? 0) + 4.045) < 1e-5);
  assert.deepEqual(
    (await readingsOf(wireId)).map((row) => row.seal_version),
    [2],
  );
  const [fact] = await rows<{ body: string }>(
    `SELECT f.body FROM fact.fact f JOIN telemetry.frame t ON t.batch = f.subject
     JOIN seals.seal s ON s.id = t.seal_id WHERE s.wire_id = $1`,
    wireId,
  );
  assert.match(JSON.parse(fact?.body ?? '{}').root, /^[0-9a-f]{64}$/);
  device.end();
});

test('a retransmission is answered again and stored once, also live after stored', async () => {
  const wireId = node.wireIds[1] as string;
  const device = await Device.connect(port);
  const at = sec(-20);
  device.send(frameOf(wireId, at, { serial: 1 }));
  await device.answers(1);
  device.send(frameOf(wireId, at, { serial: 2, dataType: 'blindArea' }));
  device.send(frameOf(wireId, at, { serial: 3 }));
  assert.deepEqual((await device.answers(3)).slice(1), ['(P69,0,2)', '(P69,0,3)']);
  assert.equal((await readingsOf(wireId)).length, 1);
  const frames = await rows<{ verdict: string }>(
    `SELECT verdict FROM telemetry.frame f JOIN seals.seal s ON s.id = f.seal_id WHERE wire_id = $1
     ORDER BY f.received_at, batch, position`,
    wireId,
  );
  assert.deepEqual(
    frames.map((row) => row.verdict),
    ['reports', 'doubled', 'doubled'],
  );
  device.end();
});

test('late and reordered readings are all kept, and only the newest moves the seal', async () => {
  const wireId = node.wireIds[2] as string;
  const device = await Device.connect(port);
  const order = [-30, -50, -40, -20, -60];
  for (const [serial, offset] of order.entries())
    device.send(frameOf(wireId, sec(0) + offset * 1000, { serial }));
  await device.answers(order.length);
  const stored = await readingsOf(wireId);
  assert.equal(stored.length, order.length);
  assert.deepEqual(
    stored.map((row) => row.seal_version),
    [2, 3, 4, 5, 6],
  );
  assert.deepEqual(
    stored.map((row) => row.late),
    [false, true, true, false, true],
  );
  device.end();
});

test('a cut raises one alarm and one case in the commit that stores its reading', async () => {
  const wireId = node.wireIds[3] as string;
  const device = await Device.connect(port);
  const cut = { motorLocked: true, ropeInserted: true, ropeCut: true, coverOpen: false };
  device.send(frameOf(wireId, sec(-3), { serial: 1 }));
  device.send(frameOf(wireId, sec(-2), { serial: 2, bits: cut }));
  device.send(frameOf(wireId, sec(-1), { serial: 3, bits: cut }));
  await device.answers(3);
  const alarms = await rows<{ kind: string; severity: number }>(
    'SELECT kind, severity FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal WHERE wire_id = $1',
    wireId,
  );
  assert.deepEqual(
    alarms.map(({ kind, severity }) => [kind, severity]),
    [['seal-cut', 1]],
  );
  const facts = await rows<{ type: string }>(
    `SELECT f.type FROM fact.fact f JOIN alarms.alarm a ON f.subject IN (a.id, a.case_id)
     JOIN seals.seal s ON s.id = a.seal WHERE wire_id = $1 ORDER BY f.type`,
    wireId,
  );
  assert.deepEqual(
    facts.map(({ type }) => type),
    ['alarm-raised', 'case-opened'],
  );
  device.end();
});

test('two gateways may serve one seal: every report once, versions without a gap', async (t) => {
  const wireId = node.wireIds[4] as string;
  const second = await node.another();
  t.after(() => second.stop());
  const one = await Device.connect(port);
  const two = await Device.connect(second.ports['jointech'] as number);
  for (let n = 0; n < 40; n++) {
    one.send(frameOf(wireId, sec(-1000 + n), { serial: n }));
    two.send(frameOf(wireId, sec(-500 + n), { serial: n }));
    two.send(frameOf(wireId, sec(-1000 + n), { serial: 100 + n })); // also on the other one
    if (n % 5 === 0) await sleep(3);
  }
  await one.answers(40);
  await two.answers(80);
  const stored = await readingsOf(wireId);
  assert.equal(stored.length, 80);
  assert.deepEqual(
    stored.map((row) => row.seal_version),
    Array.from({ length: 80 }, (_, at) => at + 2),
  );
  one.end();
  two.end();
});

test('a stranger gets no answer, is listed once, and is served once it is registered', async () => {
  const device = await Device.connect(port);
  const wireId = '9999999999';
  device.send(frameOf(wireId, sec(-5), { serial: 1 }));
  device.send(frameOf(wireId, sec(-4), { serial: 2 }));
  const framesOf = async (): Promise<readonly bigint[]> => {
    const sql = 'SELECT frames FROM seals.stranger WHERE wire_id = $1';
    return (await rows<{ frames: bigint }>(sql, wireId)).map(({ frames }) => frames);
  };
  for (let wait = 0; wait < 600 && ((await framesOf())[0] ?? 0n) < 2n; wait++) await sleep(100);
  assert.deepEqual(await framesOf(), [2n]);
  assert.deepEqual(device.heard, []);
  assert.deepEqual(await rows('SELECT id FROM seals.seal WHERE wire_id = $1', wireId), []);
  device.end();
});

test('a password in a frame is blanked where it is stored, and can be had back with the key', async () => {
  const wireId = node.wireIds[5] as string;
  const device = await Device.connect(port);
  device.send(Buffer.from(`(${wireId},P52,2,113271)`, 'latin1'));
  assert.deepEqual(await device.answers(1), ['(P52,2,113271)']);
  const [frame] = await rows<{ bytes: Buffer; secret: Buffer; verdict: string }>(
    `SELECT bytes, secret, verdict FROM telemetry.frame f JOIN seals.seal s ON s.id = f.seal_id
     WHERE wire_id = $1`,
    wireId,
  );
  assert.equal(frame?.verdict, 'request');
  assert.equal(frame?.bytes.toString('latin1'), `(${wireId},P52,2,******)`);
  const { revealSecrets } = await import('./intake/secrets.ts');
  const key = new Uint8Array(32).fill(7);
  assert.match(
    Buffer.from(revealSecrets(frame?.secret ?? Buffer.alloc(0), key)).toString('latin1'),
    /113271/,
  );
  device.end();
});

test('garbage is counted, sampled and ended; a seal beside it is served', async () => {
  const noise = await Device.connect(port);
  const wireId = node.wireIds[6] as string;
  const device = await Device.connect(port);
  noise.send(Buffer.alloc(200_000, 0x55));
  device.send(frameOf(wireId, sec(-2), { serial: 9 }));
  assert.deepEqual(await device.answers(1), ['(P69,0,9)']);
  for (let wait = 0; wait < 100 && !noise.closed; wait++) await sleep(20);
  assert.equal(noise.closed, true);
  const samples = async (): Promise<bigint> => {
    const [row] = await rows<{ n: bigint }>('SELECT count(*) AS n FROM telemetry.reject');
    return row?.n ?? 0n;
  };
  for (let wait = 0; wait < 600 && (await samples()) === 0n; wait++) await sleep(100);
  const n = await samples();
  assert.ok(n > 0n && n <= 4n, `${n} samples`);
  assert.ok((await node.metric('lakiri_gateway_malformed_total')) > 0);
  device.end();
});

for (const [say, at] of [
  ['1970', Date.UTC(2070, 0, 1)], // a year of two digits: 70 is read as 2070
  ['2099', Date.UTC(2099, 11, 31)],
] as const) {
  test(`a clock in ${say} keeps the reading, moves nothing, and does not stop the next one`, async () => {
    const wireId = node.wireIds[say === '1970' ? 7 : 8] as string;
    const device = await Device.connect(port);
    const right = sec(-1);
    device.send(frameOf(wireId, at, { serial: 1 }));
    device.send(frameOf(wireId, right, { serial: 2 }));
    await device.answers(2);
    assert.equal((await readingsOf(wireId)).length, 2);
    const [seal] = await rows<{ occurred_at: number }>(
      'SELECT occurred_at FROM seals.seal WHERE wire_id = $1',
      wireId,
    );
    assert.equal(seal?.occurred_at, right);
    device.end();
  });
}
