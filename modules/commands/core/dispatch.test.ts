import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, NO_BITS, SECOND_MS, type SealEventType } from '@lakiri/kit';
import { NOTHING_HEARD, type Seal } from '@lakiri/seals';
import { aSeal } from '@lakiri/seals/testing';
import { ASKED_AT, aCommand, approver, aSentCommand } from '../testing.ts';
import type { Command } from './command.ts';
import { OPENING_HOURS } from './conditions.ts';
import {
  noteAnswer,
  noteReadings,
  noteSent,
  noteUnsent,
  passTime,
  recordOrder,
} from './dispatch.ts';
import type { Told } from './proof.ts';

const [hours] = OPENING_HOURS;
if (hours === undefined) throw new Error('no hours');
const at = (s: number): Instant => addMs(ASKED_AT, s * SECOND_MS);
const seal: Seal = aSeal({ live: { ...NOTHING_HEARD, receivedAt: at(0), occurredAt: at(-5) } });
const around = (s: number) => ({ seal, journey: null, cases: [], hours, at: at(s) });
const approved = aCommand({ state: 'approved', approvedBy: approver, approvedAt: at(5) });
const by = { gateway: 'gateway:1', serial: 7, sealVersion: 4 };

const types = (done: ReturnType<typeof recordOrder>): readonly string[] =>
  done.accepted ? done.facts.map(({ type }) => type) : [done.refusal.code];

test('an order is recorded with the seal’s own knowledge of it, in one decision', () => {
  const done = recordOrder({ ...by, command: approved, around: around(10) });
  assert.deepEqual(types(done), ['command-recorded', 'opening-ordered']);
  assert.ok(done.accepted);
  const [recorded, ordered] = done.facts;
  assert.deepEqual(recorded?.body, {
    at: at(10),
    gateway: 'gateway:1',
    serial: 7,
    sealVersion: 5,
    deviceAt: at(-5),
    wasOpen: false,
  });
  assert.deepEqual(ordered?.body, { command: approved.id, from: at(10), until: at(72) });
});

for (const [say, command, s, expected] of [
  ['not approved', aCommand(), 10, 'overtaken'],
  ['recorded already, by whomever', { ...aSentCommand(), state: 'recorded' }, 10, 'overtaken'],
  ['cancelled', { ...approved, state: 'cancelled' }, 10, 'overtaken'],
  ['past its time', approved, 600, 'command-expired'],
  ['of another journey', { ...approved, journey: 'j' }, 10, 'command-refused'],
] as const)
  test(`an order that is ${say} is not recorded`, () => {
    const done = recordOrder({ ...by, command: command as Command, around: around(s) });
    assert.deepEqual(types(done), [expected]);
  });

const recorded: Command = { ...aSentCommand(), state: 'recorded', sentAt: null };
const sent = aSentCommand();
const acked: Command = { ...sent, state: 'acknowledged', ackedAt: at(11) };

test('only what is recorded becomes sent, and what surely was not sent expires', () => {
  assert.deepEqual(types(noteSent(recorded, at(10))), ['command-sent']);
  assert.deepEqual(types(noteSent(sent, at(10))), ['overtaken']);
  assert.deepEqual(types(noteUnsent({ command: recorded, seal, at: at(10) })), [
    'command-expired',
    'opening-order-ended',
  ]);
  assert.deepEqual(types(noteUnsent({ command: sent, seal, at: at(10) })), ['overtaken']);
});

const yes = { words: ['unlock'], ok: true, serial: null, part: null } as const;
for (const [say, command, answer, expected] of [
  ['yes', sent, yes, 'command-acknowledged'],
  ['yes again', acked, yes, 'overtaken'],
  ['an echo', sent, { ...yes, ok: null }, 'command-acknowledged'],
  ['no', sent, { ...yes, ok: false }, 'command-refused'],
  ['no after a yes', acked, { ...yes, ok: false }, 'command-refused'],
  [
    'no, to what the lock has confirmed',
    { ...sent, state: 'confirmed' },
    { ...yes, ok: false },
    'overtaken',
  ],
  ['yes, to what nobody has sent', approved, yes, 'overtaken'],
  ['yes, with its serial', sent, { ...yes, serial: 7 }, 'command-acknowledged'],
  ['yes, with another serial', sent, { ...yes, serial: 8 }, 'overtaken'],
  ['yes, to another word', sent, { ...yes, words: ['lock'] }, 'overtaken'],
] as const)
  test(`the answer ${say}: ${expected}`, () => {
    const done = noteAnswer({ command: command as Command, seal, at: at(12), answer });
    assert.equal(types(done)[0], expected);
  });

