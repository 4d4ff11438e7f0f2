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
  'note-empty': 422,
  'note-too-long': 422,
  'outcome-missing': 422,
  'cause-unknown': 422,
} as const satisfies Record<Code, number>;

const titleOf = {
  'no-such-case': 'No such case',
  'already-acknowledged': 'Somebody has this case already',
  'case-closed': 'This case is closed',
  'note-empty': 'The note is empty',
  'note-too-long': 'The note is too long',
  'outcome-missing': 'What it was is missing',
  'cause-unknown': 'No such cause',
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
  return { ...refusal, ...base, by, at: isoOf(refusal.at) };
}

function detailOf(refusal: OwnRefusal, nameOf: NameOf): string {
  switch (refusal.code) {
    case 'no-such-case':
      return 'It does not exist, or it is not yours to see.';
    case 'already-acknowledged':
      return `${nameOf(refusal.by)} acknowledged it at ${isoOf(refusal.at)}. Add a note, or agree who goes on.`;
    case 'case-closed':
      return `${nameOf(refusal.by)} closed it at ${isoOf(refusal.at)} as ${refusal.outcome}. A new alarm opens a new case.`;
    case 'note-empty':
      return 'Write in a few words what was found or done.';
    case 'note-too-long':
      return `A note has at most ${refusal.charsMax} characters.`;
    case 'outcome-missing':
      return 'Say whether the alarm was true, false, a test, or could not be decided.';
    case 'cause-unknown':
      return 'Choose a cause from the list.';
  }
}
