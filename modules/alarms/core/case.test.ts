import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Id, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { evolveSeal, type Seal, type SealEvents } from '@lakiri/seals';
import { aClock, anArmedSeal, countedIds, follow, NINE, told } from '../testing.ts';
import { acknowledge, addNote } from './act.ts';
import { type Case, type CaseEvents, evolveCase } from './case.ts';
import { closeCase } from './case-end.ts';
import { NOTE_CHARS_MAX } from './case-refusal.ts';
import { CAUSES, mayUseCause } from './cause.ts';
import type { Kind, PersonRef } from './kind.ts';
import { raise } from './raise.ts';
import { freshWatch, withoutCase } from './watch.ts';

const achieng = '01900000-0000-7000-8000-00000000a001' as PersonRef;
const otieno = '01900000-0000-7000-8000-00000000a002' as PersonRef;
const by = achieng;
const at = NINE;
const note = { text: 'Called the driver', sha256: 'f0' };
const clock = aClock;

/** A seal that has just said that it was cut, and the case of it. */
function cutSeal(): {
  readonly seal: Seal;
  readonly open: Case;
  readonly raised: ReturnType<typeof raise>;
} {
  const followed = follow([told({ min: 0, bits: { ...NO_BITS, ropeCut: true } })]);
  const raised = raise({
    raised: followed.raised,
    watch: freshWatch(followed.watch?.journey as Id<'Journey'>),
    seal: followed.seal.id,
    receivedAt: NINE,
    cause: { occurredAt: NINE, digest: 'd' },
    newId: countedIds(900),
  });
  const [open] = raised.opened;
  assert.ok(open);
  return { seal: followed.seal, open, raised };
}
const { seal, open: critical, raised } = cutSeal();
/** The same with nothing critical about it: one person ends it. */
const open: Case = { ...critical, severity: 2 };

const isCase = (event: CaseEvents | SealEvents): event is CaseEvents =>
  event.subjectKind === 'case';
const isSeal = (event: CaseEvents | SealEvents): event is SealEvents =>
  event.subjectKind === 'seal';

function after(one: Case, decision: ReturnType<typeof closeCase>): Case {
  assert.ok(decision.accepted);
  return decision.facts
    .filter(isCase)
    .reduce<Case>((state, event) => evolveCase(state, event), one);
}

const acknowledged = after(open, acknowledge({ case: open, by, at, note: null, clock }));
const closing = { by, at, seal, clock, outcome: 'true', cause: 'theft', note, evidence: [] };
const closed = after(acknowledged, closeCase({ case: acknowledged, ...closing }));

test('an alarm opens a case that must be acknowledged in time', () => {
  assert.equal(open.state, 'open');
  assert.equal(critical.severity, 1);
  assert.equal(open.ackDueAt, NINE + MINUTE_MS);
  assert.deepEqual(
    raised.events.map((event) => event.type),
    ['case-opened', 'alarm-raised'],
  );
  assert.equal(raised.watch.open['seal-cut'], open.id);
  assert.equal(raised.alarms[0]?.case, open.id);
});

test('a further alarm of the kind joins the open case, one of another kind opens its own', () => {
  const [first] = raised.alarms;
  assert.ok(first);
  const again = (kind: Kind) =>
    raise({
      raised: [{ ...first, kind, ackDueS: 60 }],
      watch: raised.watch,
      seal: seal.id,
      receivedAt: NINE,
      cause: null,
      newId: countedIds(50),
    });
  const joined = again('seal-cut');
  assert.deepEqual(
    joined.events.map((event) => event.type),
    ['alarm-raised'],
  );
  assert.deepEqual(joined.opened, []);
  assert.equal(joined.watch, raised.watch, 'nothing new to remember');
  assert.equal(joined.alarms[0]?.case, open.id);
  assert.equal(again('cover-opened').opened.length, 1);
});

test('acknowledge: the first has it', () => {
  const rows = [
    { case: closed, note, refused: 'case-closed' },
    { case: acknowledged, note, refused: 'already-acknowledged' },
    { case: open, note: { ...note, text: ' \n' }, refused: 'note-empty' },
    {
      case: open,
      note: { ...note, text: 'x'.repeat(NOTE_CHARS_MAX + 1) },
      refused: 'note-too-long',
    },
    { case: open, note: { ...note, text: 'x'.repeat(NOTE_CHARS_MAX) }, refused: undefined },
    { case: open, note: null, refused: undefined },
  ];
  for (const { refused, ...asked } of rows) {
    const decision = acknowledge({ by: otieno, at, clock, ...asked });
    assert.equal(decision.accepted ? undefined : decision.refusal.code, refused);
  }
});

test('who comes second is told who came first, and when', () => {
  const second = acknowledge({ case: acknowledged, by: otieno, at, note: null, clock });
  assert.deepEqual(second, {
    accepted: false,
    refusal: { code: 'already-acknowledged', by: achieng, at: NINE },
  });
  const third = addNote({ case: closed, by: otieno, at, note });
  assert.deepEqual(third, {
    accepted: false,
    refusal: { code: 'case-closed', by: achieng, at: NINE, outcome: 'true' },
  });
});

