import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeCommand,
  encodeCommandFor,
  encodeDatagram,
  encodeDatagramReply,
  encodeNotMine,
  encodePacket,
  encodeReply,
  encodeReplyOf,
  encodeTimedText,
  teltonika,
} from './index.ts';
import { profileOf } from './profile.ts';

/** What comes out of the framer must be exactly one frame, the very one that went in. */
function decoded(frame: Uint8Array): Message {
  const framer = teltonika.framer();
  const found = [...framer.push(frame), ...framer.end()];
  assert.equal(found.length, 1);
  assert.deepEqual(found[0], { kind: 'frame', bytes: frame });
  return teltonika.decode(frame);
}

const anyText = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('setdigout 1', 'a\r\nb', '\u0000', '', ' ', 'x'.repeat(9000)),
);
const anyImei = fc.stringMatching(/^\d{15}$/);
const SAYABLE = /^[ -~]*$/;
/** Codec, counts, type, size, IMEI or time: what of the longest packet is no text. */
const TEXT_CHARS_MAX = 8192 - 12 - 8 - 8;

const writers = [
  { what: 'codec 12', command: 'codec12', write: encodeReply },
  {
    what: 'codec 13',
    command: 'codec13',
    write: (text: string) => encodeTimedText({ at: 1_700_000_000_000 as Instant, text }),
  },
  {
    what: 'codec 14',
    command: 'codec14',
    write: (text: string) => encodeReplyOf({ imei: '352093045678901', text }),
  },
];
for (const { what, command, write } of writers) {
  test(`${what}: any text is one frame that says it, or refused`, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (!SAYABLE.test(text) || text.length > TEXT_CHARS_MAX) {
          assert.throws(() => write(text), RangeError);
          return;
        }
        const message = decoded(write(text));
        assert.ok(message.kind === 'reply');
        assert.equal(message.command, command);
        assert.equal(message.params['text'], text.trimEnd());
      }),
    );
  });
}

test('any text is one command that says it, or refused', () => {
  fc.assert(
    fc.property(anyText, fc.option(anyImei), (text, imei) => {
      const write = (): Uint8Array =>
        imei === null ? encodeCommand(text) : encodeCommandFor({ imei, text });
      if (!SAYABLE.test(text) || text.length > TEXT_CHARS_MAX) {
        assert.throws(write, RangeError);
        return;
      }
      decoded(write());
      assert.deepEqual(decodeAnswer(write()), { kind: 'command', imei, text });
    }),
  );
});

test('a refusal of another IMEI is a reply and no identity', () => {
  const message = decoded(encodeNotMine('352093045678901'));
  assert.ok(message.kind === 'reply');
  assert.equal(message.wireId, null);
  assert.equal(message.params['type'], 0x11);
  assert.throws(() => encodeNotMine('12'), RangeError);
});

test('a reply is answered with nothing', () => {
  const message = decoded(encodeReply('OK'));
  assert.equal(teltonika.acknowledge(message, 'stored', 0 as Instant), undefined);
});

const record = {
  occurredAt: 1_700_000_000_000 as Instant,
  priority: 0,
  lat: -1.25,
  lon: 36.75,
  altitudeM: 0,
  courseDeg: 90,
  satellites: 9,
  speedKmh: 40,
  eventId: 0,
  io: [],
};

test('a datagram says what a packet says, names its device, and is answered by its ids', () => {
  const ids = fc.record({ packetId: fc.nat(0xffff), avlId: fc.nat(255), imei: anyImei });
  fc.assert(
    fc.property(ids, fc.constantFrom<8 | 16 | 0x8e>(8, 16, 0x8e), fc.nat(5), (id, codec, many) => {
      const records = Array.from({ length: many }, () => record);
      const said = heard(encodeDatagram({ ...id, codec, records }));
      const same = teltonika.decode(encodePacket(codec, records));
      assert.ok(said.kind === 'reports' && same.kind === 'reports');
      assert.deepEqual(said.reports, same.reports);
      assert.equal(said.wireId, id.imei);
      const { packetId, avlId } = id;
      const answers = [
        { outcome: 'stored', reply: { packetId, avlId, count: many } },
        { outcome: 'refused', reply: { packetId, avlId, count: 0 } },
      ] as const;
      for (const { outcome, reply } of answers) {
        const bytes = teltonika.acknowledge(said, outcome, 0 as Instant);
        assert.deepEqual(bytes, encodeDatagramReply(reply));
        assert.ok(bytes);
        assert.deepEqual(decodeAnswer(bytes), { kind: 'datagram', ...reply });
      }
    }),
  );
});
function heard(datagram: Uint8Array): Message {
  assert.ok(teltonika.datagrams);
  return teltonika.datagrams.decode(datagram);
}

test('no bytes whatever make the datagram or the answer throw', () => {
  const whole = encodeDatagram({
    packetId: 1,
    avlId: 2,
    imei: '1'.repeat(15),
    codec: 8,
    records: [record],
  });
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const changed = Uint8Array.from(whole);
      changed[at] = byte;
      return changed;
    }),
  );
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const message = heard(bytes);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= bytes.length);
      decodeAnswer(bytes);
    }),
    { numRuns: 2000 },
  );
});

const faults = [
  { data: undefined, path: '' },
  { data: {}, path: 'io' },
  { data: { io: [], model: 'FMB130' }, path: 'model' },
  { data: { io: [null] }, path: 'io.0' },
  { data: { io: [{ id: -1, bytes: 1, means: 'batteryPct' }] }, path: 'io.0.id' },
  { data: { io: [{ id: 1, bytes: 1, means: 'magic' }] }, path: 'io.0.means' },
  { data: { io: [{ id: 1, bytes: 1, means: 'toString' }] }, path: 'io.0.means' },
  { data: { io: [{ id: 1, bytes: 2, means: 'batteryPct' }] }, path: 'io.0.bytes' },
  { data: { io: [{ id: 1, bytes: 1, means: 'ropeCut' }] }, path: 'io.0.when' },
  { data: { io: [{ id: 1, bytes: 1, means: 'event', when: 1, event: 'x' }] }, path: 'io.0.event' },
  { data: { io: [{ id: 1, bytes: 1, means: 'number', name: 'io.7' }] }, path: 'io.0.name' },
  { data: { io: [{ id: 1, bytes: 1, means: 'number', name: 'eventId' }] }, path: 'io.0.name' },
  { data: { io: [{ id: 1, bytes: 1, means: 'number', name: 'a', per: 0 }] }, path: 'io.0.per' },
  { data: { io: [{ id: 1, bytes: 1, means: 'flag', name: 'a', when: 1 }] }, path: 'io.0.when' },
];
for (const { data, path } of faults) {
  test(`${JSON.stringify(data)} is no profile`, () => {
    assert.deepEqual(profileOf(data), { code: 'bad-profile', path });
  });
}

test('a profile of another dialect changes nothing', () => {
  const packet = encodePacket(8, [{ ...record, io: [{ id: 113, bytes: 1, value: 80 }] }]);
  assert.deepEqual(teltonika.decode(packet, { dialect: 'another' }), teltonika.decode(packet));
});
