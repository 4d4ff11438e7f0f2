import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonRef } from '@lakiri/alarms';
import { addMs, type Decision, HOUR_MS, type Instant } from '@lakiri/kit';
import {
  acceptShift,
  endShift,
  evolveShift,
  handOver,
  nextStates,
  type Shift,
  type ShiftEvents,
  type ShiftId,
  type ShiftRefusal,
  startShift,
} from './index.ts';

const achieng = '01900000-0000-7000-8000-00000000a001' as PersonRef;
const okello = '01900000-0000-7000-8000-00000000a002' as PersonRef;
const at = Date.UTC(2026, 1, 4, 5) as Instant;
const endsAt = addMs(at, 8 * HOUR_MS);
const note = { text: 'One truck waits at Maungu.', sha256: 'f0' };
const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}` as ShiftId;

type Decided = Decision<ShiftEvents, ShiftRefusal>;
const codeOf = (decision: Decided) => (decision.accepted ? undefined : decision.refusal.code);
function after(one: Shift | undefined, decision: Decided): Shift {
  assert.ok(decision.accepted, codeOf(decision));
  return decision.facts.reduce<Shift | undefined>(evolveShift, one) ?? assert.fail();
}

const on = after(undefined, startShift({ id: id(1), by: achieng, at, endsAt, current: undefined }));
const next = after(
  undefined,
  startShift({ id: id(2), by: okello, at, endsAt, current: undefined }),
);
const handed = after(on, handOver({ shift: on, by: achieng, at, note }));
const ended = after(handed, acceptShift({ shift: handed, own: next, by: okello, at, cases: 2 }));

test('a shift is started by who watches, for at most a double shift', () => {
  const rows = [
    { current: on, endsAt, refused: 'already-on-shift' },
    { current: undefined, endsAt: at, refused: 'shift-ends-behind' },
    { current: undefined, endsAt: addMs(at, 14 * HOUR_MS + 1), refused: 'shift-too-long' },
    { current: undefined, endsAt: addMs(at, 14 * HOUR_MS), refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(startShift({ id: id(3), by: achieng, at, ...asked })), refused);
});

test('it is handed over with a word, and a better word may follow', () => {
  const rows = [
    { shift: on, by: okello, note, refused: 'not-your-shift' },
    { shift: ended, by: achieng, note, refused: 'shift-ended' },
    { shift: on, by: achieng, note: { ...note, text: ' ' }, refused: 'note-empty' },
    {
      shift: on,
      by: achieng,
      note: { ...note, text: 'x'.repeat(2_001) },
      refused: 'note-too-long',
    },
    { shift: on, by: achieng, note, refused: undefined },
    { shift: handed, by: achieng, note, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(handOver({ ...asked, at })), refused);
});

test('somebody else who is on shift accepts it', () => {
  const rows = [
    { shift: ended, own: next, by: okello, refused: 'shift-ended' },
    { shift: handed, own: on, by: achieng, refused: 'same-officer' },
    { shift: on, own: next, by: okello, refused: 'not-handed-over' },
    { shift: handed, own: undefined, by: okello, refused: 'not-on-shift' },
    { shift: handed, own: { ...handed, person: okello }, by: okello, refused: 'not-on-shift' },
    { shift: handed, own: next, by: okello, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(acceptShift({ ...asked, at, cases: 0 })), refused);
  assert.equal(ended.state === 'ended' && ended.acceptedBy, okello);
});

test('whoever holds a case does not simply go', () => {
  const rows = [
    { shift: on, by: okello, cases: 0, refused: 'not-your-shift' },
    { shift: ended, by: achieng, cases: 0, refused: 'shift-ended' },
    { shift: on, by: achieng, cases: 1, refused: 'holds-cases' },
    { shift: on, by: achieng, cases: 0, refused: undefined },
    { shift: handed, by: achieng, cases: 0, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(endShift({ ...asked, at })), refused);
});

test('facts that cannot follow are a bug, and nothing leaves the end', () => {
  const accepted: ShiftEvents = {
    subjectKind: 'shift',
    subject: on.id,
    type: 'shift-accepted',
    body: { by: okello, at, cases: 0 },
  };
  assert.throws(() => evolveShift(undefined, accepted));
  assert.throws(() => evolveShift(on, accepted));
  assert.throws(() => evolveShift(ended, accepted));
  assert.deepEqual(nextStates.ended, []);
});
