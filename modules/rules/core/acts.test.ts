import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULES, KINDS, type PersonRef } from '@lakiri/alarms';
import { addMs, DAY_MS, type Decision, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  type ActOn,
  approve,
  decline,
  discardDraft,
  propose,
  type RuleRefusal,
  type SaveDraft,
  saveDraft,
  withdraw,
} from './acts.ts';
import { mayLeaveOut, numbersOf } from './numbers.ts';
import {
  contentOf,
  evolveRule,
  RULE_NOTICE_MS,
  type Rule,
  type RuleEvents,
  type RuleId,
  type VersionAsRead,
} from './rule.ts';
import { faultIn } from './soundness.ts';

const now = Date.UTC(2026, 10, 23, 9) as Instant;
const [asha, brian, carol] = ['a', 'b', 'c'].map(
  (n) => `0190a000-0000-7000-8000-00000000000${n}` as PersonRef,
) as [PersonRef, PersonRef, PersonRef];
const shipped: VersionAsRead[] = DEFAULT_RULES.filter(({ kind }) => kind === 'long-stop').map(
  (rule) => ({ rule, overrides: [], isWithdrawn: false }),
);
const inForce = shipped.at(-1) ?? assert.fail();
const content = { ...contentOf(inForce), params: { ...inForce.rule.params, dayMin: 45 } };
const form: SaveDraft = {
  ...{ basedOn: 2, draftSeen: 0, content, why: 'weigh bridges take longer', source: 'shift log' },
  basis: 'configuration',
};
const base = { kind: 'long-stop', subject: asha as string as RuleId, versions: shipped } as const;
const on = (rule: Rule | undefined, by: PersonRef, at = now): ActOn => ({ ...base, rule, by, at });

function done(decision: Decision<RuleEvents, RuleRefusal>, rule: Rule | undefined): Rule {
  if (!decision.accepted) assert.fail(decision.refusal.code);
  return decision.facts.reduce<Rule | undefined>(evolveRule, rule) ?? assert.fail();
}
const codeOf = (decision: Decision<RuleEvents, RuleRefusal>): string | undefined =>
  decision.accepted ? undefined : decision.refusal.code;

const drafted = done(saveDraft(on(undefined, asha), form), undefined);
const proposed = done(propose(on(drafted, asha), { effectiveFrom: null, backTest: null }), drafted);
const approved = done(approve(on(proposed, brian), { effectiveFrom: undefined }), proposed);
const [made] = approved.made;

test('a draft that another officer approves is a version two minutes later', () => {
  assert.equal(approved.draft, null);
  assert.ok(made !== undefined);
  assert.equal(made.version, 3);
  assert.equal(made.effectiveFrom, addMs(now, RULE_NOTICE_MS));
  assert.deepEqual(made.content, content);
  assert.deepEqual([made.draftedBy, made.proposedBy, made.approvedBy], [asha, asha, brian]);
});

const late = addMs(now, 3 * DAY_MS);
const planned: VersionAsRead = {
  rule: { ...inForce.rule, version: 3, effectiveFrom: late },
  ...{ overrides: [], isWithdrawn: false },
};
const withPlanned = (rule: Rule, by: PersonRef): ActOn => ({
  ...on(rule, by),
  versions: [...shipped, planned],
});

const saves: readonly { say: string; rule?: Rule; over: Partial<SaveDraft>; refused?: string }[] = [
  { say: 'of another version', over: { basedOn: 1 }, refused: 'draft-moved-on' },
  { say: 'over a save not seen', rule: drafted, over: {}, refused: 'draft-moved-on' },
  { say: 'while proposed', rule: proposed, over: { draftSeen: 1 }, refused: 'draft-proposed' },
  { say: 'of nothing new', over: { content: contentOf(inForce) }, refused: 'draft-unchanged' },
  { say: 'of something else', over: {} },
  { say: 'over a save that was seen', rule: drafted, over: { draftSeen: 1, why: 'clearer' } },
];
for (const { say, rule, over, refused } of saves)
  test(`a save ${say}: ${refused ?? 'kept'}`, () => {
    assert.equal(codeOf(saveDraft(on(rule, carol), { ...form, ...over })), refused);
  });

