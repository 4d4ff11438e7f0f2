// The real gateway, told lies over real sockets; and the honest things that look like them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, type Id, type Instant } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import type { LongFormInput } from '@lakiri/protocol-jointech';
import type { Seal, SealEvents, SealId } from '@lakiri/seals';
import { sealAggregate } from '@lakiri/seals/store';
import { type LiftRefusal, lifted, liftQuarantine, type Suspicion } from '@lakiri/trust';
import { loadSuspicions, peersOf, replaceSuspicion } from '@lakiri/trust/store';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

let node: TestNode;
let port: number;
const START = Date.now();
/** Seconds from the beginning of the test. */
const sec = (offset: number): Instant =>
  (Math.floor(START / 1000) * 1000 + offset * 1000) as Instant;
const MOMBASA = { lat: -4.045, lon: 39.64 };
const NAIROBI = { lat: -1.29, lon: 36.82 };

before(async () => {
  node = await openNode(16);
  port = node.gateway.ports['jointech'] as number;
});
after(() => node.close());

const rows = <Row>(sql: string, ...values: unknown[]): Promise<readonly Row[]> =>
  node.owner.asNode(async (tx) => (await tx.query<Row & object>(sql, values)).rows as Row[]);

type Found = {
  readonly id: SealId;
  readonly state: string;
  readonly why: readonly string[];
  readonly alarms: readonly string[];
  readonly verdicts: readonly string[];
  readonly lat: number | null;
  readonly readings: number;
};

/** What the node thinks of a seal. */
async function found(wireId: string): Promise<Found> {
  const [seal] = await rows<{ id: SealId; lat: number | null }>(
    'SELECT id, lat FROM seals.seal WHERE wire_id = $1',
    wireId,
  );
  assert.ok(seal !== undefined);
  const { id, lat } = seal;
  const suspicion: Suspicion | undefined = await node.owner.asNode(async (tx) =>
    (await loadSuspicions(tx, [id])).get(id),
  );
  const alarms = await rows<{ kind: string }>(
    `SELECT kind FROM alarms.alarm WHERE seal = $1 AND kind IN
       ('identity-doubted', 'position-doubted', 'jamming-suspected', 'clock-jumped')
     ORDER BY received_at, kind`,
    id,
  );
  const verdicts = await rows<{ verdict: string }>(
    'SELECT verdict FROM telemetry.frame WHERE seal_id = $1 ORDER BY received_at, batch, position',
    id,
  );
  const [count] = await rows<{ n: number }>(
    'SELECT count(*)::int AS n FROM telemetry.reading WHERE seal_id = $1',
    id,
  );
  return {
    id,
    lat,
    state: suspicion?.state ?? 'none',
    why: (suspicion?.why ?? []).map(({ code }) => code),
    alarms: alarms.map(({ kind }) => kind),
    verdicts: verdicts.map(({ verdict }) => verdict),
    readings: count?.n ?? 0,
  };
}

/** Along the road at some 60 km/h, each fix a little beside where one would compute it. */
function onRoad(minute: number, over: Partial<LongFormInput> = {}): Partial<LongFormInput> {
  const wobble = ((minute * 7919) % 13) / 100_000;
  return {
    lat: MOMBASA.lat + minute * 0.006 + wobble,
    lon: MOMBASA.lon - minute * 0.006 - wobble,
    speedKmh: 57,
    serial: minute & 0xff,
    ...over,
  };
}

async function tell(device: Device, frames: readonly Uint8Array[]): Promise<void> {
  const known = device.heard.length;
  for (const [at, frame] of frames.entries()) {
    device.send(frame);
    await device.answers(known + at + 1);
  }
}

const minutes = (wireId: string, from: number, to: number, over: Partial<LongFormInput> = {}) =>
  Array.from({ length: to - from }, (_, at) =>
    frameOf(wireId, sec(-3_600 + (from + at) * 60), onRoad(from + at, over)),
  );

test('a recording is played back on another socket while the seal goes on', async () => {
  const wireId = node.wireIds[0] as string;
  const device = await Device.connect(port);
  const recorded = minutes(wireId, 0, 8);
  await tell(device, [...recorded, ...minutes(wireId, 8, 30)]);
  const thief = await Device.connect(port);
  await tell(thief, recorded);
  const { state, why, alarms, verdicts, readings } = await found(wireId);
  assert.deepEqual(
    [state, why, alarms],
    ['identity-doubted', ['told-again'], ['identity-doubted']],
  );
  assert.ok(verdicts.includes('quarantined-told-again'), verdicts.join(' '));
  assert.equal(readings, 30, 'nothing is stored twice');
  device.end();
  thief.end();
});

