// A model that no release knows: two people make it, a seal is registered as it, and what the seal sends is read by its words.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { after, before, test } from 'node:test';
import { NO_BITS } from '@lakiri/kit';
import { encodeDatagram, type IoInput, teltonika } from '@lakiri/protocol-teltonika';
import { packBits } from '@lakiri/seals';
import { openYard, until, wholeSecond, type Yard } from './yard.ts';

const IMEI = '356307042441021';
const ROPE_OUT: IoInput = { id: 2, bytes: 1, value: 0 };
const said = {
  ...{ model: 'XG-9', maker: 'Xin Guard', like: 'FMB120' },
  ...{ reportIntervalS: 60, drainPctPerHour: 0.5, tierMax: 0, basis: 'manual', source: 'a sheet' },
  profile: { io: [{ id: 2, bytes: 1, means: 'ropeInserted', when: 1 }] },
};
let yard: Yard;
let draft: string;
let second: string;
before(async () => {
  yard = await openYard();
  second = await yard.supervisor('achieng', 'the other eyes');
});
after(() => yard.close());

const asked = async (path: string, body: object, by = yard.asker) => {
  const { status, body: told } = await yard.ask('POST', path, by, body);
  return status < 300 ? told : [status, told['code']];
};
const register = () =>
  asked('/seals', {
    ...{ number: 'XG-0001', dialect: 'teltonika', wireId: IMEI, model: 'XG-9' },
    ownerId: yard.vendor,
  });

test('one proposes it: nobody may register a seal as it, and the name is taken', async () => {
  draft = String(((await asked('/models/drafts', said)) as { id: string }).id);
  assert.deepEqual(await asked('/models/drafts', { ...said, model: 'xg-9' }), [409, 'model-taken']);
  assert.deepEqual(await asked('/models/drafts', { ...said, model: 'FMB120' }), [
    409,
    'model-taken',
  ]);
  const bad = { ...said, model: 'XG-10', profile: { io: 7 } };
  assert.deepEqual(await asked('/models/drafts', bad), [422, 'bad-profile']);
  assert.deepEqual(await register(), [404, 'no-such-model']);
});

test('who proposed it does not approve it, nor an officer who is no supervisor; another does, once', async () => {
  const path = `/models/drafts/${draft}/approve`;
  assert.deepEqual(await asked(path, {}), [409, 'own-model-draft']);
  assert.equal((await yard.ask('POST', path, yard.approver, {})).status, 403);
  assert.equal(((await asked(path, {}, second)) as { state: string }).state, 'approved');
  assert.deepEqual(await asked(path, {}, second), [409, 'model-draft-decided']);
  const { body } = await yard.ask('GET', '/models/drafts');
  const [row] = body['items'] as { model: string; decidedBy: { name: string } }[];
  assert.deepEqual([row?.model, row?.decidedBy.name], ['XG-9', 'B. achieng']);
});

test('it holds two minutes later: then a seal is registered as it and read by its words', async () => {
  assert.deepEqual(await register(), [404, 'no-such-model']);
  await yard.whole.owner.asNode((tx) =>
    tx.query(
      `UPDATE seals.model_version SET effective_from = now() - interval '1 min' WHERE model = 'XG-9'`,
    ),
  );
  const { id } = (await register()) as { id: string };
  const gateway = await yard.another({ dialects: [{ dialect: teltonika, port: 0 }] });
  const socket = createSocket('udp4');
  const record = {
    ...{ occurredAt: wholeSecond(), priority: 0, lat: -4.045, lon: 39.64, altitudeM: 10 },
    ...{
      courseDeg: 90,
      satellites: 9,
      speedKmh: 0,
      eventId: 2,
      io: [ROPE_OUT],
    },
  } as const;
  const bytes = encodeDatagram({ packetId: 1, avlId: 1, imei: IMEI, codec: 8, records: [record] });
  socket.send(bytes, gateway.ports['teltonika'] as number, '127.0.0.1');
  const bits = await until(async () => {
    const { rows } = await yard.whole.owner.asNode((tx) =>
      tx.query<{ bits: number }>('SELECT bits FROM telemetry.reading WHERE seal_id = $1', [id]),
    );
    return rows[0]?.bits;
  }, 60_000);
  socket.close();
  assert.equal(bits, packBits({ ...NO_BITS, ropeInserted: false }));
});

test('it is revised like any other, and its facts say who made it', async () => {
  const { model: _, maker: __, like: ___, ...data } = said;
  const effectiveFrom = new Date(Date.now() + 3_600_000).toISOString();
  const told = await asked('/models/XG-9/versions', {
    ...data,
    reportIntervalS: 30,
    effectiveFrom,
  });
  assert.equal((told as { versions: unknown[] }).versions.length, 2);
  const { rows } = await yard.whole.owner.asNode((tx) =>
    tx.query<{ type: string; subject_version: number }>(
      `SELECT type, subject_version FROM fact.fact WHERE subject_kind LIKE 'model%' ORDER BY xid, type`,
    ),
  );
  assert.deepEqual(
    rows.map(({ type, subject_version: version }) => `${type} ${version}`),
    ['model-proposed 1', 'model-approved 2', 'model-made 1', 'model-revised 2'],
  );
});
