// The real gateway with a device of every dialect: by TCP, and by UDP where its devices have it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dialect, Instant, Message, Outcome, Profile } from '@lakiri/kit';
import { loadModels } from '@lakiri/seals/store';
import { orderProfile } from './commands/order-profile.ts';
import { DIALECTS } from './dialects.ts';
import { modelsOf } from './intake/models.ts';
import { DATAGRAM_REJECTS_PER_MINUTE_MAX } from './limits.ts';
import { converse, DEVICES, registerIn, sendDatagrams, type TestDevice } from './test-devices.ts';
import { openNode, type TestNode } from './test-node.ts';

let node: TestNode;
const ids = new Map<string, string>();
before(async () => {
  node = await openNode(0, {
    dialects: Object.values(DIALECTS).map((dialect) => ({ dialect, port: 0 })),
  });
  for (const device of DEVICES) ids.set(device.dialect, await registerIn(node.owner, device));
});
after(() => node.close());

const dialectOf = ({ dialect }: TestDevice): Dialect => DIALECTS[dialect];
const portOf = ({ dialect }: TestDevice): number => node.gateway.ports[dialect] ?? 0;
const sec = (n: number) => (Math.floor(Date.now() / 1000) * 1000 + n * 1000) as Instant;

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

/** Waits until so many readings of the seal are stored; fails after five seconds. */
async function readings(device: TestDevice, count: number) {
  for (let tries = 0; tries < 100; tries++) {
    const found = await rows<{ occurred_at: number; lat_e7: number; dialect: string }>(
      `SELECT r.occurred_at, r.lat_e7, f.dialect FROM telemetry.reading r JOIN telemetry.frame f
         USING (seal_id, received_at, batch, position) WHERE r.seal_id = $1 ORDER BY r.seal_version`,
      ids.get(device.dialect),
    );
    if (found.length >= count) return found;
    await sleep(50);
  }
  throw new Error(`${count} readings of ${device.dialect} were not stored`);
}

function answerTo(device: TestDevice, frame: Uint8Array, outcome: Outcome): Uint8Array {
  const dialect = dialectOf(device);
  const message: Message = dialect.decode(frame);
  return dialect.acknowledge(message, outcome, 0 as Instant) ?? new Uint8Array(0);
}

test('every dialect that is listened for has a device here', () => {
  assert.deepEqual(DEVICES.map(({ dialect }) => dialect).sort(), Object.keys(DIALECTS).sort());
});

for (const device of DEVICES)
  test(`${device.dialect}: a report is stored, and then answered as its devices want it`, async () => {
    const at = sec(-20);
    const frame = device.report(at);
    const login = device.login === undefined ? [] : [{ say: device.login, as: 'known' as const }];
    const said = [...login, { say: frame, as: 'stored' as const }].map(({ say, as }) => {
      // A login without reports and one that only authenticates differ: as the lane has it.
      const { kind } = dialectOf(device).decode(say);
      const answer = answerTo(device, say, kind === 'login' || kind === 'request' ? 'known' : as);
      return { say, answer, answerBytes: answer.length };
    });
    const heard = await converse(portOf(device), said);
    assert.equal(heard, Buffer.concat(said.map(({ answer }) => answer)).toString('hex'));
    const [reading] = await readings(device, 1);
    assert.equal(reading?.occurred_at, at);
    assert.ok(Math.abs((reading?.lat_e7 ?? 0) / 1e7 + 4.045) < 1e-4, String(reading?.lat_e7));
    assert.equal(reading?.dialect, device.dialect);
  });

for (const device of DEVICES.filter((it) => dialectOf(it).datagrams !== undefined)) {
  const datagramAt = (at: Instant) => device.datagram?.(at) ?? device.report(at);

  test(`${device.dialect}: a datagram is stored once, and answered as often as it comes`, async () => {
    const at = sec(-10);
    const datagram = datagramAt(at);
    const message = dialectOf(device).datagrams?.decode(datagram) as Message;
    const answer = dialectOf(device).acknowledge(message, 'stored', 0 as Instant);
    const heard = await sendDatagrams(portOf(device), [datagram, datagram], {
      answers: answer === undefined ? 1 : 2,
      ms: answer === undefined ? 300 : 3_000,
    });
    const expected = answer === undefined ? [] : Array(2).fill(Buffer.from(answer).toString('hex'));
    assert.deepEqual(heard, expected);
    const stored = await readings(device, 2);
    assert.deepEqual(
      stored.map((reading) => [reading.occurred_at, reading.dialect]),
      [
        [stored[0]?.occurred_at, device.dialect],
        [at, `${device.dialect}-udp`],
      ],
    );
  });
}

