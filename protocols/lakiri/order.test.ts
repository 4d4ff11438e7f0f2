import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Order, OrderTo } from '@lakiri/kit';
import {
  encodeHeartbeat,
  judgeCommand,
  keyOf,
  lakiri,
  lakiriWith,
  RESULTS,
  type RecordInput,
  signerOf,
  signRecord,
} from './index.ts';

const NOON = 1_795_435_200_000 as Instant;
const secret = new Uint8Array(32).fill(5);
const { orders } = lakiriWith(signerOf('EdDSA', Uint8Array.of(0xa1), secret));
const seal = signerOf('HS256', Uint8Array.of(1), secret);
const device = 'LKR-00000017';
const sound = {
  device,
  boot: 1,
  counter: 0,
  previous: null,
  occurredAt: NOON,
  commands: 3,
} as const;
const record = (changed: Partial<RecordInput> = {}): Uint8Array =>
  signRecord({ ...sound, ...changed }, seal).frame(false);

const to: OrderTo = {
  wireId: device,
  part: null,
  serial: 7,
  at: NOON,
  password: null,
  heard: record(),
};
const judge = {
  device,
  commands: 3,
  now: NOON,
  authorities: new Map([['a1', keyOf('EdDSA', secret)]]),
};

const said: readonly (readonly [Order, Partial<OrderTo>, object])[] = [
  [{ word: 'unlock' }, {}, { word: 'unlock' }],
  [{ word: 'unlock' }, { part: 'V2' }, { word: 'unlock', part: 'V2' }],
  [{ word: 'lock' }, {}, { word: 'lock' }],
  [{ word: 'locate' }, { heard: encodeHeartbeat(device, 3) }, { word: 'locate' }],
  [{ word: 'set-interval', intervalS: 60 }, {}, { word: 'set-interval', awakeS: 60, asleepS: 60 }],
];
for (const [order, changed, heard] of said)
  test(`the seal obeys: ${JSON.stringify(heard)}`, () => {
    const encoded = orders?.encode(order, { ...to, ...changed });
    assert.ok(encoded && 'bytes' in encoded);
    assert.deepEqual(judgeCommand(encoded.bytes, judge), { obey: true, counter: 4, order: heard });
    assert.deepEqual(judgeCommand(encoded.bytes, { ...judge, commands: 4 }), {
      obey: false,
      counter: 4,
      result: 'counter-used',
    });
    const late = (NOON + 600_001) as Instant;
    const judged = judgeCommand(encoded.bytes, { ...judge, now: late });
    assert.equal('result' in judged && judged.result, 'expired');
  });

const not: readonly (readonly [Order, Partial<OrderTo>, string])[] = [
  [{ word: 'unlock' }, { heard: null }, 'session-not-heard'],
  [{ word: 'unlock' }, { heard: Uint8Array.of(1, 2) }, 'session-not-heard'],
  [{ word: 'unlock' }, { wireId: 'lkr' }, 'address-misfit'],
  [{ word: 'unlock' }, { part: 'V,2' }, 'address-misfit'],
  [{ word: 'set-interval', intervalS: 0 }, {}, 'interval-misfit'],
];
for (const [order, changed, code] of not)
  test(`${order.word} is not said: ${code}`, () =>
    assert.deepEqual(orders?.encode(order, { ...to, ...changed }), { code }));

test('without an authority nothing is said', () => {
  assert.deepEqual(lakiri.orders?.encode({ word: 'unlock' }, to), { code: 'order-not-spoken' });
});

const answers: readonly (readonly [Partial<RecordInput>, object | undefined])[] = [
  [{}, undefined],
  [
    { answer: { command: 4, result: 0 }, event: { type: 'unlock.remote' } },
    { words: ['unlock'], ok: true, serial: null, part: null },
  ],
  [
    { answer: { command: 4, result: 0 }, event: { type: 'valve.closed' }, part: 'V2' },
    { words: ['lock'], ok: true, serial: null, part: 'V2' },
  ],
  [
    { answer: { command: 4, result: RESULTS.failed }, event: { type: 'motor.stuck' } },
    { words: lakiri.orders?.words, ok: false, serial: null, part: null },
  ],
  [
    { answer: { command: 4, result: RESULTS['bad-signature'] } },
    { words: lakiri.orders?.words, ok: null, serial: null, part: null },
  ],
];
for (const [changed, answer] of answers)
  test(`an answer: ${JSON.stringify(changed)}`, () =>
    assert.deepEqual(orders?.match(lakiri.decode(record(changed))), answer));