test('a clone far away: both streams are kept and move nothing, until a person lifts it', async () => {
  const wireId = node.wireIds[1] as string;
  const device = await Device.connect(port);
  await tell(device, minutes(wireId, 0, 3));
  const clone = await Device.connect(port);
  const there = { ...NAIROBI, speedKmh: 40 };
  await tell(clone, [frameOf(wireId, sec(-3_600 + 130), there)]);
  const first = await found(wireId);
  assert.deepEqual([first.state, first.why], ['identity-doubted', ['two-places']]);
  assert.equal(first.verdicts.at(-1), 'quarantined-two-places');
  // Both go on; the one that is cut is told to people all the same.
  await tell(device, minutes(wireId, 3, 5));
  const cut = { bits: { motorLocked: true, ropeInserted: true, ropeCut: true, coverOpen: false } };
  await tell(clone, [frameOf(wireId, sec(-3_600 + 290), { ...there, ...cut })]);
  const apart = await found(wireId);
  assert.equal(apart.readings, 7);
  assert.equal(apart.lat, first.lat, 'neither moves the seal');
  assert.deepEqual(apart.verdicts.slice(-3), ['quarantined', 'quarantined', 'quarantined']);
  assert.deepEqual(apart.alarms, ['identity-doubted', 'identity-doubted']);
  const peers = await node.owner.asNode((tx) => peersOf(tx, [apart.id])).catch(() => new Map());
  assert.ok(peers.size === 0 || (peers.get(apart.id)?.length ?? 0) >= 2);
  clone.end();
  await lift(apart.id);
  await tell(device, minutes(wireId, 5, 7));
  const after = await found(wireId);
  assert.equal(after.state, 'none');
  assert.notEqual(after.lat, first.lat, 'its word is taken again');
  device.end();
});

async function lift(seal: SealId): Promise<void> {
  const at = Date.now() as Instant;
  const by = '01900000-0000-7000-8000-000000000001' as Id<'Person'>;
  type Loaded = { seal: Seal | undefined; suspicion: Suspicion | undefined };
  const done = await execute<Loaded, SealEvents, LiftRefusal>(
    { database: node.owner, origin: 'test' },
    {
      scope: { party: '01900000-0000-7000-8000-00000000000f' as Id<'Party'> },
      actor: `person:${by}`,
      authority: null,
      occurredAt: at,
      receivedAt: at,
      aggregates: { seal: sealAggregate },
      load: async (tx) => ({
        seal: (await sealAggregate.find(tx, seal))?.state,
        suspicion: (await loadSuspicions(tx, [seal])).get(seal),
      }),
      decide: (loaded) =>
        liftQuarantine({ ...loaded, reason: { text: 'seen', sha256: 'ab' }, by, at }),
      also: (tx) => replaceSuspicion(tx, seal, lifted(at)),
      result: () => null,
    },
  );
  assert.ok(done.accepted);
}

test('a clone at the same place: two connections in turn', async () => {
  const wireId = node.wireIds[2] as string;
  const [one, two] = [await Device.connect(port), await Device.connect(port)];
  for (let n = 0; n < 4; n++) await tell(n % 2 === 0 ? one : two, minutes(wireId, n, n + 1));
  const { state, why, verdicts } = await found(wireId);
  assert.deepEqual([state, why], ['identity-doubted', ['two-peers']]);
  assert.equal(verdicts.at(-1), 'quarantined-two-peers');
  one.end();
  two.end();
});

test('two gateways: a clone by the other one is seen as well', async (t) => {
  const second = await node.another();
  t.after(() => second.stop());
  const wireId = node.wireIds[3] as string;
  const here = await Device.connect(port);
  const there = await Device.connect(second.ports['jointech'] as number);
  for (let n = 0; n < 6; n++) await tell(n % 2 === 0 ? here : there, minutes(wireId, n, n + 1));
  assert.equal((await found(wireId)).state, 'identity-doubted');
  here.end();
  there.end();
});

test('one connection speaks for two seals: both are set apart', async () => {
  const [a = '', b = ''] = node.wireIds.slice(4, 6);
  const device = await Device.connect(port);
  await tell(device, minutes(a, 0, 2));
  await tell(device, minutes(b, 0, 1));
  await tell(device, minutes(a, 2, 3));
  for (const wireId of [a, b]) {
    const { state, why } = await found(wireId);
    assert.deepEqual([state, why], ['identity-doubted', ['id-swapped']]);
  }
  device.end();
});

