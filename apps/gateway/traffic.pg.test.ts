// What else happens while readings stream in: officers act, a second gateway serves, heartbeats, nonsense,
// devices that half close, a stop in the middle.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Id, type Instant, MINUTE_MS } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { encodeLogin, encodePacket, sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { clearLatches, noteMilestone, type Seal, type SealEvents } from '@lakiri/seals';
import { sealAggregate } from '@lakiri/seals/store';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

const OFFICE = '01900000-0000-7000-8000-0000000000aa';
let node: TestNode;
let app: Database;
let port: number;
before(async () => {
  node = await openNode(12);
  port = node.gateway.ports['jointech'] as number;
  app = openDatabase({
    url: node.appUrl,
    poolMax: 8,
    name: 'office',
    onIdleError: () => undefined,
  });
  await rows(
    `INSERT INTO access.permit (party, valid_from, reason) VALUES ($1, 'epoch', 'oversees')`,
    OFFICE,
  );
});
after(async () => {
  await app.end();
  await node.close();
});

const sec = (n: number) => Math.floor(Date.now() / 1000) * 1000 + n * 1000;
const whole = { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false };

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

async function sealOf(wireId: string) {
  const [seal] = await rows<{ id: Id<'Seal'>; version: number; received_at: number | null }>(
    'SELECT id, version, received_at FROM seals.seal WHERE wire_id = $1',
    wireId,
  );
  if (seal === undefined) throw new Error(`no seal ${wireId}`);
  return seal;
}

/** An officer's act on a seal: clears a latch, or notes that the journey came further. */
async function act(seal: Id<'Seal'>, what: 'clear' | 'depart'): Promise<boolean> {
  const at = Date.now() as Instant;
  const done = await execute<Seal | undefined, SealEvents, { readonly code: string }>(
    { database: app, origin: 'test' },
    {
      scope: { party: OFFICE },
      actor: 'person:1',
      authority: null,
      occurredAt: at,
      receivedAt: at,
      aggregates: { seal: sealAggregate },
      load: async (tx) => (await sealAggregate.find(tx, seal))?.state,
      decide: (found) => {
        if (found === undefined) throw new Error('no seal');
        return what === 'clear'
          ? clearLatches({ seal: found, latches: ['cut'], case: newId(Date.now()) })
          : noteMilestone({ seal: found, milestone: 'departed' });
      },
      result: () => null,
    },
  );
  return done.accepted;
}

test('officers act on seals while two gateways fold their readings: no act and no reading is lost', async (t) => {
  const second = await node.another();
  t.after(() => second.stop());
  const wireIds = node.wireIds.slice(0, 3);
  const ports = [port, second.ports['jointech'] as number];
  const devices = await Promise.all(ports.map((at) => Device.connect(at)));
  const READINGS = 60;
  const ACTS = 12;
  let acts = 0;
  const office = Promise.all(
    wireIds.map(async (wireId, at) => {
      const { id } = await sealOf(wireId);
      for (let n = 0; n < ACTS; n++) {
        if (await act(id, (n + at) % 2 === 0 ? 'clear' : 'depart')) acts++;
        await sleep(7);
      }
    }),
  );
  for (let n = 0; n < READINGS; n++) {
    for (const wireId of wireIds) {
      const cut = { bits: { ...whole, ropeCut: n % 10 === 5 } };
      devices[n % 2]?.send(frameOf(wireId, sec(-900 + n), { serial: n, ...cut }));
    }
    if (n % 3 === 0) await sleep(5);
  }
  await office;
  for (const device of devices) await device.answers((READINGS / 2) * wireIds.length, 20_000);
  assert.equal(acts, ACTS * wireIds.length);
  for (const wireId of wireIds) {
    const { id, version } = await sealOf(wireId);
    const made = await rows<{ version: number }>(
      `SELECT seal_version AS version FROM telemetry.reading WHERE seal_id = $1
       UNION ALL SELECT subject_version FROM fact.fact WHERE subject = $1 ORDER BY version`,
      id,
    );
    // And once it is set apart: two connections tell of it in turn, each of three seals.
    assert.equal(version, 1 + READINGS + ACTS + 1);
    assert.deepEqual(
      made.map((row) => row.version),
      Array.from({ length: READINGS + ACTS + 1 }, (_, at) => at + 2),
    );
  }
  for (const device of devices) device.end();
});

