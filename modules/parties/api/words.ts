// What a person reads when something about parties is refused, and the HTTP status of it.
import type { Problem } from '@lakiri/platform/http';
import type { RegisterPartyRefusal, RegisterPersonRefusal, SetUpRefusal } from '../core/index.ts';
import type { Busy } from '../store/index.ts';

/** What only the door itself refuses. */
type DoorRefusal =
  | { readonly code: 'sign-in-refused' }
  | { readonly code: 'too-many-tries' }
  | { readonly code: 'set-up-closed' }
  | { readonly code: 'wrong-set-up-token' }
  | { readonly code: 'key-reused' };

export type Refusal =
  | RegisterPartyRefusal
  | RegisterPersonRefusal
  | SetUpRefusal
  | Busy
  | DoorRefusal;

type Code = Refusal['code'];

const statusOf = {
  'sign-in-refused': 401,
  'too-many-tries': 429,
  busy: 429,
  'already-set-up': 409,
  'set-up-closed': 403,
  'wrong-set-up-token': 403,
  'party-name-taken': 409,
  'no-such-party': 404,
  'role-not-of-party': 422,
  'login-taken': 409,
  'password-too-short': 422,
  'password-too-long': 422,
  'password-too-plain': 422,
  'key-reused': 422,
} satisfies Record<Code, number>;

const titleOf = {
  'sign-in-refused': 'The login or the password is wrong',
  'too-many-tries': 'Too many tries; wait a little and try again',
  busy: 'Too many people are signing in just now; try again in a few seconds',
  'already-set-up': 'This node is set up already; sign in, or ask its administrator',
  'set-up-closed': 'This node was started without a set-up token; start it again to see one',
  'wrong-set-up-token': 'This is not the set-up token that the node printed when it started',
  'party-name-taken': 'A party of this kind and country has this name already',
  'no-such-party': 'There is no such party',
  'role-not-of-party': 'People of this kind of party cannot have this role',
  'login-taken': 'Somebody has this login already; choose another',
  'password-too-short': 'The password is too short; use 12 characters or more',
  'password-too-long': 'The password is too long; use 128 characters or fewer',
  'password-too-plain': 'The password holds the login or is one character over and over',
  'key-reused': 'This idempotency key was used for another request; use a new one',
} satisfies Record<Code, string>;

export function problemOf(refusal: Refusal): Problem {
  const { code, ...facts } = refusal;
  return { ...facts, status: statusOf[code], code, title: titleOf[code] };
}
