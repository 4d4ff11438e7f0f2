import { problemsOf } from '@lakiri/platform/http';
import type { LiftRefusal, SealKeyRefusal } from '../core/index.ts';

type Refusal = LiftRefusal | SealKeyRefusal;

const statusOf = {
  'no-such-seal': 404,
  'not-doubted': 409,
  'reason-empty': 422,
  'reason-too-long': 422,
  'key-bad': 422,
  'key-id-taken': 409,
  'key-unknown': 404,
  'already-revoked': 409,
} as const satisfies Record<Refusal['code'], number>;

const words = {
  'no-such-seal': ['No such seal', 'It does not exist, or it is not yours to see.'],
  'not-doubted': [
    'This seal is not set apart',
    'Load the list again: somebody may have lifted it.',
  ],
  'reason-empty': ['The reason is missing', 'Write what was found at the seal itself.'],
  'reason-too-long': ['The reason is too long', 'Shorten it.'],
  'key-bad': [
    'This is no key of that kind',
    'Check it, and its time, against what the maker gave.',
  ],
  'key-id-taken': ['This seal has a key of that name', 'Give the new key another name.'],
  'key-unknown': ['This seal has no key of that name', 'Choose it from the list.'],
  'already-revoked': ['This key is revoked already', 'Nothing is left to do.'],
} as const satisfies Record<Refusal['code'], readonly [string, string]>;

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<Refusal>({ statusOf, words });