test('two seals in opposite orders on two gateways, and both in one act, never stop one another', async (t) => {
  const second = await node.another();
  t.after(() => second.stop());
  const [a = '', b = ''] = node.wireIds.slice(3, 5);
  const one = await Device.connect(port);
  const two = await Device.connect(second.ports['jointech'] as number);
  const from = performance.now();
  for (let n = 0; n < 40; n++) {
    one.send(Buffer.concat([a, b].map((id) => frameOf(id, sec(-800 + n), { serial: n }))));
    two.send(Buffer.concat([b, a].map((id) => frameOf(id, sec(-700 + n), { serial: n }))));
    await sleep(4);
  }
  await one.answers(80, 60_000);
  await two.answers(80, 60_000);
  assert.ok(performance.now() - from < 60_000, 'deadlocks');
  // 80 readings, and once set apart.
  for (const id of [a, b]) assert.equal((await sealOf(id)).version, 82);
  one.end();
  two.end();
});

test('heartbeats keep a parked seal from silence, and are not kept each', async (t) => {
  const wireId = node.wireIds[5] as string;
  let now = sec(0) as Instant;
  const registry = createMetrics('heartbeats');
  const second = await node.another({ now: () => now, registry });
  t.after(() => second.stop());
  const framesHeard = async (): Promise<number> => {
    const all = await registry.getSingleMetric('lakiri_gateway_frames_total')?.get();
    return all?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
  };
  const device = await Device.connect(second.ports['jointech'] as number);
  device.send(frameOf(wireId, now - 1000, { serial: 1 }));
  await device.answers(1);
  const before = await sealOf(wireId);
  for (let n = 0; n < 30; n++) {
    now = (now + 15_000) as Instant;
    device.send(Buffer.from(`(${wireId},@JT)`));
    for (let wait = 0; wait < 500 && (await framesHeard()) < n + 2; wait++) await sleep(5);
  }
  for (
    let wait = 0;
    wait < 500 && now - ((await sealOf(wireId)).received_at ?? 0) >= MINUTE_MS;
    wait++
  )
    await sleep(20);
  const { received_at, version } = await sealOf(wireId);
  assert.ok(version > before.version, 'whoever knows the seal by an older word must read it again');
  const kept = await rows<{ received_at: number }>(
    `SELECT received_at FROM telemetry.frame WHERE seal_id = $1 AND verdict = 'heartbeat'`,
    before.id,
  );
  const minutes = new Set(kept.map((row) => Math.floor(row.received_at / MINUTE_MS)));
  assert.equal(kept.length, minutes.size);
  assert.ok(kept.length >= 7 && kept.length <= 9, `${kept.length} in 7.5 minutes`);
  assert.equal(version, before.version + kept.length, 'what is not kept changes nothing');
  assert.equal(received_at, Math.max(...kept.map((row) => row.received_at)));
  assert.ok(now - received_at < MINUTE_MS);
  device.end();
});

test('a heartbeat of a seal that never told a reading does not make it one that did', async () => {
  const wireId = node.wireIds[6] as string;
  const device = await Device.connect(port);
  device.send(Buffer.from(`(${wireId},@JT)`));
  await sleep(200);
  assert.equal((await sealOf(wireId)).received_at, null);
  device.end();
});

test('a device that asks without end is answered, and its asking kept a few times a minute', async () => {
  const wireId = node.wireIds[7] as string;
  const device = await Device.connect(port);
  for (let n = 0; n < 100; n++) device.send(Buffer.from(`(${wireId},P22,2)`));
  await device.answers(100);
  const { id } = await sealOf(wireId);
  const kept = await rows(`SELECT FROM telemetry.frame WHERE seal_id = $1`, id);
  assert.ok(kept.length >= 20 && kept.length <= 40, `${kept.length} kept`);
  device.end();
});

test('the root of a batch is over the frames that are kept, at their positions', async () => {
  const wireId = node.wireIds[8] as string;
  const device = await Device.connect(port);
  const beats = Buffer.concat(Array(30).fill(Buffer.from(`(${wireId},P22,2)`)));
  device.send(Buffer.concat([beats, frameOf(wireId, sec(-2), { serial: 7 }), beats]));
  await device.answers(61);
  const { id } = await sealOf(wireId);
  const kept = await rows<{ batch: string; position: number }>(
    'SELECT batch, position FROM telemetry.frame WHERE seal_id = $1 ORDER BY batch, position',
    id,
  );
  const batches = Map.groupBy(kept, (row) => row.batch);
  for (const [batch, frames] of batches) {
    assert.deepEqual(
      frames.map((row) => row.position),
      frames.map((_, at) => at),
    );
    const [fact] = await rows<{ body: string }>(
      'SELECT body FROM fact.fact WHERE subject = $1',
      batch,
    );
    assert.equal(JSON.parse(fact?.body ?? '{}').frames, frames.length);
  }
  const [reading] = await rows<{ batch: string; position: number }>(
    'SELECT batch, position FROM telemetry.reading WHERE seal_id = $1',
    id,
  );
  const [frame] = await rows<{ verdict: string }>(
    'SELECT verdict FROM telemetry.frame WHERE seal_id = $1 AND batch = $2 AND position = $3',
    id,
    reading?.batch,
    reading?.position,
  );
  assert.equal(frame?.verdict, 'reports');
  device.end();
});

