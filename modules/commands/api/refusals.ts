import { isoOf } from '@lakiri/kit';
import type { PresenceRefusal } from '@lakiri/parties';
import type { KeyReused } from '@lakiri/platform/execute';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type { ActRefusal, PasswordRefusal } from '../core/index.ts';

export type CommandRefusal =
  | ActRefusal
  | PasswordRefusal
  | PresenceRefusal
  | { readonly code: 'no-such-seal' }
  | { readonly code: 'no-such-command' };

const statusOf = {
  'no-such-seal': 404,
  'no-such-command': 404,
  'order-not-spoken': 409,
  'already-in-flight': 409,
  'same-officer': 409,
  'command-expired': 409,
  'command-not-requested': 409,
  'already-sent': 409,
  'wrong-seal': 409,
  'journey-changed': 409,
  'seal-never-heard': 409,
  'seal-doubted': 409,
  'seal-place-unknown': 409,
  'seal-not-at-station': 409,
  'outside-hours': 409,
  'case-open': 409,
  'password-needed': 409,
  'presence-needed': 403,
  'presence-refused': 403,
  'too-many-tries': 429,
  busy: 429,
  'reason-needed': 422,
  'password-misfit': 422,
} as const satisfies Record<CommandRefusal['code'], number>;

/** What is the matter, and what to do about it. */
const words = {
  'no-such-seal': ['No such seal', 'It is not registered, or it is not yours to see.'],
  'no-such-command': ['No such command', 'It does not exist, or it is not yours to see.'],
  'order-not-spoken': [
    'This seal cannot be ordered to do that',
    'Its maker has no command for it. What can be ordered is on the seal’s page.',
  ],
  'already-in-flight': [
    'The same is on its way already',
    'Wait for its end, or cancel it while it is not sent.',
  ],
  'same-officer': [
    'You asked for it yourself',
    'An opening needs a second officer. Ask a colleague to approve it.',
  ],
  'command-expired': ['Its time is over', 'Ask for it again; ten minutes are allowed.'],
  'command-not-requested': ['Nobody waits for this approval', 'Reload: it has gone on or ended.'],
  'already-sent': [
    'It is too late to cancel',
    'It is recorded or sent. Wait for what the seal says.',
  ],
  'wrong-seal': ['That is another seal', 'Compare the number on the seal with the request.'],
  'journey-changed': [
    'The seal’s journey has changed',
    'The request was for another journey. Ask again for this one.',
  ],
  'seal-doubted': [
    'It is in doubt which device is this seal',
    'Look at the seal itself, and take its word again in the quarantine.',
  ],
  'seal-never-heard': ['This seal has never spoken', 'Wait until it has reported.'],
  'seal-place-unknown': [
    'Nobody knows where the seal is',
    'Wait for a position not older than 30 minutes, or disarm the journey with a reason.',
  ],
  'seal-not-at-station': [
    'The seal is at none of the places where it may be opened',
    'Bring it to one, or disarm the journey with a reason.',
  ],
  'outside-hours': [
    'Not at this hour',
    'Wait for the hours of opening, or write why it must be now.',
  ],
  'case-open': [
    'A critical alarm is open on this seal',
    'Close its case first, or write why it must be opened nevertheless.',
  ],
  'password-needed': [
    'This seal opens only with its password',
    'A supervisor sets it on the seal’s page.',
  ],
  'presence-needed': [
    'Show that it is you',
    'Enter your own password: an opening is approved by who is there, not by an open screen.',
  ],
  'presence-refused': ['That is not your password', 'Enter the password that you sign in with.'],
  'too-many-tries': ['Too many wrong passwords', 'Wait a minute and try again.'],
  busy: ['Too many are checked just now', 'Try again in a few seconds.'],
  'reason-needed': ['A reason is needed', 'Write why.'],
  'password-misfit': ['This is no password of a seal', 'Four to twenty letters and digits.'],
} as const satisfies Record<CommandRefusal['code'], readonly [string, string]>;

const told = problemsOf<CommandRefusal>({ statusOf, words });

/** The refusal as a person reads it; its facts stay in the problem, times as text. */
export function problemOf(refusal: CommandRefusal | KeyReused): Problem {
  const times = 'expiresAt' in refusal ? { expiresAt: isoOf(refusal.expiresAt) } : {};
  return { ...told(refusal), ...times };
}
