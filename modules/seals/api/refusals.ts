import { type Instant, isoOf } from '@lakiri/kit';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type {
  DecideDraftRefusal,
  ProposeRefusal,
  RegisterRefusal,
  ReviseRefusal,
} from '@lakiri/seals';

type Refusal = RegisterRefusal | ReviseRefusal | ProposeRefusal | DecideDraftRefusal;

const statusOf = {
  'no-such-party': 404,
  'no-such-model': 404,
  'seal-number-taken': 409,
  'address-taken': 409,
  'bad-profile': 422,
  'effective-too-soon': 422,
  'effective-before-last': 409,
  'bad-model-name': 422,
  'model-taken': 409,
  'no-such-model-draft': 404,
  'model-draft-decided': 409,
  'own-model-draft': 409,
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
  'bad-model-name': [
    'This is no name of a model',
    'A letter or a figure first, then letters, figures, spaces and . _ + ( ) -, at most 40.',
  ],
  'model-taken': [
    'There is a model of this name',
    'Revise it, or wait for what becomes of the proposal of this name.',
  ],
  'no-such-model-draft': ['No such proposal', 'Look at the list of models.'],
  'model-draft-decided': ['This proposal is decided', 'Look at the list of models.'],
  'own-model-draft': ['Another person must agree', 'Who proposes a model does not approve it.'],
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