const locked = { ...NO_BITS, motorLocked: true };
const open = { ...NO_BITS, motorLocked: false };
const told = (over: Partial<Omit<Told, 'event'>> & { readonly event?: SealEventType }): Told => ({
  sealVersion: 6,
  occurredAt: at(12),
  digest: 'd',
  clock: 'right',
  isStored: false,
  bits: NO_BITS,
  ...over,
  event:
    over.event === undefined
      ? null
      : { type: over.event, credential: null, wrongCount: null, verification: null },
});

for (const [say, over, expected, command = sent] of [
  ['its lock event', { event: 'unlock.remoteDynamic' }, 'command-confirmed'],
  ['its rope pulled', { event: 'rope.pulled' }, 'command-confirmed'],
  ['a state that shows it open', { bits: open }, 'command-confirmed'],
  ['a state that shows it shut', { bits: locked }, 'overtaken'],
  ['a card', { event: 'unlock.rfid', bits: open }, 'overtaken'],
  ['a stolen card, refused', { event: 'unlock.refusedCard' }, 'overtaken'],
  ['a wrong password', { event: 'unlock.refusedPassword' }, 'command-refused'],
  ['a refusal outside its fence', { event: 'unlock.refusedOutsideFence' }, 'command-refused'],
  ['a reading of before the order', { sealVersion: 5, bits: open }, 'overtaken'],
  ['an older reading told after it', { occurredAt: at(-5), bits: open }, 'overtaken'],
  [
    'a live reading of a clock behind ours',
    { occurredAt: at(-4), bits: open },
    'command-confirmed',
  ],
  [
    'a kept reading of that time',
    { occurredAt: at(-6 + 0), isStored: true, bits: open },
    'overtaken',
  ],
  ['a kept reading of after it', { isStored: true, bits: open }, 'command-confirmed'],
  ['a live reading without a clock', { clock: 'none', bits: open }, 'command-confirmed'],
  ['a kept reading without a clock', { clock: 'none', isStored: true, bits: open }, 'overtaken'],
  [
    'a state of open, of a seal that was open before',
    { bits: open },
    'overtaken',
    { ...sent, dispatch: { ...sent.dispatch, wasOpen: true } },
  ],
  [
    'its lock event, told when nobody knew any more',
    { event: 'unlock.remote' },
    'command-confirmed',
    { ...sent, state: 'uncertain' },
  ],
  [
    'a wrong password, told when nobody knew any more',
    { event: 'unlock.refusedPassword' },
    'overtaken',
    { ...sent, state: 'uncertain' },
  ],
] as const)
  test(`a reading with ${say}: ${expected}`, () => {
    const readings = [told(over as Parameters<typeof told>[0])];
    const done = noteReadings({ command: command as Command, seal, at: at(20), told: readings });
    assert.equal(types(done)[0], expected);
  });

test('a kept reading of long before is no proof, whatever the seal had told', () => {
  const silent = { ...sent, dispatch: { ...sent.dispatch, deviceAt: at(-4_000) } } as Command;
  const before = told({ occurredAt: at(-6), isStored: true, bits: open });
  assert.deepEqual(types(noteReadings({ command: silent, seal, at: at(20), told: [before] })), [
    'overtaken',
  ]);
});

test('locate is answered by any newer reading, lock by one that shows it shut', () => {
  const locate = { ...sent, order: { word: 'locate' } } as Command;
  const lock = { ...sent, order: { word: 'lock' } } as Command;
  const asked = { seal, at: at(20) };
  assert.deepEqual(types(noteReadings({ ...asked, command: locate, told: [told({})] })), [
    'command-confirmed',
  ]);
  assert.deepEqual(types(noteReadings({ ...asked, command: lock, told: [told({ bits: open })] })), [
    'overtaken',
  ]);
  assert.deepEqual(
    types(noteReadings({ ...asked, command: lock, told: [told({ bits: locked })] })),
    ['command-confirmed'],
  );
});

for (const [say, command, s, expected] of [
  ['requested, in time', aCommand(), 599, ['overtaken']],
  ['requested, for ten minutes', aCommand(), 600, ['command-expired']],
  ['approved, for ten minutes', approved, 600, ['command-expired']],
  ['recorded, a moment ago', recorded, 19, ['overtaken']],
  ['recorded, and nothing since', recorded, 20, ['command-uncertain', 'opening-order-ended']],
  ['sent, within the minute', sent, 69, ['overtaken']],
  ['sent, for a minute', sent, 70, ['command-uncertain', 'opening-order-ended']],
  ['acknowledged, for a minute', acked, 70, ['command-uncertain', 'opening-order-ended']],
  ['confirmed', { ...sent, state: 'confirmed' }, 9_999, ['overtaken']],
] as const)
  test(`time: what was ${say} is ${expected[0]}`, () => {
    assert.deepEqual(types(passTime({ command: command as Command, seal, at: at(s) })), expected);
  });