const teltonika = DEVICES.find(({ dialect }) => dialect === 'teltonika') as TestDevice;
const rejects = async () =>
  (await rows<{ code: string }>('SELECT code FROM telemetry.reject')).map(({ code }) => code);

test('datagrams of nonsense, and too long ones, are sampled; nobody is answered', async () => {
  const noise = Array.from({ length: 60 }, (_, n) => Uint8Array.of(0, 3, n, 7, 9));
  const heard = await sendDatagrams(portOf(teltonika), [new Uint8Array(9_000), ...noise], {
    answers: 1,
    ms: 1_500,
  });
  assert.deepEqual(heard, []);
  const codes = await rejects();
  assert.ok(codes.includes('too-long'), codes.join());
  assert.ok(codes.length <= 2 * DATAGRAM_REJECTS_PER_MINUTE_MAX, String(codes.length)); // a minute may turn
  assert.ok((await node.metric('lakiri_gateway_malformed_total')) >= 61);
});

test('a datagram of an unknown device is listed and not answered, so that no third party is', async () => {
  const [seal] = DEVICES.filter(({ dialect }) => dialect === 'jt808');
  assert.ok(seal);
  const { encodeLocation } = await import('@lakiri/protocol-jt808');
  const stranger = encodeLocation(
    { wireId: '790000000099', serial: 1 },
    { occurredAt: sec(-1), valid: true, lat: 1, lon: 1, speedKmh: 0, courseDeg: 0 },
  );
  const heard = await sendDatagrams(portOf(seal), [stranger, stranger], { answers: 1, ms: 1_500 });
  assert.deepEqual(heard, []);
  const [row] = await rows<{ frames: bigint; dialect: string }>(
    `SELECT frames, dialect FROM seals.stranger WHERE wire_id = '790000000099'`,
  );
  assert.deepEqual([row?.frames, row?.dialect], [2n, 'jt808']);
});

test('who spoke by a datagram is not taken for somebody who can be spoken to', () => {
  const seal = ids.get('suntech') ?? '';
  assert.equal(node.gateway.presence.peerOf(seal), undefined);
});

test('each profile that this release brings is one to its dialect, and none to a dialect that remembers', async () => {
  const models = await node.owner.asNode(loadModels);
  assert.deepEqual(modelsOf(models).faults, []);
  assert.ok(models.length > 80, String(models.length));
  const words = models.flatMap(({ dialect, versions }) =>
    versions.flatMap(({ profile }) => (profile === null ? [] : [[dialect, profile] as const])),
  );
  for (const [name, profile] of words) {
    const dialect: Dialect | undefined = DIALECTS[name as keyof typeof DIALECTS];
    const read = dialect?.profileOf?.(JSON.parse(profile)) as Profile;
    assert.ok(read !== undefined && !('code' in read), `${name} ${profile}`);
    assert.equal(dialect?.remember, undefined, 'its memory would be asked twice');
  }
});

test('what orders to a model depend on is its data: what was tried on it, and by which version', async () => {
  const at = Date.now() as Instant;
  const asked = { dialect: DIALECTS.jointech, model: 'JT701D', at };
  await node.owner.asNode(async (tx) => {
    assert.equal(await orderProfile(tx, asked), undefined);
    await tx.query('SAVEPOINT as_it_was');
    await tx.query(
      `INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, drain_pct_per_hour, profile, basis, source)
       VALUES ('JT701D', 2, to_timestamp($1 / 1000.0), 60, 0.4, '{"provenCommands":["server"]}', 'measured', 'bench')`,
      [at],
    );
    assert.deepEqual(await orderProfile(tx, asked), {
      ...{ dialect: 'jointech', provenCommands: ['server'] },
    });
    assert.equal(await orderProfile(tx, { ...asked, at: (at - 1) as Instant }), undefined);
    assert.equal(await orderProfile(tx, { ...asked, dialect: DIALECTS.jt808 }), undefined);
    await tx.query('ROLLBACK TO as_it_was');
  });
});
