import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { nextSteps, type PlaybookFacts, type PlaybookStep, parseSteps } from './playbook.ts';

const opened = 1_790_000_000_000 as Instant;
const at = (min: number): Instant => addMs(opened, min * MINUTE_MS);

const CUT: readonly PlaybookStep[] = [
  { step: 'acknowledge' },
  { step: 'call-driver', tries: 2 },
  { step: 'dispatch', afterMin: 2 },
  { step: 'tell-police' },
  { step: 'tell-administration' },
  { step: 'check-seal' },
  { step: 'attach-evidence' },
  { step: 'ask-second' },
];
const fresh: PlaybookFacts = {
  ...{ ackDueAt: at(1), acknowledgedAt: null, calls: [], dispatches: [], notified: [] },
  ...{ resealedAt: null, secondAskedAt: null, needsSecond: true, inOwnTerritory: false },
};
const call = (min: number, result: 'answered' | 'no-answer', whom: 'driver' | 'agent' = 'driver') =>
  ({ at: at(min), whom, result }) as const;
const sent = { state: 'sent', sentAt: at(3), onSiteAt: null, report: null } as const;
const reported = (
  finding: 'all-in-order' | 'truck-gone',
  photos: number,
): PlaybookFacts['dispatches'][number] => ({
  ...{ state: 'reported', sentAt: at(3), onSiteAt: at(30) },
  report: { at: at(40), finding, photos },
});
const told = (whom: 'police' | 'administration', min: number) => ({ whom, at: at(min) });
const taken = { ...fresh, acknowledgedAt: at(0.5) };
const unanswered = { ...taken, calls: [call(1, 'no-answer')] };
const answered = { ...taken, calls: [call(1.5, 'answered'), call(1, 'no-answer')] };
const gone = { ...unanswered, dispatches: [sent] };
const all = {
  ...{ ...unanswered, dispatches: [reported('all-in-order', 2)], calls: [call(1, 'answered')] },
  notified: [told('police', 5), told('administration', 6)],
};

const LETTER = { done: 'x', due: '!', waiting: '.', 'not-needed': '-' } as const;
const shape = (facts: PlaybookFacts, min: number): string =>
  nextSteps(CUT, facts, at(min))
    .map(({ state }) => LETTER[state])
    .join('');

// acknowledge, call the driver, send a unit, tell the police, tell the neighbour, check the seal, evidence, second person
for (const [says, facts, min, expected] of [
  ['nothing is done', fresh, 0, '!!.!!...'],
  ['it is taken', taken, 1, 'x!.!!...'],
  [
    'a call to the agent is none to the driver',
    { ...taken, calls: [call(1, 'answered', 'agent')] },
    9,
    'x!.!!...',
  ],
  ['the driver did not answer; a unit waits for two minutes', unanswered, 2.9, 'x!.!!...'],
  ['two minutes are over', unanswered, 3, 'x!!!!...'],
  [
    'tried twice in vain: nobody waits longer',
    { ...taken, calls: [call(1.2, 'no-answer'), call(1, 'no-answer')] },
    1.3,
    'xx!!!...',
  ],
  ['the driver answered: nobody needs to go, but somebody to look', answered, 2, 'xx-!!!-.'],
  ['a unit is on its way', gone, 4, 'x!x!!...'],
  [
    'one that declined was not sent',
    { ...unanswered, dispatches: [{ ...sent, state: 'declined' }] },
    9,
    'x!!!!...',
  ],
  [
    'one that was called back was not sent',
    { ...unanswered, dispatches: [{ ...sent, state: 'released' }] },
    9,
    'x!!!!...',
  ],
  ['at home nobody is told across a border', { ...taken, inOwnTerritory: true }, 1, 'x!.!-...'],
  [
    'where nobody knows whose it is, somebody asks',
    { ...taken, inOwnTerritory: null },
    1,
    'x!.!!...',
  ],
  [
    'a unit was there, the truck was not',
    { ...gone, dispatches: [reported('truck-gone', 0)] },
    50,
    'x!x!!!!.',
  ],
  [
    'a unit saw the seal and took pictures',
    { ...gone, dispatches: [reported('all-in-order', 1)] },
    50,
    'x!x!!xx.',
  ],
  ['another seal went on', { ...gone, resealedAt: at(45) }, 50, 'x!x!!x..'],
  ['all but the second person', all, 50, 'xxxxxxx!'],
  ['one person is enough', { ...all, needsSecond: false }, 50, 'xxxxxxx-'],
  ['a second person is asked', { ...all, secondAskedAt: at(60) }, 61, 'xxxxxxxx'],
] as const)
  test(`${says}: ${expected}`, () => assert.equal(shape(facts, min), expected));

test('a step says when it was done, by when it is due, or when it comes to be due', () => {
  const timesOf = (facts: PlaybookFacts, min: number, step: number) => {
    const one = nextSteps(CUT, facts, at(min))[step];
    return [one?.at, one?.dueAt];
  };
  assert.deepEqual(timesOf(fresh, 0, 0), [null, at(1)]);
  assert.deepEqual(timesOf(taken, 0, 0), [at(0.5), null]);
  assert.deepEqual(timesOf(answered, 2, 1), [at(1.5), null]);
  assert.deepEqual(timesOf(unanswered, 2, 2), [null, at(3)]);
  assert.deepEqual(timesOf(fresh, 0, 2), [null, null]);
  assert.deepEqual(timesOf(all, 50, 3), [at(5), null]);
});

test('whoever answers for the load hears of it by a call or a letter', () => {
  const owner: readonly PlaybookStep[] = [{ step: 'tell-owner' }];
  const stateOf = (some: Partial<PlaybookFacts>) =>
    nextSteps(owner, { ...fresh, ...some }, at(9))[0]?.state;
  assert.equal(stateOf({}), 'due');
  assert.equal(stateOf({ calls: [{ at: at(1), whom: 'owner', result: 'busy' }] }), 'due');
  assert.equal(
    stateOf({ calls: [{ at: at(1), whom: 'transporter', result: 'answered' }] }),
    'done',
  );
  assert.equal(stateOf({ notified: [{ at: at(1), whom: 'transporter' }] }), 'done');
});

test('a unit that is sent whatever the driver says waits for nobody', () => {
  const [one] = nextSteps([{ step: 'dispatch', afterMin: null }], answered, at(2));
  assert.equal(one?.state, 'due');
});

for (const [says, value, known] of [
  ['the steps of a cut', CUT, true],
  ['a unit at once', [{ step: 'dispatch' }], true],
  ['no list', {}, false],
  ['no step', [], false],
  ['a step nobody knows', [{ step: 'pray' }], false],
  ['no number of tries', [{ step: 'call-driver' }], false],
  ['half a minute', [{ step: 'dispatch', afterMin: 0.5 }], false],
  ['one step twice', [{ step: 'tell-police' }, { step: 'tell-police' }], false],
  ['a word in place of a step', ['tell-police'], false],
] as const)
  test(`${says} ${known ? 'is' : 'is no'} playbook`, () =>
    assert.equal(parseSteps(value) !== undefined, known));
