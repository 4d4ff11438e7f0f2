// What is encoded comes back from the decoder, whatever it is. That the bytes themselves are right is shown in frames.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, type Message, NO_BITS, type Report, SEAL_EVENTS } from '@lakiri/kit';
import fc from 'fast-check';
import {
  keyOf,
  lakiri,
  parseSealKey,
  type RecordInput,
  signerOf,
  signRecord,
  verifyProof,
} from './index.ts';
import { STATE_BITS } from './record.ts';

const secret = new Uint8Array(32).fill(5);
const mac = signerOf('HS256', Uint8Array.of(1, 2), secret);

function onlyReport(message: Message): Report {
  assert.equal(message.kind, 'reports');
  const [report] = message.kind === 'reports' ? message.reports : [];
  assert.ok(report);
  return report;
}

const plain = { noNullPrototype: true } as const;
const uint = (max = Number.MAX_SAFE_INTEGER) => fc.integer({ min: 0, max });
const orNull = <T>(it: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(it, { nil: null });
const steps = (max: number, of: number) =>
  fc.integer({ min: -max * of, max: max * of }).map((value) => value / of + 0);
const place = fc.oneof(
  fc.record(
    {
      fix: fc.constantFrom('gnss', 'cell'),
      lat: steps(90, 1e7),
      lon: steps(180, 1e7),
      speedKmh: orNull(uint(10_000).map((tenths) => tenths / 10)),
      courseDeg: orNull(uint(359)),
      altitudeM: orNull(fc.integer({ min: -1_000, max: 20_000 })),
      satellites: orNull(uint(255)),
    },
    plain,
  ),
  fc.constant({
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
  } as const),
);
const optional = {
  place,
  bits: fc.record(Object.fromEntries(STATE_BITS.map((name) => [name, fc.boolean()])), {
    ...plain,
    requiredKeys: [],
  }),
  batteryPct: uint(100),
  odometerM: uint(),
  event: fc.record(
    {
      type: fc.constantFrom(...SEAL_EVENTS),
      credential: fc.stringMatching(/^[\w-]{1,32}$/),
      wrongCount: uint(0xffff),
    },
    { ...plain, requiredKeys: ['type'] },
  ),
  answer: fc.record({ command: uint(), result: uint(255) }, plain),
  part: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/),
  measured: fc.dictionary(
    fc.stringMatching(/^[a-z][A-Za-z0-9]{0,23}$/).filter((name) => name !== 'constructor'),
    fc.oneof(
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.string({ unit: fc.constantFrom(...'aZ09 ~-'), maxLength: 12 }),
    ),
    { maxKeys: 16, ...plain },
  ),
};
const record = fc.record(
  {
    device: fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{3,31}$/),
    boot: uint(0xffffffff),
    counter: uint(),
    previous: orNull(fc.uint8Array({ minLength: 32, maxLength: 32 })),
    occurredAt: orNull(uint(8.64e15) as fc.Arbitrary<number> as fc.Arbitrary<Instant>),
    commands: uint(),
    ...optional,
  },
  {
    ...plain,
    requiredKeys: ['device', 'boot', 'counter', 'previous', 'occurredAt', 'commands'],
  },
) as fc.Arbitrary<RecordInput>;

test('what a record says comes back, whatever it is', () => {
  fc.assert(
    fc.property(record, fc.boolean(), (input, kept) => {
      const message = lakiri.decode(signRecord(input, mac).frame(kept));
      const report = onlyReport(message);
      const { proof } = message;
      assert.ok(proof);
      assert.ok(verifyProof(proof, keyOf('HS256', secret)));
      assert.deepEqual(
        {
          device: message.wireId,
          boot: proof.bootEpoch,
          counter: proof.counter,
          previous: proof.previous,
          keyId: proof.keyId,
          kept: report.source === 'stored',
          occurredAt: report.occurredAt,
          place: [report.fix, report.lat, report.lon, report.speedKmh, report.courseDeg],
          more: [report.altitudeM, report.satellites, report.batteryPct, report.part],
          bits: report.bits,
          event: report.event && [
            report.event.type,
            report.event.credential,
            report.event.wrongCount,
          ],
        },
        {
          device: input.device,
          boot: input.boot,
          counter: input.counter,
          previous: input.previous,
          keyId: '0102',
          kept,
          occurredAt: input.occurredAt,
          place: [
            input.place?.fix ?? 'none',
            ...(['lat', 'lon', 'speedKmh', 'courseDeg'] as const).map(
              (name) => input.place?.[name] ?? null,
            ),
          ],
          more: [
            input.place?.altitudeM ?? null,
            input.place?.satellites ?? null,
            input.batteryPct ?? null,
            input.part,
          ],
          bits: { ...NO_BITS, ...input.bits },
          event: input.event
            ? [input.event.type, input.event.credential ?? null, input.event.wrongCount ?? null]
            : null,
        },
      );
      const { commandCounter, answerTo, answerResult, ...raw } = report.raw;
      assert.equal(commandCounter, input.commands);
      assert.deepEqual(
        [answerTo, answerResult],
        [input.answer?.command ?? null, input.answer?.result ?? null],
      );
      for (const [name, value] of Object.entries(input.measured ?? {}))
        assert.equal(raw[`x.${name}`], value);
    }),
  );
});

