import type { Instant } from '@lakiri/kit';
import type { Acted, Case, Outcome } from './case.ts';
import type { PersonRef, Severity } from './kind.ts';

/** Why an act on a case is refused, in the order in which an officer would be told. */
export type CaseRefusal =
  | ({ readonly code: 'already-acknowledged' } & Acted)
  | ({ readonly code: 'case-closed' } & Acted & { readonly outcome: Outcome | 'merged' })
  | { readonly code: 'not-acknowledged' }
  | { readonly code: 'case-not-closed' }
  | { readonly code: 'not-yours' }
  | { readonly code: 'undo-too-late'; readonly withinS: number }
  | { readonly code: 'supervisor-only' }
  | { readonly code: 'no-such-person' }
  | ({ readonly code: 'already-held' } & Acted)
  | { readonly code: 'check-not-ahead' }
  | { readonly code: 'check-too-far'; readonly hoursMax: number }
  | ({ readonly code: 'already-shelved' } & Acted & { readonly until: Instant })
  | { readonly code: 'not-shelved' }
  | { readonly code: 'shelf-not-ahead' }
  | { readonly code: 'shelf-too-long'; readonly hoursMax: number }
  | { readonly code: 'merge-into-itself' }
  | { readonly code: 'merge-into-ended' }
  | { readonly code: 'merge-hides-severity'; readonly severity: Severity }
  | ({ readonly code: 'close-already-proposed' } & Acted)
  | { readonly code: 'close-not-proposed' }
  | { readonly code: 'same-officer' }
  | ({ readonly code: 'already-reviewed' } & Acted)
  | { readonly code: 'note-empty' }
  | { readonly code: 'note-too-long'; readonly charsMax: number }
  | { readonly code: 'outcome-missing' }
  | { readonly code: 'cause-unknown'; readonly cause: string }
  | { readonly code: 'evidence-unreadable'; readonly at: number };

/** A page of handwriting; longer belongs in a document. */
export const NOTE_CHARS_MAX = 2_000;

/** What somebody wrote, with the salted hash that stands for it in the facts. */
export type Note = { readonly text: string; readonly sha256: string };

export type Asked<More = object> = {
  readonly case: Case;
  readonly by: PersonRef;
  readonly at: Instant;
} & More;

/** Undefined while something can still be done. */
export function ended(one: Case): CaseRefusal | undefined {
  switch (one.state) {
    case 'open':
    case 'acknowledged':
      return undefined;
    case 'merged':
      return { code: 'case-closed', by: one.merged.by, at: one.merged.at, outcome: 'merged' };
    case 'closed':
    case 'reviewed': {
      const { by, at, outcome } = one.closed;
      return { code: 'case-closed', by, at, outcome };
    }
  }
}

export function wrongNote({ text }: Note): CaseRefusal | undefined {
  if (text.trim() === '') return { code: 'note-empty' };
  if (text.length > NOTE_CHARS_MAX) return { code: 'note-too-long', charsMax: NOTE_CHARS_MAX };
  return undefined;
}

export const on = (one: Case): { subjectKind: 'case'; subject: Case['id'] } => ({
  subjectKind: 'case',
  subject: one.id,
});
