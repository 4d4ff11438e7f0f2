// What the platform writes as an order, read and obeyed by the seals of the simulator; and what they answer, read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, chanceOf, type Dialect, type Order, type OrderTo } from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { NOON } from '../testing/measured.ts';
import { Device } from './device.ts';
import { jt600, jt701d } from './jointech-speech.ts';
import { type Deed, obedienceOf } from './obedience.ts';
import type { Speech } from './speech.ts';
import { fmbRope } from './teltonika-speech.ts';

const who = { deviceId: '8131020001', imei: '356307042441013', password: '471902' };
const teltonika = teltonikaWith(sealOnDin1);
const OBEDIENT = 1;
/** Later than the slowest has done anything. */
const ALL_MS = 120_000;

type Told = { readonly deeds: readonly Deed[]; readonly answers: readonly unknown[] };

/** The order as the gateway writes it, told to a seal that obeys; what it did, and what its answers mean to the gateway. */
function told(dialect: Dialect, speech: Speech, order: Order, over: Partial<OrderTo> = {}): Told {
  const deeds: Deed[] = [];
  const device = new Device({
    ...{ speech, chance: chanceOf(1), obedience: chanceOf(OBEDIENT) },
    onDeed: (deed) => deeds.push(deed),
  });
  device.opened(NOON);
  if (speech.login !== undefined) device.heard(Uint8Array.of(1), NOON);
  device.send(NOON);
  const to = { wireId: who.deviceId, part: null, serial: 1, at: NOON, password: null, heard: null };
  const encoded = dialect.orders?.encode(order, { ...to, ...over });
  assert.ok(encoded !== undefined && 'bytes' in encoded);
  // In two pieces, as a network cuts them, where the dialect has marks of its own.
  const [cut] = dialect === jointech ? [5] : [encoded.bytes.length];
  device.heard(encoded.bytes.subarray(0, cut), NOON);
  device.heard(encoded.bytes.subarray(cut), NOON);
  assert.deepEqual(deeds, [], 'no motor moves at once');
  const said = device.send(addMs(NOON, ALL_MS));
  const answers = said.flatMap((frame) => dialect.orders?.match(dialect.decode(frame)) ?? []);
  return { deeds, answers };
}

const unlock: Order = { word: 'unlock' };
const yes = (word: string) => ({ words: [word], ok: true, serial: null, part: null });
const no = { words: ['unlock'], ok: false, serial: null, part: null };
const password = (kind: 'static' | 'dynamic', text: string) => ({ password: { kind, text } });

for (const [say, speech, dialect, order, over, deeds, answers] of [
  [
    'the password that it made itself opens it',
    ...[jt701d(who), jointech, unlock, password('dynamic', '471902')],
    ...[[{ do: 'open', how: { type: 'unlock.remoteDynamic' } }], [yes('unlock')]],
  ],
  [
    'the password of the factory opens it too',
    ...[jt701d(who), jointech, unlock, password('static', '888888')],
    ...[[{ do: 'open', how: { type: 'unlock.remoteStatic' } }], [yes('unlock')]],
  ],
  [
    'a wrong one is refused and counted',
    ...[jt701d(who), jointech, unlock, password('dynamic', '000000')],
    ...[[{ do: 'refuse', how: { type: 'unlock.refusedPassword', wrongCount: 1 } }], [no]],
  ],
  [
    'it says where it is',
    ...[jt600(who), jointech, { word: 'locate' }, {}],
    ...[[{ do: 'report' }], [yes('locate')]],
  ],
  [
    'it reports as often as it is told',
    ...[jt701d(who), jointech, { word: 'set-interval', intervalS: 30 }, {}],
    ...[[{ do: 'set-interval', everyS: 30 }], [yes('set-interval')]],
  ],
  [
    'a tracker switches its output, and nothing proves what that did',
    ...[fmbRope(who.imei), teltonika, unlock, {}],
    ...[[], [yes('unlock')]],
  ],
  [
    'a tracker says where it is',
    ...[fmbRope(who.imei), teltonika, { word: 'locate' }, {}],
    ...[[{ do: 'report' }], [yes('locate')]],
  ],
] as const)
  test(say, () => assert.deepEqual(told(dialect, speech, order, over), { deeds, answers }));

test('a seal that nobody gave a truck obeys nobody', () => {
  const device = new Device({ speech: jt701d(who), chance: chanceOf(1) });
  device.opened(NOON);
  device.send(NOON);
  device.heard(Uint8Array.from(Buffer.from('(P52,3,471902)')), NOON);
  assert.deepEqual(device.send(addMs(NOON, 1)), []);
});

test('a lost connection takes the answer with it, and not the deed', () => {
  const deeds: Deed[] = [];
  const device = new Device({
    ...{ speech: jt701d(who), chance: chanceOf(1), obedience: chanceOf(OBEDIENT) },
    onDeed: (deed) => deeds.push(deed),
  });
  device.opened(NOON);
  device.send(NOON);
  device.heard(Uint8Array.from(Buffer.from('(P52,3,471902)')), NOON);
  device.closed();
  device.opened(addMs(NOON, 500));
  const said = device.send(addMs(NOON, ALL_MS));
  assert.deepEqual(
    [said.map((frame) => Buffer.from(frame).includes('P52,3')), deeds.length],
    [[false], 1],
  );
});

test('of a thousand orders most are obeyed within seconds, some slowly, a few never', () => {
  const chance = chanceOf(7);
  const all = Array.from({ length: 1_000 }, () => obedienceOf(chance));
  const deaf = all.filter((it) => it === 'deaf').length;
  const late = all.filter((it) => it !== 'deaf' && it.deedMs > 60_000).length;
  const prompt = all.filter((it) => it !== 'deaf' && it.deedMs <= 6_000).length;
  assert.ok(deaf > 10 && deaf < 100 && late > 10 && late < 100 && prompt > 750, `${[deaf, late]}`);
  for (const it of all) assert.ok(it === 'deaf' || it.answerMs < it.deedMs);
});
