// What is encoded comes back. That the bytes themselves are right is shown in frames.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message, Report } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeBatch,
  encodeFixedBatch,
  encodeOutputs,
  encodePositionRequest,
  encodeReply,
  encodeTextReport,
  encodeTracking,
  meitrack,
  type ParameterInput,
  type ReportInput,
} from './index.ts';

/** The one frame in what an encoder wrote. */
function frameOf(bytes: Uint8Array): Uint8Array {
  const framer = meitrack.framer();
  const found = [...framer.push(bytes), ...framer.end()];
  assert.deepEqual(found, [{ kind: 'frame', bytes }]);
  return bytes;
}

function reportsOf(message: Message): readonly Report[] {
  assert.equal(message.kind, 'reports');
  return message.kind === 'reports' ? message.reports : [];
}

const plain = { noNullPrototype: true } as const;
const to = fc.record(
  { imei: fc.stringMatching(/^\d{15}$/), flag: fc.stringMatching(/^[A-z]$/) },
  plain,
);
const degrees = (max: number) =>
  fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((it) => it / 1e6 + 0);
const u8 = fc.nat(0xff);
const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const input: fc.Arbitrary<ReportInput> = fc.record(
  {
    event: u8,
    occurredAt: fc
      .integer({ min: Date.UTC(2000) / 1000, max: Date.UTC(2099, 11, 31) / 1000 })
      .map((it) => (it * 1000) as Instant),
    valid: fc.boolean(),
    lat: degrees(90),
    lon: degrees(180),
    satellites: u8,
    signal: fc.nat(99),
    speedKmh: fc.nat(999),
    courseDeg: fc.nat(359),
    hdop: fc.nat(999).map((it) => it / 10),
    altitudeM: fc.integer({ min: -32768, max: 32767 }),
    mileageM: u32,
    runTimeS: u32,
    inputs: u8,
    outputs: u8,
    battery: u16,
    power: u16,
  },
  plain,
);

/** What a report says, as it was given to the encoder. */
function asInput(report: Report): object {
  const { occurredAt, lat, lon, satellites, speedKmh, courseDeg, altitudeM, odometerKm, raw } =
    report;
  const { event, valid, signal, hdop, runTimeS, inputs, outputs, battery, power } = raw;
  return {
    event,
    occurredAt,
    valid,
    lat,
    lon,
    satellites,
    signal,
    speedKmh,
    courseDeg,
    hdop,
    altitudeM,
    mileageM: Math.round(Number(odometerKm) * 1000),
    runTimeS,
    inputs,
    outputs,
    battery: Math.round(Number(battery) * 100),
    power: Math.round(Number(power) * 100),
  };
}

test('what a text says comes back', () => {
  fc.assert(
    fc.property(to, input, (from, said) => {
      const message = meitrack.decode(frameOf(encodeTextReport(from, said)));
      const [report] = reportsOf(message);
      assert.ok(report);
      assert.deepEqual(asInput(report), said);
      assert.equal(message.wireId, from.imei);
      assert.equal(report.fix, said.valid ? 'gnss' : 'none');
    }),
  );
});

test('what a batch of fixed places says comes back, and is answered with its count', () => {
  const records = fc.array(input, { minLength: 1, maxLength: 18 });
  fc.assert(
    fc.property(to, records, u32, (from, said, remaining) => {
      const message = meitrack.decode(
        frameOf(encodeFixedBatch(from, { remaining, records: said })),
      );
      assert.deepEqual(reportsOf(message).map(asInput), said);
      const answer = meitrack.acknowledge(message, 'stored', 0 as Instant);
      assert.ok(answer);
      assert.deepEqual(decodeAnswer(frameOf(answer)), {
        ...from,
        kind: 'stored',
        word: 'CCC',
        count: said.length,
      });
    }),
    { numRuns: 50 },
  );
});