const wrong = [
  {
    say: 'a foreign number',
    over: { params: { ...content.params, speed: 1 } },
    code: 'number-unknown',
  },
  { say: 'too few numbers', over: { params: { dayMin: 3 } }, code: 'number-missing' },
  {
    say: 'too much',
    over: { params: { ...content.params, dayMin: 1e9 } },
    code: 'number-out-of-range',
  },
  {
    say: 'a broken number',
    over: { params: { ...content.params, growSeverity: 1.5 } },
    code: 'number-out-of-range',
  },
  {
    say: 'no number',
    over: { params: { ...content.params, dayMin: Number.NaN } },
    code: 'number-out-of-range',
  },
  { say: 'a condition of nothing', over: { condition: 'shoe > 3' }, code: 'condition-unsound' },
  {
    say: 'an exception for nowhere',
    over: { overrides: [{ name: 'x', scope: {}, params: { dayMin: 5 }, severity: null }] },
    code: 'override-unsound',
  },
  {
    say: 'an exception that changes nothing',
    over: { overrides: [{ name: 'x', scope: { model: 'm' }, params: {}, severity: null }] },
    code: 'override-unsound',
  },
] as const;
for (const { say, over, code } of wrong)
  test(`a content with ${say} is refused`, () => {
    assert.equal(faultIn('long-stop', { ...content, ...over })?.code, code);
  });

test('what is shipped may be drafted again, of every kind', () => {
  for (const rule of DEFAULT_RULES)
    assert.equal(
      faultIn(rule.kind, contentOf({ rule, overrides: [], isWithdrawn: false })),
      undefined,
      rule.kind,
    );
  for (const kind of KINDS)
    for (const { name, default: shipped } of numbersOf(kind))
      assert.ok(shipped !== null || mayLeaveOut(kind, name), `${kind} ${name}`);
});

const soon = addMs(now, MINUTE_MS);
const acts: readonly { say: string; refused?: string; done: Decision<RuleEvents, RuleRefusal> }[] =
  [
    { say: 'discard nothing', refused: 'no-draft', done: discardDraft(on(undefined, asha)) },
    { say: 'discard a draft', done: discardDraft(on(drafted, carol)) },
    {
      say: 'propose nothing',
      refused: 'no-draft',
      done: propose(on(undefined, asha), { effectiveFrom: null, backTest: null }),
    },
    {
      say: 'propose twice',
      refused: 'draft-proposed',
      done: propose(on(proposed, asha), { effectiveFrom: null, backTest: null }),
    },
    {
      say: 'propose for in a minute',
      refused: 'effective-too-soon',
      done: propose(on(drafted, asha), { effectiveFrom: soon, backTest: null }),
    },
    {
      say: 'propose for before what is planned',
      refused: 'effective-before-last',
      done: propose(withPlanned(drafted, asha), {
        effectiveFrom: addMs(now, DAY_MS),
        backTest: null,
      }),
    },
    {
      say: 'approve what is not proposed',
      refused: 'not-proposed',
      done: approve(on(drafted, brian), { effectiveFrom: undefined }),
    },
    {
      say: 'approve one’s own',
      refused: 'same-officer',
      done: approve(on(proposed, asha), { effectiveFrom: undefined }),
    },
    {
      say: 'approve after three days',
      done: approve(on(proposed, brian, late), { effectiveFrom: undefined }),
    },
    { say: 'approve as the second', done: approve(on(proposed, carol), { effectiveFrom: late }) },
    {
      say: 'decline what is not proposed',
      refused: 'not-proposed',
      done: decline(on(drafted, brian), 'no'),
    },
    { say: 'decline', done: decline(on(proposed, brian), 'too sharp') },
    {
      say: 'withdraw what is shipped',
      refused: 'no-such-version',
      done: withdraw(on(approved, asha), { version: 2, why: 'x' }),
    },
    {
      say: 'withdraw what holds',
      refused: 'already-in-force',
      done: withdraw(on(approved, asha, soon), { version: 3, why: 'x' }),
    },
    { say: 'withdraw in time', done: withdraw(on(approved, asha), { version: 3, why: 'x' }) },
  ];
for (const { say, refused, done: decision } of acts)
  test(`${say}: ${refused ?? 'done'}`, () => {
    assert.equal(codeOf(decision), refused);
  });

test('who only proposed what another wrote may not approve it either', () => {
  const byBrian = done(
    propose(on(drafted, brian), { effectiveFrom: null, backTest: null }),
    drafted,
  );
  assert.equal(codeOf(approve(on(byBrian, brian), { effectiveFrom: undefined })), 'same-officer');
  assert.equal(codeOf(approve(on(byBrian, carol), { effectiveFrom: undefined })), undefined);
});

test('a declined draft is there again, with the reason; a withdrawn version stays, and says so', () => {
  const back = done(decline(on(proposed, brian), 'too sharp'), proposed);
  assert.equal(back.draft?.proposed, null);
  assert.equal(back.draft?.declined?.why, 'too sharp');
  const gone = done(withdraw(on(approved, asha), { version: 3, why: 'not yet' }), approved);
  assert.equal(gone.made[0]?.withdrawn?.why, 'not yet');
});
