import { type Instant, isoOf } from '@lakiri/kit';
import type { KeyReused } from '@lakiri/platform/execute';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type { ContactRefusal, DispatchRefusal, UnitRefusal } from '../core/index.ts';

export type ResponseRefusal =
  | UnitRefusal
  | DispatchRefusal
  | ContactRefusal
  | { readonly code: 'not-a-photo' }
  | { readonly code: 'too-many-uploads'; readonly max: number };
type Code = ResponseRefusal['code'];

const statusOf = {
  'no-such-unit': 404,
  'unit-name-taken': 409,
  'unit-retired': 409,
  'unit-busy': 409,
  'place-older': 409,
  'claim-in-future': 422,
  'claim-before-last-act': 422,
  'no-such-case': 404,
  'case-over': 409,
  'no-such-dispatch': 404,
  'dispatch-not-so-far': 409,
  'reason-needed': 422,
  'report-empty': 422,
  'who-missing': 422,
  'too-many-photos': 422,
  'no-such-photo': 422,
  'not-a-photo': 415,
  'too-many-uploads': 429,
} as const satisfies Record<Code, number>;

/** What is the matter, and what to do about it. */
const words = {
  'no-such-unit': ['No such unit', 'Choose a unit from the list.'],
  'unit-name-taken': ['Another unit is called so', 'Two units under one name would both answer.'],
  'unit-retired': ['This unit is retired', 'Choose another unit.'],
  'unit-busy': ['This unit is out on another case', 'Release it there, or choose another unit.'],
  'place-older': ['A newer place of this unit is known', 'Give the time at which it was there.'],
  'claim-in-future': ['This time is not yet', 'Give the time at which it was done, or none.'],
  'claim-before-last-act': [
    'This time is before the last step',
    'Give the time at which it was done, or none.',
  ],
  'no-such-case': ['No such case', 'It does not exist, or it is not yours to see.'],
  'case-over': ['This case is over', 'Reopen it, or go on in the new one.'],
  'no-such-dispatch': ['No such dispatch', 'It does not exist, or it is not yours to see.'],
  'dispatch-not-so-far': [
    'This does not follow on what the unit has done',
    'Look at what it did last.',
  ],
  'reason-needed': ['Say why', 'A unit that declines gives a reason; it stays on record.'],
  'report-empty': ['The report is empty', 'Write in a few words what was found.'],
  'who-missing': ['Say who was told', 'Give the office, and the name of who took it.'],
  'too-many-photos': ['These are too many photographs', 'Choose those that show the most.'],
  'no-such-photo': ['This photograph is not here', 'Send it again, then report again.'],
  'not-a-photo': ['This is no photograph', 'Send JPEG, PNG or WebP.'],
  'too-many-uploads': [
    'Too many photographs wait to be used',
    'Finish a report with those you have sent.',
  ],
} as const satisfies Record<Code, readonly [string, string]>;

const told = problemsOf<ResponseRefusal>({ statusOf, words });
const TIMES: ReadonlySet<string> = new Set(['at', 'now', 'placedAt', 'lastAct']);

/** The refusal as a person reads it; its facts stay in the problem, times as text. */
export function problemOf(refusal: ResponseRefusal | KeyReused): Problem {
  const times = Object.entries(refusal)
    .filter(([name, value]) => TIMES.has(name) && typeof value === 'number')
    .map(([name, value]) => [name, isoOf(value as Instant)]);
  return { ...told(refusal), ...Object.fromEntries(times) };
}
