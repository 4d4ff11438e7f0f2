// What people and time do to a case beyond taking, noting and closing it: a row for each refusal, each mended by the next.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Decision, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { SealEvents } from '@lakiri/seals';
import { aClock, anArmedSeal, NINE } from '../testing.ts';
import {
  acknowledge,
  assign,
  noteStep,
  setCheck,
  shelve,
  unshelve,
  withdrawAcknowledgement,
} from './act.ts';
import { type Case, type CaseEvents, evolveCase, isOpenCase, nextStates } from './case.ts';
import { type CaseClock, clockAt, onClock } from './case-clock.ts';
import { closeCase, confirmClose, declineClose, merge, reopen, review } from './case-end.ts';
import type { PersonRef } from './kind.ts';

const achieng = '01900000-0000-7000-8000-00000000a001' as PersonRef;
const okello = '01900000-0000-7000-8000-00000000a002' as PersonRef;
const wafula = '01900000-0000-7000-8000-00000000a003' as PersonRef;
const seal = anArmedSeal();
const clock = aClock;
const by = achieng;
const at = NINE;
const note = { text: 'Seen', sha256: 'f0' };
const blank = { text: ' ', sha256: 'f1' };
const later = (min: number): Instant => addMs(NINE, min * MINUTE_MS);

type Any = Decision<CaseEvents | SealEvents, { readonly code: string }>;
const codeOf = (decision: Any) => (decision.accepted ? undefined : decision.refusal.code);

function after(one: Case, decision: Any): Case {
  assert.ok(decision.accepted, codeOf(decision));
  return decision.facts
    .filter((event): event is CaseEvents => event.subject === one.id)
    .reduce<Case>(evolveCase, one);
}

const aCase = (over: Partial<Pick<Case, 'id' | 'severity'>> = {}): Case =>
  evolveCase(undefined, {
    subjectKind: 'case',
    subject: over.id ?? ('01900000-0000-7000-8000-00000000c001' as Case['id']),
    type: 'case-opened',
    body: {
      kind: 'silent',
      severity: over.severity ?? 3,
      journey: seal.custody.phase === 'free' ? assert.fail() : seal.custody.journey,
      seal: seal.id,
      rule: { kind: 'silent', version: 1 },
      openedAt: NINE,
      ackDueAt: later(1),
    },
  });

const open = aCase();
const critical = aCase({ severity: 1 });
const other = aCase({ id: '01900000-0000-7000-8000-00000000c002' as Case['id'] });
const taken = after(open, acknowledge({ case: open, by, at, note: null, clock }));
const closing = { by, at, seal, clock, outcome: 'false', cause: 'coverage', note, evidence: [] };
const closed = after(taken, closeCase({ case: taken, ...closing }));
const merged = after(taken, merge({ case: taken, into: other, by, at, seal, clock }));
const proposed = after(critical, closeCase({ case: critical, ...closing }));

