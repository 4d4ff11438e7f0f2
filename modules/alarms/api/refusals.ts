import { isoOf } from '@lakiri/kit';
import type { KeyReused } from '@lakiri/platform/execute';
import { KEY_REUSED, type Problem } from '@lakiri/platform/http';
import type { CaseRefusal } from '../core/index.ts';

type OwnRefusal = CaseRefusal | { readonly code: 'no-such-case' };
export type ActRefusal = OwnRefusal | KeyReused;
type Code = OwnRefusal['code'];

const statusOf = {
  'no-such-case': 404,
  'already-acknowledged': 409,
  'case-closed': 409,
  'not-acknowledged': 409,
  'case-not-closed': 409,
  'not-yours': 403,
  'undo-too-late': 409,
  'supervisor-only': 403,
  'no-such-person': 422,
  'already-held': 409,
  'check-not-ahead': 422,
  'check-too-far': 422,
  'already-shelved': 409,
  'not-shelved': 409,
  'shelf-not-ahead': 422,
  'shelf-too-long': 422,
  'merge-into-itself': 422,
  'merge-into-ended': 409,
  'merge-hides-severity': 422,
  'close-already-proposed': 409,
  'close-not-proposed': 409,
  'same-officer': 409,
  'already-reviewed': 409,
  'note-empty': 422,
  'note-too-long': 422,
  'outcome-missing': 422,
  'cause-unknown': 422,
  'evidence-unreadable': 422,
} as const satisfies Record<Code, number>;

const titleOf = {
  'no-such-case': 'No such case',
  'already-acknowledged': 'Somebody has this case already',
  'case-closed': 'This case is closed',
  'not-acknowledged': 'Nobody has taken this case yet',
  'case-not-closed': 'This case is still open',
  'not-yours': 'This case is not yours to give back',
  'undo-too-late': 'It is too late to undo this',
  'supervisor-only': 'A supervisor does this',
  'no-such-person': 'Nobody of that id may act on cases',
  'already-held': 'This person has the case already',
  'check-not-ahead': 'The next look must lie ahead',
  'check-too-far': 'The next look is too far ahead',
  'already-shelved': 'This case is on the shelf already',
  'not-shelved': 'This case is not on the shelf',
  'shelf-not-ahead': 'The end of the shelf must lie ahead',
  'shelf-too-long': 'That is too long for the shelf',
  'merge-into-itself': 'A case cannot be merged into itself',
  'merge-into-ended': 'The other case is not open',
  'merge-hides-severity': 'A graver case cannot go under in a lesser one',
  'close-already-proposed': 'Somebody has proposed to close it already',
  'close-not-proposed': 'Nobody has proposed to close it',
  'same-officer': 'Another officer must do this',
  'already-reviewed': 'This case has been reviewed',
  'note-empty': 'The note is empty',
  'note-too-long': 'The note is too long',
  'outcome-missing': 'What it was is missing',
  'cause-unknown': 'No such cause',
  'evidence-unreadable': 'This names no evidence',
} as const satisfies Record<Code, string>;

/** Who acted first, by the name a person reads. */
export type NameOf = (person: string) => string;

/** The refusal as a person reads it; its facts stay in the problem. */
export function problemOf(refusal: ActRefusal, nameOf: NameOf): Problem {
  if (refusal.code === 'key-reused') return KEY_REUSED;
  const { code } = refusal;
  const base = {
    status: statusOf[code],
    code,
    title: titleOf[code],
    detail: detailOf(refusal, nameOf),
  };
  if (!('by' in refusal)) return { ...refusal, ...base };
  const by = { id: refusal.by, name: nameOf(refusal.by) };
  const until = 'until' in refusal ? { until: isoOf(refusal.until) } : {};
  return { ...refusal, ...base, ...until, by, at: isoOf(refusal.at) };
}

function detailOf(refusal: OwnRefusal, nameOf: NameOf): string {
  switch (refusal.code) {
    case 'already-acknowledged':
      return `${nameOf(refusal.by)} acknowledged it at ${isoOf(refusal.at)}. Add a note, or agree who goes on.`;
    case 'case-closed':
      return `${nameOf(refusal.by)} ended it at ${isoOf(refusal.at)} as ${refusal.outcome}. A new alarm opens a new case.`;
    case 'already-shelved':
      return `${nameOf(refusal.by)} put it there until ${isoOf(refusal.until)}.`;
    case 'close-already-proposed':
      return `${nameOf(refusal.by)} did at ${isoOf(refusal.at)}. Agree with it, or decline it.`;
    case 'already-reviewed':
      return `${nameOf(refusal.by)} did at ${isoOf(refusal.at)}.`;
    case 'already-held':
      return `${nameOf(refusal.by)} holds it.`;
    case 'undo-too-late':
      return `An acknowledgement is undone within ${refusal.withinS} seconds. Give the case to somebody instead.`;
    case 'check-too-far':
      return `At most ${refusal.hoursMax} hours ahead.`;
    case 'shelf-too-long':
      return `At most ${refusal.hoursMax} hours; then look at it again.`;
    case 'merge-hides-severity':
      return `Merge the other way round: this one is of severity ${refusal.severity}.`;
    case 'note-too-long':
      return `A note has at most ${refusal.charsMax} characters.`;
    default:
      return doOf[refusal.code];
  }
}

type Plain = Exclude<
  Code,
  | 'already-acknowledged'
  | 'case-closed'
  | 'already-shelved'
  | 'close-already-proposed'
  | 'already-reviewed'
  | 'already-held'
  | 'undo-too-late'
  | 'check-too-far'
  | 'shelf-too-long'
  | 'merge-hides-severity'
  | 'note-too-long'
>;

const doOf = {
  'no-such-case': 'It does not exist, or it is not yours to see.',
  'not-acknowledged': 'Acknowledge it first.',
  'case-not-closed': 'Close it first.',
  'not-yours': 'Who took it gives it back, or a supervisor gives it to somebody.',
  'supervisor-only': 'Ask a supervisor who is on duty.',
  'no-such-person': 'Choose somebody of the list.',
  'check-not-ahead': 'Choose a later time.',
  'not-shelved': 'Nothing is left to do.',
  'shelf-not-ahead': 'Choose a later time.',
  'merge-into-itself': 'Choose another case.',
  'merge-into-ended': 'Choose a case that is open.',
  'close-not-proposed': 'Propose how to close it first.',
  'same-officer': 'Who proposed or closed it does not also agree to it.',
  'note-empty': 'Write in a few words what was found or done.',
  'outcome-missing':
    'Say whether the alarm was true, false, a nuisance, technical, a test, or undecided.',
  'cause-unknown': 'Choose a cause from the list.',
  'evidence-unreadable': 'Give the id of a fact or the SHA-256 of a file; at most 20.',
} as const satisfies Record<Plain, string>;
