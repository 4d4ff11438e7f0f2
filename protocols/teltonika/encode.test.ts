import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message, Outcome, Report } from '@lakiri/kit';
import fc from 'fast-check';
import {
  type AvlCodec,
  encodeLogin,
  encodePacket,
  type IoInput,
  type RecordInput,
  sealOnDin1,
  teltonika,
  teltonikaWith,
} from './index.ts';

const NOW = 1_700_000_000_000 as Instant;
const CODECS: readonly AvlCodec[] = [8, 16, 0x8e];

function recordOf(io: readonly IoInput[]): RecordInput {
  return {
    occurredAt: NOW,
    priority: 0,
    lat: -1.25,
    lon: 36.75,
    altitudeM: 1660,
    courseDeg: 90,
    satellites: 9,
    speedKmh: 40,
    eventId: 0,
    io,
  };
}

const LIMIT = { 1: 2n ** 8n, 2: 2n ** 16n, 4: 2n ** 32n, 8: 2n ** 64n } as const;

function anyIo(codec: AvlCodec): fc.Arbitrary<readonly IoInput[]> {
  const id = fc.integer({ min: 0, max: codec === 8 ? 0xff : 0xffff });
  const fixed = fc.constantFrom(1, 2, 4, 8).chain((bytes) =>
    fc.record({
      id,
      bytes: fc.constant(bytes as 1 | 2 | 4 | 8),
      value: fc.bigInt({ min: 0n, max: LIMIT[bytes as 1 | 2 | 4 | 8] - 1n }),
    }),
  );
  const variable = fc.record({ id, data: fc.uint8Array({ maxLength: 40 }) });
  const one: fc.Arbitrary<IoInput> = codec === 0x8e ? fc.oneof(fixed, variable) : fixed;
  return fc.uniqueArray(one, { selector: (io) => io.id, maxLength: 12 });
}

function anyRecord(codec: AvlCodec): fc.Arbitrary<RecordInput> {
  return fc.record({
    occurredAt: fc.integer({ min: 0, max: 8.64e15 }).map((ms) => ms as Instant),
    priority: fc.integer({ min: 0, max: 2 }),
    lat: fc.integer({ min: -900_000_000, max: 900_000_000 }).map((it) => it / 1e7),
    lon: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((it) => it / 1e7),
    altitudeM: fc.integer({ min: -32_768, max: 32_767 }),
    courseDeg: fc.integer({ min: 0, max: 360 }),
    satellites: fc.integer({ min: 0, max: 255 }),
    speedKmh: fc.integer({ min: 0, max: 65_535 }),
    eventId: fc.integer({ min: 0, max: codec === 8 ? 0xff : 0xffff }),
    generation: fc.integer({ min: 0, max: 7 }),
    io: anyIo(codec),
  });
}

function assertSays(report: Report | undefined, input: RecordInput, codec: AvlCodec): void {
  assert.ok(report);
  const { priority, eventId, generation, io, ...said } = input;
  const { occurredAt, altitudeM, courseDeg, satellites, speedKmh } = report;
  const { lat, lon } = { lat: (report.lat ?? 0) + 0, lon: (report.lon ?? 0) + 0 };
  assert.deepEqual(
    { occurredAt, lat, lon, altitudeM, courseDeg, satellites, speedKmh },
    { ...said, lat: said.lat + 0, lon: said.lon + 0 },
  );
  assert.equal(report.fix, satellites === 0 ? 'none' : 'gnss');
  const raw: Record<string, unknown> = {
    priority,
    eventId,
    ...(codec === 16 ? { generation } : {}),
  };
  for (const it of io) {
    const exact = 'value' in it && it.value <= BigInt(Number.MAX_SAFE_INTEGER);
    if ('data' in it) raw[`io.${it.id}`] = Buffer.from(it.data).toString('hex');
    else raw[`io.${it.id}`] = exact ? Number(it.value) : String(it.value);
  }
  const without = Object.entries(report.raw).filter(([name]) => !name.includes('.beacon'));
  assert.deepEqual(Object.fromEntries(without), raw);
}

