import type { KeyReused } from '@lakiri/platform/execute';
import { problemsOf } from '@lakiri/platform/http';
import type { ModeRefusal, ShiftRefusal } from '../core/index.ts';

type OwnRefusal = ShiftRefusal | { readonly code: 'no-such-shift' };
export type ActRefusal = OwnRefusal | KeyReused;

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<OwnRefusal>({
  statusOf: {
    'no-such-shift': 404,
    'already-on-shift': 409,
    'shift-ends-behind': 422,
    'shift-too-long': 422,
    'not-your-shift': 403,
    'shift-ended': 409,
    'not-handed-over': 409,
    'not-on-shift': 409,
    'same-officer': 409,
    'holds-cases': 409,
    'note-empty': 422,
    'note-too-long': 422,
  },
  words: {
    'no-such-shift': ['No such shift', 'It does not exist, or it is not yours to see.'],
    'already-on-shift': ['You are on shift already', 'Hand it over or end it first.'],
    'shift-ends-behind': ['The end of the shift must lie ahead', 'Choose a later time.'],
    'shift-too-long': ['That is too long for a shift', 'Choose at most fourteen hours.'],
    'not-your-shift': ['This is not your shift', 'Only who watches hands it over or ends it.'],
    'shift-ended': ['This shift has ended', 'Nothing is left to do.'],
    'not-handed-over': ['This shift is not handed over', 'Who watches hands it over first.'],
    'not-on-shift': ['You are not on shift', 'Start your shift first.'],
    'same-officer': ['Another officer must do this', 'Who hands over does not also accept.'],
    'holds-cases': ['You hold open cases', 'Hand them over to the next, or give them away first.'],
    'note-empty': ['The note is empty', 'Write in a few words what the next must know.'],
    'note-too-long': ['The note is too long', 'A hand-over has at most 2000 characters.'],
  },
});

type OwnModeRefusal = ModeRefusal | { readonly code: 'no-such-mode' };
export type ModeActRefusal = OwnModeRefusal | KeyReused;

export const modeProblemOf = problemsOf<OwnModeRefusal>({
  statusOf: {
    'no-such-mode': 404,
    'mode-holds-already': 409,
    'mode-proposed-already': 409,
    'mode-settled': 409,
    'same-officer': 409,
  },
  words: {
    'no-such-mode': ['No such declaration', 'It does not exist, or it is not yours to see.'],
    'mode-holds-already': ['This mode holds already', 'Choose another, or leave it.'],
    'mode-proposed-already': [
      'Another mode waits for its second officer',
      'Confirm it, or decline it first.',
    ],
    'mode-settled': ['This declaration is settled', 'Nothing is left to do.'],
    'same-officer': [
      'Another officer must do this',
      'Who proposes a mode does not also confirm it.',
    ],
  },
});
