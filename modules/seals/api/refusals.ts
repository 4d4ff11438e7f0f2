import { type Instant, isoOf } from '@lakiri/kit';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type { RegisterRefusal, ReviseRefusal } from '@lakiri/seals';

type Refusal = RegisterRefusal | ReviseRefusal;

const statusOf = {
  'no-such-party': 404,
  'no-such-model': 404,
  'seal-number-taken': 409,
  'address-taken': 409,
  'bad-profile': 422,
  'effective-too-soon': 422,
  'effective-before-last': 409,
} as const satisfies Record<Refusal['code'], number>;

const words = {
  'no-such-party': ['No such owner', 'Choose an owner from the list, or register the party first.'],
  'no-such-model': ['No such model', 'Choose a model that has type approval.'],
  'seal-number-taken': [
    'This seal number is taken',
    'Another seal is registered under it. Check the number on the type plate.',
  ],
  'address-taken': [
    'This device is registered already',
    'Another seal has this wire id. Look it up in the list before you register it again.',
  ],
  'bad-profile': [
    'This profile makes no sense to the dialect',
    'Correct what stands at the path that is named, and send it again.',
  ],
  'effective-too-soon': [
    'This holds too soon',
    'Every gateway must have heard of a version before it holds. Choose a time two minutes ahead or later.',
  ],
  'effective-before-last': [
    'A later version holds already',
    'Versions follow each other in time. Choose a time after that of the newest version.',
  ],
} as const satisfies Record<Refusal['code'], readonly [string, string]>;

const told = problemsOf<Refusal>({ statusOf, words });

/** The refusal as a person reads it; its facts stay in the problem, its times as ISO 8601. */
export function problemOf(refusal: Parameters<typeof told>[0]): Problem {
  const times = Object.entries(refusal).filter(([name]) => name === 'earliest' || name === 'last');
  return {
    ...told(refusal),
    ...Object.fromEntries(times.map(([name, at]) => [name, isoOf(Number(at) as Instant)])),
  };
}