for (const codec of CODECS) {
  test(`codec ${codec}: what was encoded is decoded`, () => {
    fc.assert(
      fc.property(fc.array(anyRecord(codec), { maxLength: 8 }), (records) => {
        const message = teltonika.decode(encodePacket(codec, records));
        assert.equal(message.kind, 'reports');
        if (message.kind !== 'reports') return;
        assert.equal(message.reports.length, records.length);
        records.forEach((input, at) => {
          assertSays(message.reports[at], input, codec);
        });
      }),
    );
  });
}

test('an IMEI of 15 digits is the identity, and nothing else is encoded', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{15}$/), (imei) => {
      const message = teltonika.decode(encodeLogin(imei));
      assert.deepEqual([message.kind, message.wireId], ['login', imei]);
    }),
  );
  for (const imei of ['', '35630704244101', '3563070424410134', '35630704244101A'])
    assert.throws(() => encodeLogin(imei), RangeError);
});

const tooMuch: { why: string; codec: AvlCodec; records: RecordInput[] }[] = [
  {
    why: 'a value over its size',
    codec: 8,
    records: [recordOf([{ id: 1, bytes: 1, value: 256 }])],
  },
  { why: 'a negative value', codec: 8, records: [recordOf([{ id: 1, bytes: 4, value: -1 }])] },
  { why: 'half a value', codec: 8, records: [recordOf([{ id: 1, bytes: 4, value: 0.5 }])] },
  { why: 'a wide id in codec 8', codec: 8, records: [recordOf([{ id: 256, bytes: 1, value: 1 }])] },
  {
    why: 'a variable value in codec 16',
    codec: 16,
    records: [recordOf([{ id: 1, data: Uint8Array.of(1) }])],
  },
  { why: 'a place off the earth', codec: 8, records: [{ ...recordOf([]), lat: 300 }] },
  { why: '256 records', codec: 8, records: new Array(256).fill(recordOf([])) },
  {
    why: 'more than a frame holds',
    codec: 0x8e,
    records: [recordOf([{ id: 1, data: new Uint8Array(8192) }])],
  },
];
for (const { why, codec, records } of tooMuch) {
  test(`the encoder throws for ${why}`, () => {
    assert.throws(() => encodePacket(codec, records), RangeError);
  });
}

const login = teltonika.decode(encodeLogin('356307042441013'));
const three = teltonika.decode(encodePacket(0x8e, [recordOf([]), recordOf([]), recordOf([])]));
const ping = teltonika.decode(Uint8Array.of(0xff));
const nonsense = teltonika.decode(Uint8Array.of(1, 2, 3));
const replies: { message: Message; outcome: Outcome; reply: string | undefined }[] = [
  { message: login, outcome: 'known', reply: '01' },
  { message: login, outcome: 'refused', reply: '00' },
  { message: login, outcome: 'stored', reply: undefined },
  { message: three, outcome: 'stored', reply: '00000003' },
  { message: three, outcome: 'refused', reply: '00000000' },
  { message: three, outcome: 'known', reply: undefined },
  { message: ping, outcome: 'known', reply: undefined },
  { message: ping, outcome: 'stored', reply: undefined },
  { message: nonsense, outcome: 'stored', reply: undefined },
  { message: nonsense, outcome: 'refused', reply: undefined },
];
for (const { message, outcome, reply } of replies) {
  test(`${message.kind}, ${outcome}: the device is told ${reply ?? 'nothing'}`, () => {
    const bytes = teltonika.acknowledge(message, outcome, NOW);
    assert.equal(bytes && Buffer.from(bytes).toString('hex'), reply);
  });
}

const inputs = [
  { din1: 1, ropeInserted: true, ropeCut: false },
  { din1: 0, ropeInserted: false, ropeCut: true },
  { din1: undefined, ropeInserted: null, ropeCut: null },
];
for (const { din1, ropeInserted, ropeCut } of inputs) {
  test(`a rope on digital input 1 reading ${din1}: inserted ${ropeInserted}, cut ${ropeCut}`, () => {
    const io: IoInput[] = din1 === undefined ? [] : [{ id: 1, bytes: 1, value: din1 }];
    const message = teltonikaWith(sealOnDin1).decode(encodePacket(0x8e, [recordOf(io)]));
    assert.equal(message.kind, 'reports');
    if (message.kind !== 'reports') return;
    const bits = message.reports[0]?.bits;
    assert.deepEqual([bits?.ropeInserted, bits?.ropeCut], [ropeInserted, ropeCut]);
  });
}