test('nonsense in a session is kept with its verdict and not acknowledged; what follows is', async (t) => {
  const imei = '352093081452251';
  const wireId = node.wireIds[9] as string;
  await rows(
    `UPDATE seals.seal SET dialect = 'teltonika', model = 'FMB-rope', wire_id = $2 WHERE wire_id = $1`,
    wireId,
    imei,
  );
  const dialect = teltonikaWith(sealOnDin1);
  const second = await node.another({ dialects: [{ dialect, port: 0 }] });
  t.after(() => second.stop());
  const device = await Device.connect(second.ports['teltonika'] as number);
  const heard: Buffer[] = [];
  device.socket.on('data', (chunk) => heard.push(chunk));
  const packet = encodePacket(8, [
    {
      occurredAt: sec(-5) as Instant,
      priority: 0,
      lat: -4.045,
      lon: 39.64,
      altitudeM: 10,
      courseDeg: 90,
      satellites: 9,
      speedKmh: 40,
      eventId: 0,
      io: [],
    },
  ]);
  const broken = Uint8Array.from(packet);
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 0xff;
  const answered = async (bytes: number): Promise<void> => {
    for (let wait = 0; wait < 500 && Buffer.concat(heard).length < bytes; wait++) await sleep(20);
  };
  device.send(encodeLogin(imei));
  await answered(1);
  device.send(broken);
  await sleep(150); // nothing is answered to it
  device.send(packet);
  await answered(5);
  assert.equal(Buffer.concat(heard).toString('hex'), '0100000001');
  const { id } = await sealOf(imei);
  const frames = await rows<{ verdict: string }>(
    'SELECT verdict FROM telemetry.frame WHERE seal_id = $1 ORDER BY received_at, batch, position',
    id,
  );
  assert.deepEqual(
    frames.map((row) => row.verdict),
    ['login', 'wrong-checksum', 'reports'],
  );
  device.end();
});

test('a device that sends and closes its side at once is answered before ours closes', async () => {
  const wireId = node.wireIds[10] as string;
  const device = await Device.connect(port);
  device.socket.end(
    Buffer.concat([1, 2, 3].map((n) => frameOf(wireId, sec(-60 + n), { serial: n }))),
  );
  assert.equal((await device.answers(3)).length, 3);
  for (let wait = 0; wait < 100 && !device.closed; wait++) await sleep(10);
  assert.equal(device.closed, true);
});

test('a stranger that is registered meanwhile is served within seconds, on the same connection', async () => {
  const wireId = '8111111111';
  const device = await Device.connect(port);
  device.send(frameOf(wireId, sec(-5), { serial: 1 }));
  await sleep(300);
  await rows(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
     SELECT $1, 1, 'ELK-new', dialect, $2, model, owner, now(), 'free', latches FROM seals.seal WHERE wire_id = '${node.wireIds[0]}'`,
    newId(Date.now()),
    wireId,
  );
  const from = performance.now();
  for (let n = 2; device.heard.length === 0 && n < 600; n++) {
    device.send(frameOf(wireId, sec(-4), { serial: n }));
    await sleep(100);
  }
  assert.ok(device.heard.length > 0 && performance.now() - from < 60_000);
  device.end();
});

test('a stop in the middle of a stream ends while the stream goes on, and what was answered is stored', async () => {
  const wireId = node.wireIds[11] as string;
  const second = await node.another();
  const device = await Device.connect(second.ports['jointech'] as number);
  let serial = 0;
  const sending = setInterval(() => {
    for (let n = 0; n < 5; n++, serial++)
      device.send(frameOf(wireId, sec(-3000) + serial * 1000, { serial: serial % 256 }));
  }, 1);
  await sleep(150);
  await second.stop();
  clearInterval(sending);
  await sleep(50);
  const { id } = await sealOf(wireId);
  const [{ n = 0n } = {}] = await rows<{ n: bigint }>(
    'SELECT count(*) AS n FROM telemetry.reading WHERE seal_id = $1',
    id,
  );
  assert.ok(device.heard.length > 0);
  assert.ok(device.heard.length <= Number(n), `${device.heard.length} answered, ${n} stored`);
  device.end();
});