const OF_PLACE = [
  {
    say: 'teleport: a place out of reach, and it stays there',
    told: (minute: number) => (minute < 4 ? {} : { ...NAIROBI, lat: NAIROBI.lat + minute * 0.004 }),
    kind: 'position-doubted',
    why: 'jumped-to',
  },
  {
    say: 'frozen track: it drives and no digit changes',
    told: (minute: number) => (minute < 2 ? {} : { ...MOMBASA, speedKmh: 40 }),
    kind: 'position-doubted',
    why: 'track-frozen',
  },
  {
    say: 'spoof drag: the place is drawn away faster than the wheels turn',
    told: (minute: number) =>
      minute < 2 ? {} : { ...MOMBASA, lat: MOMBASA.lat + (minute - 1) * 0.02, speedKmh: 20 },
    kind: 'position-doubted',
    why: 'speed-contradicts',
  },
  {
    say: 'jam: it drives, reports come, and no satellite is heard',
    told: (minute: number) => (minute < 3 ? {} : { valid: false, satellites: 0 }),
    kind: 'jamming-suspected',
    why: 'fix-lost-moving',
  },
];
for (const [at, { say, told, kind, why }] of OF_PLACE.entries())
  test(say, async () => {
    const wireId = node.wireIds[6 + at] as string;
    const device = await Device.connect(port);
    for (let minute = 0; minute < 12; minute++)
      await tell(device, minutes(wireId, minute, minute + 1, told(minute)));
    const seal = await found(wireId);
    assert.deepEqual([...new Set(seal.alarms)], [kind]);
    assert.ok(!seal.verdicts.some((verdict) => verdict.startsWith('quarantined')));
    const [alarm] = await rows<{ why: string }>(
      'SELECT why FROM alarms.alarm WHERE seal = $1 AND kind = $2 ORDER BY received_at LIMIT 1',
      seal.id,
      kind,
    );
    assert.ok(
      (JSON.parse(alarm?.why ?? '[]') as { code: string }[]).some(({ code }) => code === why),
    );
    device.end();
  });

test('clock jump: live reports that are all two hours behind', async (t) => {
  const wireId = node.wireIds[10] as string;
  let now = sec(0);
  const second = await node.another({ now: () => now });
  t.after(() => second.stop());
  const device = await Device.connect(second.ports['jointech'] as number);
  for (let minute = 0; minute < 8; minute++) {
    now = addMs(now, 60_000);
    const occurredAt = minute < 3 ? addMs(now, -2_000) : addMs(now, -7_200_000);
    await tell(device, [frameOf(wireId, occurredAt, onRoad(minute))]);
  }
  assert.deepEqual((await found(wireId)).alarms, ['clock-jumped']);
  device.end();
});

test('what is honest raises nothing', async (t) => {
  const second = await node.another();
  t.after(() => second.stop());
  const wireId = node.wireIds[11] as string;
  const first = await Device.connect(port);
  await tell(first, minutes(wireId, 0, 5));
  // A new address by the network: the old socket is never heard of again, and never closed.
  const anew = await Device.connect(port);
  await tell(anew, minutes(wireId, 4, 8)); // the last one told again, for want of an answer
  // A dead zone, then what was kept in it, the newest first as some firmware does, and on.
  await tell(anew, minutes(wireId, 20, 22));
  await tell(anew, minutes(wireId, 8, 20).reverse());
  anew.end();
  // Restarted, on the other gateway, and back on another socket of the first.
  const other = await Device.connect(second.ports['jointech'] as number);
  await tell(other, minutes(wireId, 22, 25));
  other.end();
  const back = await Device.connect(port);
  await tell(back, minutes(wireId, 25, 28));
  // A tunnel, and one wild fix of a cold start behind it.
  await tell(back, minutes(wireId, 28, 30, { valid: false, satellites: 0 }));
  await tell(back, minutes(wireId, 30, 31, NAIROBI));
  await tell(back, minutes(wireId, 31, 34));
  // Parked: the same place again and again, at no speed.
  await tell(back, minutes(wireId, 34, 42, { ...MOMBASA, lat: -3.84, lon: 39.43, speedKmh: 0 }));
  const seal = await found(wireId);
  assert.deepEqual([seal.state, seal.alarms], ['none', []]);
  assert.ok(seal.verdicts.every((verdict) => ['reports', 'doubled'].includes(verdict)));
  for (const device of [first, back]) device.end();
});

test('two ways to one device: the same is told by both', async () => {
  const wireId = node.wireIds[12] as string;
  const [one, two] = [await Device.connect(port), await Device.connect(port)];
  for (let minute = 0; minute < 10; minute++) {
    const [fast, slow] = minute % 2 === 0 ? [one, two] : [two, one];
    await tell(fast, minutes(wireId, minute, minute + 1));
    await tell(slow, minutes(wireId, minute, minute + 1));
  }
  const { state, alarms } = await found(wireId);
  assert.deepEqual([state, alarms], ['none', []]);
  one.end();
  two.end();
});
