import { type Instant, isoOf } from '@lakiri/kit';
import type { KeyReused } from '@lakiri/platform/execute';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type { Missing, RuleRefusal } from '../core/index.ts';

type OwnRefusal =
  | RuleRefusal
  | { readonly code: 'no-such-back-test' }
  | { readonly code: 'back-test-running' }
  | { readonly code: 'back-test-ended' }
  | { readonly code: 'back-test-span'; readonly daysMax: number }
  | { readonly code: 'not-back-testable'; readonly missing: Missing };

const told = problemsOf<OwnRefusal>({
  statusOf: {
    'number-unknown': 422,
    'number-missing': 422,
    'number-out-of-range': 422,
    'condition-unsound': 422,
    'override-unsound': 422,
    'draft-moved-on': 409,
    'draft-proposed': 409,
    'draft-unchanged': 409,
    'no-draft': 409,
    'not-proposed': 409,
    'same-officer': 409,
    'effective-too-soon': 422,
    'effective-before-last': 409,
    'no-such-version': 404,
    'already-in-force': 409,
    'already-withdrawn': 409,
    'no-such-back-test': 404,
    'back-test-running': 409,
    'back-test-ended': 409,
    'back-test-span': 422,
    'not-back-testable': 409,
  },
  words: {
    'number-unknown': ['This rule has no such number', 'Leave out the number that is named.'],
    'number-missing': ['A number is missing', 'Give the number that is named.'],
    'number-out-of-range': ['This number cannot be meant', 'Give one within its bounds.'],
    'condition-unsound': ['The condition cannot be read', 'Correct it where it is marked.'],
    'override-unsound': [
      'An exception of this rule is not sound',
      'Correct the one that is named.',
    ],
    'draft-moved-on': [
      'Somebody changed this rule meanwhile',
      'Load it again. What you wrote is not lost: compare it with what is there now.',
    ],
    'draft-proposed': ['It is proposed to a second officer', 'It is approved or declined first.'],
    'draft-unchanged': ['It says just what holds already', 'Change something first.'],
    'no-draft': ['There is no draft', 'Write one first.'],
    'not-proposed': ['Nobody has proposed it', 'Propose the draft first.'],
    'same-officer': [
      'Another officer must do this',
      'Who wrote or proposed it does not also switch it on.',
    ],
    'effective-too-soon': [
      'This holds too soon',
      'Every gateway must have read it before it holds. Choose a time two minutes ahead or later.',
    ],
    'effective-before-last': [
      'A later version is planned already',
      'Choose a time after that of the newest version, or withdraw that first.',
    ],
    'no-such-version': ['No such version', 'Only versions that people made are withdrawn.'],
    'already-in-force': [
      'This version holds already, or in a moment',
      'Draft the one before it anew, and have it approved.',
    ],
    'already-withdrawn': ['This version is withdrawn already', 'Nothing is left to do.'],
    'no-such-back-test': ['No such back-test', 'Look it up in the list of its rule.'],
    'back-test-running': ['Another back-test is running', 'Wait until it is done, or cancel it.'],
    'back-test-ended': ['This back-test is over', 'Nothing is left to do.'],
    'back-test-span': ['This is no time to look back on', 'Choose days that are past.'],
    'not-back-testable': [
      'This rule cannot be tried on stored readings',
      'It rests on more than one seal’s stored readings: `missing` says on what.',
    ],
  },
});

const TIMES = ['at', 'earliest', 'last', 'since'];

/** The refusal as a person reads it; its facts stay in the problem, its times as ISO 8601. */
export function problemOf(refusal: OwnRefusal | KeyReused): Problem {
  const times = Object.entries(refusal).filter(([name]) => TIMES.includes(name));
  return {
    ...told(refusal),
    ...Object.fromEntries(times.map(([name, at]) => [name, isoOf(Number(at) as Instant)])),
  };
}
