import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import {
  type Command,
  decodeAnswer,
  encodeCommand,
  judgeCommand,
  keyOf,
  lakiri,
  type Order,
  readCommand,
  signerOf,
} from './index.ts';

const secret = new Uint8Array(32).fill(5);
const authority = signerOf('EdDSA', Uint8Array.of(0xa1), secret);
const base = {
  device: 'LKR-00000017',
  counter: 1,
  expiresAt: 1_795_435_800_000 as Instant,
  id: new Uint8Array(16),
} as const;

const part = fc.option(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/), { nil: undefined });
const seconds = fc.integer({ min: 1, max: 86_400 });
const keyId = fc.uint8Array({ minLength: 1, maxLength: 16 });
const withPart = (word: 'unlock' | 'lock' | 'open-valve' | 'close-valve') =>
  part.map((it): Order => (it === undefined ? { word } : { word, part: it }));
const order: fc.Arbitrary<Order> = fc.oneof(
  ...(['unlock', 'lock', 'open-valve', 'close-valve'] as const).map(withPart),
  fc.constantFrom<Order>({ word: 'locate' }, { word: 'wipe' }),
  fc.record({ word: fc.constant('set-interval' as const), awakeS: seconds, asleepS: seconds }),
  fc
    .tuple(fc.nat(), fc.nat())
    .map(([from, more]): Order => ({ word: 'resend', from, to: from + more })),
  fc.record({
    word: fc.constant('trust-key' as const),
    keyId,
    publicKey: fc.uint8Array({ minLength: 32, maxLength: 33 }),
  }),
  fc.record({ word: fc.constant('distrust-key' as const), keyId }),
);

test('what is ordered is what the seal reads, in one frame', () => {
  fc.assert(
    fc.property(
      order,
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      (said, counter, id) => {
        const command: Command = { ...base, counter, id, order: { ...said } };
        const frame = encodeCommand(command, authority);
        const framer = lakiri.framer();
        assert.deepEqual(
          [...framer.push(frame), ...framer.end()],
          [{ kind: 'frame', bytes: frame }],
        );
        const read = readCommand(frame);
        assert.ok(!('code' in read));
        if ('code' in read) return;
        assert.deepEqual(read.command, command);
        assert.equal(read.keyId, 'a1');
        assert.equal(decodeAnswer(frame)?.kind, 'command');
      },
    ),
    { numRuns: 60 },
  );
});

const refused: readonly (readonly [string, unknown])[] = [
  ['no counter', { ...base, counter: 0, order: { word: 'locate' } }],
  ['an id of another length', { ...base, id: new Uint8Array(15), order: { word: 'locate' } }],
  ['a name that none has', { ...base, device: 'x', order: { word: 'locate' } }],
  ['a word that there is not', { ...base, order: { word: 'explode' } }],
  ['a parameter that the word has not', { ...base, order: { word: 'wipe', part: 'V1' } }],
  ['a part with a comma', { ...base, order: { word: 'unlock', part: 'V,1' } }],
  ['no interval', { ...base, order: { word: 'set-interval', awakeS: 0, asleepS: 1 } }],
  ['half an interval', { ...base, order: { word: 'set-interval', awakeS: 0.5, asleepS: 1 } }],
  ['a range that ends before it begins', { ...base, order: { word: 'resend', from: 2, to: 1 } }],
  [
    'a key of another length',
    {
      ...base,
      order: { word: 'trust-key', keyId: secret.subarray(0, 1), publicKey: secret.subarray(1) },
    },
  ],
];
for (const [name, command] of refused)
  test(`no command has ${name}`, () =>
    assert.throws(() => encodeCommand(command as Command, authority), RangeError));

test('who shares a secret with the seal cannot command it', () => {
  const mac = signerOf('HS256', Uint8Array.of(0xa1), secret);
  assert.throws(() => encodeCommand({ ...base, order: { word: 'unlock' } }, mac), RangeError);
});

test('a seal without a clock opens for nobody', () => {
  const judge = {
    device: base.device,
    commands: 0,
    now: null,
    authorities: new Map([['a1', keyOf('EdDSA', secret)]]),
  };
  const frame = encodeCommand({ ...base, order: { word: 'unlock' } }, authority);
  assert.deepEqual(judgeCommand(frame, judge), {
    obey: false,
    counter: 1,
    result: 'clock-not-set',
  });
  assert.ok('code' in judgeCommand(frame.subarray(0, 60), judge));
});

test('what a seal hears', () => {
  const heard = (hex: string): unknown => decodeAnswer(Uint8Array.from(Buffer.from(hex, 'hex')));
  assert.deepEqual(heard('4c4b000483010102'), { kind: 'stored', boot: 1, counter: 2 });
  assert.deepEqual(heard('83020102'), { kind: 'refused', boot: 1, counter: 2 });
  for (const hex of [
    '',
    '4c4b0004830101',
    '83030102',
    '8201',
    '820161',
    '8301f602',
    '830101',
    '8401010203',
  ])
    assert.equal(heard(hex), undefined, hex);
});
