import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonRef } from '@lakiri/alarms';
import type { Decision, Instant } from '@lakiri/kit';
import {
  confirmMode,
  type Declaration,
  declineMode,
  evolveMode,
  type ModeEvents,
  type ModeId,
  type ModeRefusal,
  nextModeStates,
  proposeMode,
} from './index.ts';

const achieng = '01900000-0000-7000-8000-00000000a001' as PersonRef;
const okello = '01900000-0000-7000-8000-00000000a002' as PersonRef;
const at = Date.UTC(2026, 1, 4, 5) as Instant;
const id = '01900000-0000-7000-8000-000000000001' as ModeId;
const red = { id, by: achieng, at, mode: 'red', reason: 'network' } as const;

type Decided = Decision<ModeEvents, ModeRefusal>;
const codeOf = (decision: Decided) => (decision.accepted ? undefined : decision.refusal.code);
function after(known: Declaration | undefined, decision: Decided): Declaration {
  assert.ok(decision.accepted, codeOf(decision));
  return decision.facts.reduce<Declaration | undefined>(evolveMode, known) ?? assert.fail();
}

const proposed = after(undefined, proposeMode({ ...red, current: 'green', pending: undefined }));
const inForce = after(proposed, confirmMode({ declaration: proposed, by: okello, at }));
const declined = after(proposed, declineMode({ declaration: proposed, by: achieng, at }));

test('one officer proposes one mode at a time, and another than holds', () => {
  const rows = [
    { current: 'green', pending: proposed, refused: 'mode-proposed-already' },
    { current: 'red', pending: undefined, refused: 'mode-holds-already' },
    { current: 'green', pending: undefined, refused: undefined },
  ] as const;
  for (const { refused, ...known } of rows)
    assert.equal(codeOf(proposeMode({ ...red, ...known })), refused);
});

test('a second officer agrees', () => {
  const rows = [
    { declaration: inForce, by: okello, refused: 'mode-settled' },
    { declaration: declined, by: okello, refused: 'mode-settled' },
    { declaration: proposed, by: achieng, refused: 'same-officer' },
    { declaration: proposed, by: okello, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(confirmMode({ ...asked, at })), refused);
  assert.deepEqual(inForce.state === 'in-force' && inForce.confirmed, { by: okello, at });
});

test('whoever proposed takes it back, a second declines; what is settled stays', () => {
  const rows = [
    { declaration: inForce, by: okello, refused: 'mode-settled' },
    { declaration: proposed, by: okello, refused: undefined },
    { declaration: proposed, by: achieng, refused: undefined },
  ];
  for (const { refused, ...asked } of rows)
    assert.equal(codeOf(declineMode({ ...asked, at })), refused);
  assert.deepEqual(nextModeStates['in-force'], []);
});

test('facts that cannot follow are a bug', () => {
  const body = { by: okello, at };
  const confirmed: ModeEvents = { subjectKind: 'mode', subject: id, type: 'mode-confirmed', body };
  assert.throws(() => evolveMode(undefined, confirmed));
  assert.throws(() => evolveMode(inForce, confirmed));
});