test('kept or not, a record is the same one', () => {
  const input = {
    device: 'LKR-00000017',
    boot: 1,
    counter: 0,
    previous: null,
    occurredAt: null,
    commands: 0,
  } as const;
  const signed = signRecord(input, mac);
  const [live, kept] = [false, true].map((it) => lakiri.decode(signed.content(it)));
  assert.ok(live && kept);
  assert.deepEqual(onlyReport(live).record, onlyReport(kept).record);
  assert.deepEqual(live.proof, kept.proof);
});

const sound = {
  device: 'LKR-00000017',
  boot: 1,
  counter: 0,
  previous: null,
  occurredAt: null,
  commands: 0,
} as const;
const nowhere = { speedKmh: null, courseDeg: null, altitudeM: null, satellites: null };
const refused: readonly (readonly [string, Partial<RecordInput>])[] = [
  ['a small letter in the name', { device: 'lkr-00000017' }],
  ['a counter below zero', { counter: -1 }],
  ['half a counter', { counter: 0.5 }],
  ['a hash of another length', { previous: new Uint8Array(31) }],
  ['a place without a fix', { place: { fix: 'none', lat: 1, lon: 1, ...nowhere } }],
  ['a fix without a place', { place: { fix: 'gnss', lat: null, lon: null, ...nowhere } }],
  ['a credential with a comma', { event: { type: 'lock.auto', credential: 'a,b' } }],
  ['a measurement by a name with a space', { measured: { 'a b': 1 } }],
  ['a measurement that is no whole number', { measured: { a: 0.5 } }],
  [
    'seventeen measurements',
    {
      measured: Object.fromEntries(
        Array.from({ length: 17 }, (_, n) => [`m${String.fromCharCode(97 + n)}`, 1]),
      ),
    },
  ],
];
for (const [name, changed] of refused)
  test(`no record has ${name}`, () =>
    assert.throws(() => signRecord({ ...sound, ...changed }, mac), RangeError));

test('no bytes whatever make it throw, and no change to a good frame', () => {
  const good = signRecord({ ...sound, batteryPct: 5 }, mac).frame(true);
  const change = fc.record({ at: fc.nat(), value: uint(255) });
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.from([0xd2, 0x84, ...rest])),
    fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
      const broken = good.slice();
      for (const { at, value } of changes) broken[at % broken.length] = value;
      return broken;
    }),
  );
  fc.assert(
    fc.property(anything, (bytes) => {
      const message = lakiri.decode(bytes);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= bytes.length);
      if (message.proof !== undefined)
        verifyProof(message.proof, keyOf(message.proof.by === 'mac' ? 'HS256' : 'ES256', secret));
    }),
    { numRuns: 3_000 },
  );
});

const keys: readonly (readonly [string, 'mac' | 'signature', string, string | undefined])[] = [
  ['a secret', 'mac', '05'.repeat(32), undefined],
  ['a short secret', 'mac', '05'.repeat(31), 'bad-key-length'],
  [
    'an Ed25519 key',
    'signature',
    '79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664',
    undefined,
  ],
  ['bytes that are no point of Ed25519', 'signature', 'ff'.repeat(32), 'not-a-point'],
  ['bytes that are no point of P-256', 'signature', `04${'ff'.repeat(64)}`, 'not-a-point'],
  ['a key of another length', 'signature', '04'.repeat(40), 'bad-key-length'],
];
for (const [name, kind, hex, code] of keys)
  test(`${name} is registered, or why not`, () => {
    const key = parseSealKey(kind, Uint8Array.from(Buffer.from(hex, 'hex')));
    assert.equal('code' in key ? key.code : undefined, code);
  });

test('no key of another kind verifies anything, and no key that is none', () => {
  const { proof } = lakiri.decode(signRecord(sound, mac).content(false));
  assert.ok(proof);
  assert.equal(verifyProof(proof, keyOf('EdDSA', secret)), false);
  assert.equal(verifyProof(proof, { kind: 'mac', secret: new Uint8Array(0) }), false);
  for (const size of [0, 32, 33, 65]) {
    const publicKey = new Uint8Array(size).fill(0xff);
    for (const algorithm of ['ES256', 'EdDSA'] as const)
      assert.equal(
        verifyProof(
          { by: 'signature', signed: proof.signed, value: new Uint8Array(64) },
          { kind: 'signature', algorithm, publicKey },
        ),
        false,
      );
  }
});