test('taken by mistake: given back within seconds, by who took it, and the clock ran on', () => {
  const soon = addMs(at, 10 * SECOND_MS);
  const given = after(taken, assign({ case: taken, by, at, to: okello, isSupervisor: false }));
  const rows = [
    { case: closed, by, at: soon, refused: 'case-closed' },
    { case: open, by, at: soon, refused: 'not-acknowledged' },
    { case: taken, by: okello, at: soon, refused: 'not-yours' },
    { case: given, by, at: soon, refused: 'not-yours' },
    { case: taken, by, at: addMs(soon, 1), refused: 'undo-too-late' },
    { case: taken, by, at: soon, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(withdrawAcknowledgement({ ...asked, clock })), refused);
  const back = after(taken, withdrawAcknowledgement({ case: taken, by, at: soon, clock }));
  assert.deepEqual(back, open);
});

test('a step of an escalation that was said is not said again after a slip of the finger', () => {
  const late = later(1);
  const said = onClock({ case: open, clock, at: late });
  assert.ok(said);
  const escalated = evolveCase(open, said);
  const held = after(escalated, acknowledge({ case: escalated, by, at: late, note: null, clock }));
  const back = after(held, withdrawAcknowledgement({ case: held, by, at: late, clock }));
  assert.equal(back.wakeAt, later(2));
  const next = onClock({ case: back, clock, at: later(2) });
  assert.equal(next?.type === 'case-escalated' && next.body.step, 2);
});

test('giving a case away: one’s own, an unheld one, or as a supervisor', () => {
  const rows = [
    { case: closed, by, to: okello, isSupervisor: true, refused: 'case-closed' },
    { case: taken, by, to: null, isSupervisor: true, refused: 'no-such-person' },
    { case: taken, by, to: achieng, isSupervisor: true, refused: 'already-held' },
    { case: taken, by: okello, to: wafula, isSupervisor: false, refused: 'supervisor-only' },
    { case: taken, by: okello, to: wafula, isSupervisor: true, refused: undefined },
    { case: taken, by: okello, to: okello, isSupervisor: false, refused: undefined },
    { case: taken, by: achieng, to: wafula, isSupervisor: false, refused: undefined },
    { case: open, by: okello, to: wafula, isSupervisor: false, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(assign({ ...asked, at })), refused, JSON.stringify(asked));
  const given = after(open, assign({ case: open, by, at, to: okello, isSupervisor: false }));
  assert.deepEqual([given.state, given.owner, given.wakeAt], ['open', okello, open.wakeAt]);
});

test('the next check lies ahead, and within a day', () => {
  const rows = [
    { case: closed, checkAt: later(5), refused: 'case-closed' },
    { case: open, checkAt: later(5), refused: 'not-acknowledged' },
    { case: taken, checkAt: at, refused: 'check-not-ahead' },
    { case: taken, checkAt: addMs(at, 24 * HOUR_MS + 1), refused: 'check-too-far' },
    { case: taken, checkAt: addMs(at, 24 * HOUR_MS), refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(setCheck({ ...asked, by, at })), refused);
  assert.equal(taken.checkAt, later(5), 'the clock of its severity, until somebody promises');
  const set = after(taken, setCheck({ case: taken, by, at, checkAt: later(20) }));
  assert.deepEqual([set.checkAt, set.wakeAt], [later(20), later(20)]);
});

test('the shelf: ahead, four hours, for a reason; it ends by itself', () => {
  const shelved = after(open, shelve({ case: open, by, at, until: later(60), note, clock }));
  const rows = [
    { case: closed, until: later(60), note, refused: 'case-closed' },
    { case: shelved, until: later(60), note, refused: 'already-shelved' },
    { case: open, until: at, note, refused: 'shelf-not-ahead' },
    { case: open, until: addMs(at, 4 * HOUR_MS + 1), note, refused: 'shelf-too-long' },
    { case: open, until: addMs(at, 4 * HOUR_MS), note: blank, refused: 'note-empty' },
    { case: open, until: addMs(at, 4 * HOUR_MS), note, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(shelve({ ...asked, by, at, clock })), refused);
  assert.deepEqual([shelved.state, shelved.owner], ['acknowledged', achieng], 'who shelves takes');
  assert.equal(onClock({ case: shelved, clock, at: later(59) }), undefined);
  const ends = onClock({ case: shelved, clock, at: later(60) });
  assert.deepEqual(ends?.body, { by: null, at: later(60), checkAt: later(65) });
  const back = evolveCase(shelved, ends ?? assert.fail());
  assert.deepEqual([back.shelved, back.wakeAt], [null, later(65)]);
  assert.equal(codeOf(unshelve({ case: back, by, at, clock })), 'not-shelved');
  assert.equal(codeOf(unshelve({ case: closed, by, at, clock })), 'case-closed');
  assert.equal(after(shelved, unshelve({ case: shelved, by, at, clock })).shelved, null);
});

test('nobody took it, nobody looked again: each step is said once, and then no more', () => {
  let state = open;
  const said: string[] = [];
  for (let min = 0; min <= 30; min++) {
    const event = onClock({ case: state, clock, at: later(min) });
    if (event?.type !== 'case-escalated') continue;
    said.push(`${min} ${event.body.of} ${event.body.step}`);
    state = evolveCase(state, event);
    assert.equal(onClock({ case: state, clock, at: later(min) }), undefined);
  }
  assert.deepEqual(said, ['1 acknowledge 1', '2 acknowledge 2', '3 acknowledge 3']);
  const held = after(state, acknowledge({ case: state, by, at: later(10), note: null, clock }));
  const check = onClock({ case: held, clock, at: later(15) });
  assert.equal(check?.type === 'case-escalated' && check.body.of, 'check');
  assert.equal(check?.type === 'case-escalated' && check.body.step, 1);
});

test('a clock is of its day', () => {
  const strict: CaseClock = { ...clock, version: 2, from: later(10), checkS: 60 };
  const clocks = [strict, clock, { ...clock, severity: 2 as const, checkS: 1 }];
  assert.equal(clockAt(clocks, { severity: 1, at: later(9) }), clock);
  assert.equal(clockAt(clocks, { severity: 1, at: later(10) }), strict);
  assert.throws(() => clockAt(clocks, { severity: 4, at }));
});

test('a critical case is closed by two', () => {
  assert.deepEqual([proposed.state, proposed.proposed?.by], ['acknowledged', achieng]);
  const rows = [
    { case: closed, by: okello, refused: 'case-closed' },
    { case: taken, by: okello, refused: 'close-not-proposed' },
    { case: proposed, by: achieng, refused: 'same-officer' },
    { case: proposed, by: okello, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(confirmClose({ ...asked, at, seal })), refused);
  assert.equal(codeOf(closeCase({ case: proposed, ...closing })), 'close-already-proposed');
  const both = after(proposed, confirmClose({ case: proposed, by: okello, at: later(1), seal }));
  const { closed: end } = both.state === 'closed' ? both : assert.fail();
  assert.deepEqual([end.by, end.proposedBy, end.at], [okello, achieng, later(1)]);
  assert.deepEqual([both.wakeAt, both.checkAt, both.proposed], [null, null, null]);
});

test('who does not agree says why, and the case goes on', () => {
  const rows = [
    { case: closed, note, refused: 'case-closed' },
    { case: taken, note, refused: 'close-not-proposed' },
    { case: proposed, note: blank, refused: 'note-empty' },
    { case: proposed, note, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(declineClose({ ...asked, by: okello, at })), refused);
  const goesOn = after(proposed, declineClose({ case: proposed, by: okello, at, note }));
  assert.equal(goesOn.proposed, null);
});

test('evidence is named by ids and hashes', () => {
  const id = '01900000-0000-7000-8000-00000000e001';
  const rows = [
    { evidence: ['photo.jpg'], refused: 'evidence-unreadable' },
    { evidence: Array.from({ length: 21 }, () => id), refused: 'evidence-unreadable' },
    { evidence: [id, 'ab'.repeat(32)], refused: undefined },
  ];
  for (const { evidence, refused } of rows)
    assert.equal(codeOf(closeCase({ case: taken, ...closing, evidence })), refused);
});

test('merging: into another that is open and no lesser', () => {
  const rows = [
    { case: closed, into: other, refused: 'case-closed' },
    { case: merged, into: other, refused: 'case-closed' },
    { case: taken, into: undefined, refused: 'merge-into-ended' },
    { case: taken, into: closed, refused: 'merge-into-ended' },
    { case: taken, into: taken, refused: 'merge-into-itself' },
    { case: critical, into: other, refused: 'merge-hides-severity' },
    { case: taken, into: other, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(merge({ ...asked, by, at, seal, clock })), refused);
  const decision = merge({ case: open, into: other, by, at, seal, clock });
  assert.deepEqual(decision.accepted && decision.facts.map((event) => event.type), [
    'case-acknowledged',
    'case-merged',
    'case-joined',
    'latches-cleared',
  ]);
  assert.equal(merged.state === 'merged' && merged.merged.into, other.id);
});

test('reopened: it goes on with who says so', () => {
  const rows = [
    { case: taken, note, refused: 'case-not-closed' },
    { case: merged, note, refused: 'case-closed' },
    { case: closed, note: blank, refused: 'note-empty' },
    { case: closed, note, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(reopen({ ...asked, by: okello, at, clock })), refused);
  const again = after(closed, reopen({ case: closed, by: okello, at, note, clock }));
  assert.deepEqual(
    [again.state, again.owner, again.reopenedAt, again.checkAt],
    ['acknowledged', okello, at, later(5)],
  );
  assert.ok(!('closed' in again));
});

test('reviewed by a supervisor who did not close it', () => {
  const base = { at, verdict: 'handled-well', note: null, isSupervisor: true } as const;
  const reviewed = after(closed, review({ ...base, case: closed, by: okello }));
  const both = after(proposed, confirmClose({ case: proposed, by: okello, at, seal }));
  const rows = [
    { case: taken, by: okello, refused: 'case-not-closed' },
    { case: merged, by: okello, refused: 'case-closed' },
    { case: reviewed, by: okello, refused: 'already-reviewed' },
    { case: closed, by: okello, isSupervisor: false, refused: 'supervisor-only' },
    { case: closed, by: achieng, refused: 'same-officer' },
    { case: both, by: achieng, refused: 'same-officer' },
    { case: both, by: okello, refused: 'same-officer' },
    { case: closed, by: okello, note: blank, refused: 'note-empty' },
    { case: closed, by: okello, note, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(review({ ...base, ...asked })), refused);
  const again = after(reviewed, reopen({ case: reviewed, by: okello, at, note, clock }));
  assert.ok(again.state === 'acknowledged' && !('reviewed' in again));
});

test('a step is noted while the case lasts, and stands once in its row', () => {
  const step = { by, at, step: 'driver-called', about: null } as const;
  assert.equal(codeOf(noteStep({ ...step, case: closed })), 'case-closed');
  const called = after(open, noteStep({ ...step, case: open }));
  const twice = after(called, noteStep({ ...step, case: called }));
  const seen = after(twice, noteStep({ ...step, case: twice, step: 'on-site' }));
  assert.deepEqual(seen.steps, ['driver-called', 'on-site']);
});

test('facts of before checks, evidence and a second person are read as they were written', () => {
  const on = { subjectKind: 'case', subject: open.id } as const;
  const old: readonly CaseEvents[] = [
    { ...on, type: 'case-acknowledged', body: { by, at, noteSha256: null } },
    {
      ...on,
      type: 'case-closed',
      body: { by, at, outcome: 'undecided', cause: 'other', noteSha256: 'f0' },
    },
  ];
  const [held, end] = [old.slice(0, 1), old].map((events) => events.reduce<Case>(evolveCase, open));
  assert.deepEqual([held?.checkAt, held?.wakeAt], [null, null]);
  assert.deepEqual(end?.state === 'closed' && [end.closed.evidence, end.closed.proposedBy], [
    [],
    null,
  ]);
});

test('every state is reached only as the table says', () => {
  const states = [open, taken, closed, merged, proposed];
  const events = (one: Case): readonly Any[] => [
    acknowledge({ case: one, by, at, note: null, clock }),
    withdrawAcknowledgement({ case: one, by, at, clock }),
    shelve({ case: one, by, at, until: later(9), note, clock }),
    closeCase({ case: one, ...closing }),
    merge({ case: one, into: other, by, at, seal, clock }),
    reopen({ case: one, by, at, note, clock }),
    review({ case: one, by: okello, at, verdict: 'handled-well', note: null, isSupervisor: true }),
  ];
  for (const one of states) for (const decision of events(one)) followsTable(one, decision);
});

function followsTable(one: Case, decision: Any): void {
  if (!decision.accepted) return;
  let state = one;
  for (const event of decision.facts) {
    if (event.subject !== one.id || event.subjectKind !== 'case') continue;
    const next = evolveCase(state, event);
    const allowed: readonly string[] = nextStates[state.state];
    assert.ok(next.state === state.state || allowed.includes(next.state), event.type);
    if (!isOpenCase(next)) assert.equal(next.wakeAt, null);
    state = next;
  }
}
