import { accept, type Decision, type Instant, refuse } from '@lakiri/kit';
import { clearLatches, type Latch, type Seal, type SealEvents } from '@lakiri/seals';
import { type Acted, type Case, type CaseEvents, OUTCOMES, type Outcome } from './case.ts';
import { mayUseCause } from './cause.ts';
import type { Kind, PersonRef } from './kind.ts';

export type CaseRefusal =
  | ({ readonly code: 'already-acknowledged' } & Acted)
  | ({ readonly code: 'case-closed' } & Acted & { readonly outcome: Outcome })
  | { readonly code: 'note-empty' }
  | { readonly code: 'note-too-long'; readonly charsMax: number }
  | { readonly code: 'outcome-missing' }
  | { readonly code: 'cause-unknown'; readonly cause: string };

/** A page of handwriting; longer belongs in a document. */
export const NOTE_CHARS_MAX = 2_000;

/** What somebody wrote, with the salted hash that stands for it in the facts. */
export type Note = { readonly text: string; readonly sha256: string };

type Asked<More = object> = {
  readonly case: Case;
  readonly by: PersonRef;
  readonly at: Instant;
} & More;

/** An officer takes the case. The first one has it. */
export function acknowledge(
  asked: Asked<{ readonly note: Note | null }>,
): Decision<CaseEvents, CaseRefusal> {
  const { case: one, by, at, note } = asked;
  if (one.state === 'closed') return refuse(closedBy(one.closed));
  if (one.state === 'acknowledged')
    return refuse({ code: 'already-acknowledged', ...one.acknowledged });
  const wrong = note === null ? undefined : wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  return accept({
    ...on(one),
    type: 'case-acknowledged',
    body: { by, at, noteSha256: note?.sha256 ?? null },
  });
}

/** Anybody who may see the case may add to what is known about it, until it is closed. */
export function addNote(asked: Asked<{ readonly note: Note }>): Decision<CaseEvents, CaseRefusal> {
  const { case: one, by, at, note } = asked;
  if (one.state === 'closed') return refuse(closedBy(one.closed));
  const wrong = wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  return accept({ ...on(one), type: 'case-noted', body: { by, at, noteSha256: note.sha256 } });
}

export type CloseCase = Asked<{
  /** The seal as it stands: closing clears its latch, and raises its version either way. */
  readonly seal: Seal;
  readonly outcome: string | null;
  readonly cause: string;
  readonly note: Note;
}>;

/**
 * A case ends with what it was, why, and a word of the officer. Nobody having taken it before, who
 * closes it takes it. The tamper it stood for is dealt with: the same one is not raised again.
 */
export function closeCase(asked: CloseCase): Decision<CaseEvents | SealEvents, CaseRefusal> {
  const { case: one, by, at, note, cause } = asked;
  if (one.state === 'closed') return refuse(closedBy(one.closed));
  const outcome = OUTCOMES.find((known) => known === asked.outcome);
  if (outcome === undefined) return refuse({ code: 'outcome-missing' });
  if (!mayUseCause(cause, at)) return refuse({ code: 'cause-unknown', cause });
  const wrong = wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  const taken: readonly CaseEvents[] =
    one.state === 'open'
      ? [{ ...on(one), type: 'case-acknowledged', body: { by, at, noteSha256: null } }]
      : [];
  const closed: CaseEvents = {
    ...on(one),
    type: 'case-closed',
    body: { by, at, outcome, cause, noteSha256: note.sha256 },
  };
  return accept<CaseEvents | SealEvents>(...taken, closed, ...latchesDealtWith(one, asked.seal));
}

/** The latch each kind of tamper leaves on the seal. */
const LATCH_OF: { readonly [K in Kind]?: Latch } = {
  'seal-cut': 'cut',
  'opened-no-order': 'opened',
  'cover-opened': 'cover',
};

/**
 * Always one fact on the seal, clearing nothing where there is nothing to clear: it raises the seal's
 * version, so that a reading being folded meanwhile is folded again and opens a new case.
 */
function latchesDealtWith(one: Case, seal: Seal): readonly SealEvents[] {
  const latch = LATCH_OF[one.kind];
  const sameJourney = seal.custody.phase !== 'free' && seal.custody.journey === one.journey;
  const decision = clearLatches({
    seal,
    latches: latch !== undefined && sameJourney ? [latch] : [],
    case: one.id,
  });
  return decision.accepted ? decision.facts : [];
}

const on = (one: Case): { subjectKind: 'case'; subject: Case['id'] } => ({
  subjectKind: 'case',
  subject: one.id,
});

function closedBy(closed: Acted & { readonly outcome: Outcome }): CaseRefusal {
  return { code: 'case-closed', by: closed.by, at: closed.at, outcome: closed.outcome };
}

function wrongNote({ text }: Note): CaseRefusal | undefined {
  if (text.trim() === '') return { code: 'note-empty' };
  if (text.length > NOTE_CHARS_MAX) return { code: 'note-too-long', charsMax: NOTE_CHARS_MAX };
  return undefined;
}