test('what a batch of parameters says comes back, whatever they are', () => {
  const KNOWN = [
    1, 5, 6, 7, 0x14, 0x15, 0x47, 0xfe69, 8, 9, 0x0a, 0x0b, 0x16, 0x17, 0x18, 0x19, 0x1a,
  ];
  const MORE = [0x29, 0x40, 2, 3, 4, 0x0c, 0x0d, 0x1c, 0x25, 0x4b, 0xfe73, 0xfea8];
  const id = fc
    .oneof(fc.integer({ min: 0x50, max: 0xfd }), fc.integer({ min: 0xfe00, max: 0xfeff }))
    .filter((it) => ![...KNOWN, ...MORE].includes(it));
  const number = <const B extends 1 | 2 | 4>(bytes: B, value: fc.Arbitrary<number>) =>
    value.map((it) => ({ bytes, number: it }));
  const value = fc.oneof(
    number(1, u8),
    number(2, u16),
    number(4, u32),
    fc.uint8Array({ maxLength: 30 }),
  );
  const parameters = fc.uniqueArray(fc.record({ id, value }, plain), {
    selector: (it) => it.id,
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      to,
      fc.constantFrom('CCE' as const, 'CFF' as const),
      fc.array(parameters, { maxLength: 3 }),
      (from, word, records: readonly (readonly ParameterInput[])[]) => {
        const bytes = encodeBatch(from, { word, remaining: 7, records });
        const reports = reportsOf(meitrack.decode(frameOf(bytes)));
        const said = reports.map(({ raw: { word: _, remaining: __, ...raw } }) => raw);
        const given = records.map((record) =>
          Object.fromEntries(
            record.map((it) => [
              `id.${it.id.toString(16).padStart(2, '0')}`,
              'bytes' in it.value ? it.value.number : Buffer.from(it.value).toString('hex'),
            ]),
          ),
        );
        assert.deepEqual(said, given);
      },
    ),
  );
});

test('the device hears what is said to it', () => {
  const order = fc.constantFrom('off' as const, 'on' as const, 'keep' as const);
  const outputs = fc.array(order, { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(to, u16, u8, outputs, (device, interval, speedKmhMax, orders) => {
      const digits = orders.map((it) => ({ off: 0, on: 1, keep: 2 })[it]).join('');
      const rows = [
        [encodePositionRequest(device), 'A10', []],
        [encodeTracking(device, interval), 'A12', [String(interval)]],
        [
          encodeOutputs(device, { speedKmhMax, outputs: orders }),
          'C01',
          [String(speedKmhMax), digits],
        ],
      ] as const;
      for (const [bytes, word, params] of rows)
        assert.deepEqual(decodeAnswer(frameOf(bytes)), {
          ...device,
          kind: 'command',
          word,
          params,
        });
    }),
  );
});

test('any text at all is one frame that says it, or is refused', () => {
  const nasty = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('1', '$', '@', ',', '*', '\r', '\n', 'é', '\xff'),
      maxLength: 20,
    }),
  );
  const known = { imei: '860000000000025', flag: 'A' };
  fc.assert(
    fc.property(nasty, (text) => {
      const encoders = [
        () => encodeReply(known, 'A15', [text]),
        () => encodeReply(known, text, []),
        () => encodePositionRequest({ ...known, imei: text }),
        () => encodePositionRequest({ ...known, flag: text }),
      ];
      for (const encode of encoders) {
        let bytes: Uint8Array;
        try {
          bytes = encode();
        } catch (error) {
          assert.ok(error instanceof RangeError);
          continue;
        }
        const message = meitrack.decode(frameOf(bytes));
        assert.ok(message.kind !== 'malformed');
        assert.ok(Buffer.from(bytes).toString('latin1').includes(text));
        if (message.kind === 'reply' && message.command === 'A15' && text !== 'A15')
          assert.deepEqual(Object.values(message.params), text === '' ? [] : [text]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what is longer than a frame may be is not written', () => {
  const records = Array<readonly ParameterInput[]>(8).fill([
    { id: 0x49, value: new Uint8Array(200) },
  ]);
  assert.throws(
    () => encodeBatch({ imei: '860000000000025', flag: 'A' }, { remaining: 0, records }),
    RangeError,
  );
});

test('no bytes whatever make decoding throw, and no offset is outside the frame', () => {
  const content = fc.oneof(
    fc
      .string({ unit: fc.constantFrom('A', '1', ',', '.', '-', '|', 'V'), maxLength: 90 })
      .map((it) => Buffer.from(it)),
    fc.uint8Array({ maxLength: 90 }),
  );
  const word = fc.constantFrom('AAA,', 'CCC,', 'CCE,', 'CFF,', 'AAC,', 'D00,', 'A15,', 'x');
  const almost = fc.tuple(word, content, fc.boolean()).map(([start, bytes, hasEnd]) => {
    const said = Buffer.concat([Buffer.from(`,860000000000025,${start}`), bytes, Buffer.from('*')]);
    const head = Buffer.concat([Buffer.from(`$$A${said.length + 4}`), said]);
    const sum = head.reduce((total, byte) => (total + byte) & 0xff, 0);
    const tail = sum.toString(16).padStart(2, '0') + (hasEnd ? '\r\n' : '');
    return Uint8Array.from(Buffer.concat([head, Buffer.from(tail)]));
  });
  fc.assert(
    fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 80 })), (bytes) => {
      const message = meitrack.decode(bytes);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= bytes.length);
    }),
    { numRuns: 3000 },
  );
});