test('a note changes nothing but what is known', () => {
  for (const state of [open, acknowledged]) {
    const decision = addNote({ case: state, by, at, note });
    assert.equal(after(state, decision), state);
  }
  for (const [text, refused] of [
    ['', 'note-empty'],
    ['x'.repeat(NOTE_CHARS_MAX + 1), 'note-too-long'],
  ] as const) {
    const decision = addNote({ case: open, by, at, note: { ...note, text } });
    assert.equal(!decision.accepted && decision.refusal.code, refused);
  }
});

test('close: with an outcome, a cause of the list and a word', () => {
  const rows = [
    { case: closed, outcome: 'x', cause: 'x', text: '', refused: 'case-closed' },
    { case: acknowledged, outcome: null, cause: 'x', text: '', refused: 'outcome-missing' },
    { case: acknowledged, outcome: 'maybe', cause: 'x', text: '', refused: 'outcome-missing' },
    { case: acknowledged, outcome: 'true', cause: 'x', text: '', refused: 'cause-unknown' },
    { case: acknowledged, outcome: 'true', cause: 'theft', text: ' ', refused: 'note-empty' },
    {
      case: acknowledged,
      outcome: 'true',
      cause: 'theft',
      text: 'x'.repeat(2_001),
      refused: 'note-too-long',
    },
    { case: acknowledged, outcome: 'true', cause: 'theft', text: 'x', refused: undefined },
    { case: open, outcome: 'undecided', cause: 'other', text: 'x', refused: undefined },
  ];
  for (const { refused, text, ...asked } of rows) {
    const decision = closeCase({ ...closing, ...asked, note: { text, sha256: 'f0' } });
    assert.equal(decision.accepted ? undefined : decision.refusal.code, refused);
  }
});

test('who closes an untaken case takes it', () => {
  const decision = closeCase({ case: open, ...closing });
  assert.ok(decision.accepted);
  assert.deepEqual(
    decision.facts.map((fact) => fact.type),
    ['case-acknowledged', 'case-closed', 'latches-cleared'],
  );
  const state = after(open, decision);
  assert.equal(state.state === 'closed' && state.acknowledged.by, achieng);
});

test('closing always touches the seal, and clears only the latch of its kind and journey', () => {
  const rows = [
    { kind: 'seal-cut', journey: open.journey, latches: ['cut'] },
    { kind: 'opened-no-order', journey: open.journey, latches: ['opened'] },
    { kind: 'cover-opened', journey: open.journey, latches: ['cover'] },
    { kind: 'silent', journey: open.journey, latches: [] },
    {
      kind: 'seal-cut',
      journey: '01900000-0000-7000-8000-0000000000bc' as Id<'Journey'>,
      latches: [],
    },
  ] as const;
  for (const { kind, journey, latches } of rows) {
    const decision = closeCase({ ...closing, case: { ...open, kind, journey } });
    assert.ok(decision.accepted);
    const [event, ...more] = decision.facts.filter(isSeal);
    assert.deepEqual(more, []);
    assert.deepEqual(event, {
      subjectKind: 'seal',
      subject: seal.id,
      type: 'latches-cleared',
      body: { latches, case: open.id },
    });
  }
});

test('after closing, the same tamper is not news; a new one opens a new case', () => {
  const decision = closeCase({ case: open, ...closing });
  assert.ok(decision.accepted);
  const dealtWith = decision.facts
    .filter(isSeal)
    .reduce<Seal>((state, event) => evolveSeal(state, event), seal);
  const watch = withoutCase(raised.watch, 'seal-cut', open.id);
  assert.deepEqual(watch.open, {});
  const cut = { bits: { ...NO_BITS, ropeCut: true } };
  const whole = { bits: { ...NO_BITS, ropeCut: false } };
  const still = follow([told({ min: 1, ...cut }), told({ min: 2, ...cut })], {
    seal: dealtWith,
    watch,
  });
  assert.deepEqual(still.alarms, []);
  const again = follow([told({ min: 3, ...whole }), told({ min: 4, ...cut })], {
    seal: still.seal,
    watch: still.watch,
  });
  assert.equal(again.alarms.length, 1);
  assert.notEqual(again.alarms[0]?.case, open.id);
});

test('only its own case leaves the watch', () => {
  assert.equal(withoutCase(raised.watch, 'seal-cut', 'other' as Case['id']), raised.watch);
  assert.equal(withoutCase(raised.watch, 'silent', open.id), raised.watch);
});

test('facts that cannot follow are a bug', () => {
  const on = { subjectKind: 'case', subject: open.id } as const;
  const taken = { ...on, type: 'case-acknowledged', body: { by, at, noteSha256: null } } as const;
  const end = {
    ...on,
    type: 'case-closed',
    body: { by, at, outcome: 'true', cause: 'theft', noteSha256: 'f0' },
  } as const;
  assert.throws(() => evolveCase(undefined, taken));
  assert.throws(() => evolveCase(acknowledged, taken));
  assert.throws(() => evolveCase(open, end));
  assert.throws(() => evolveCase(closed, end));
});

test('causes are chosen from a dated list', () => {
  assert.equal(new Set(CAUSES.map((cause) => cause.code)).size, CAUSES.length);
  assert.ok(mayUseCause('theft', at));
  assert.ok(!mayUseCause('bad-luck', at));
});

test('the seal of these tests is the one that was cut', () => {
  assert.equal(seal.live.latches.cut.is, 'set');
  assert.equal(anArmedSeal().live.latches.cut.is, 'clear');
});
