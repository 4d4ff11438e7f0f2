// How a case ends, and how it goes on after all. What is critical is ended by two people: the one who worked on it says
// how, and another one, who looks with fresh eyes, agrees.
import { accept, type Decision, type Instant, refuse } from '@lakiri/kit';
import { clearLatches, type Latch, type Seal, type SealEvents } from '@lakiri/seals';
import { takenBy } from './act.ts';
import {
  type Case,
  type CaseEvents,
  type Closing,
  isOpenCase,
  OUTCOMES,
  type Verdict,
} from './case.ts';
import { type CaseClock, checkAtBy } from './case-clock.ts';
import { type Asked, type CaseRefusal, ended, type Note, on, wrongNote } from './case-refusal.ts';
import { mayUseCause } from './cause.ts';
import type { Kind, Severity } from './kind.ts';

type Ends = Decision<CaseEvents | SealEvents, CaseRefusal>;

/** Which severities two people close (§4.2: a lone operator may not close his own escalation). */
export function needsSecond({ severity }: { readonly severity: Severity }): boolean {
  return severity === 1;
}

export type CloseCase = Asked<{
  /** The seal as it stands: closing clears its latch, and raises its version either way. */
  readonly seal: Seal;
  readonly clock: CaseClock;
  readonly outcome: string | null;
  readonly cause: string;
  readonly note: Note;
  readonly evidence: readonly string[];
}>;

/** More is a bundle of its own. */
export const EVIDENCE_MAX = 20;
/** The id of a fact or an export, or the SHA-256 of a photo or a document. */
const EVIDENCE = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/**
 * A case ends with what it was, why, and a word of the officer. The tamper it stood for is dealt with: the same one is
 * not raised again. A critical one is only proposed to be closed.
 */
export function closeCase(asked: CloseCase): Ends {
  const { case: one, by, at, note, cause, evidence } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.proposed !== null)
    return refuse({ code: 'close-already-proposed', by: one.proposed.by, at: one.proposed.at });
  const outcome = OUTCOMES.find((known) => known === asked.outcome);
  if (outcome === undefined) return refuse({ code: 'outcome-missing' });
  if (!mayUseCause(cause, at)) return refuse({ code: 'cause-unknown', cause });
  const wrong = wrongNote(note) ?? wrongEvidence(evidence);
  if (wrong !== undefined) return refuse(wrong);
  const closing: Closing = { by, at, outcome, cause, noteSha256: note.sha256, evidence };
  const taken = takenBy(asked);
  if (needsSecond(one))
    return accept(...taken, { ...on(one), type: 'case-close-proposed', body: closing });
  const closed: CaseEvents = {
    ...on(one),
    type: 'case-closed',
    body: { ...closing, proposedBy: null },
  };
  return accept<CaseEvents | SealEvents>(...taken, closed, ...latchesDealtWith(one, asked.seal));
}

function wrongEvidence(evidence: readonly string[]): CaseRefusal | undefined {
  const at = evidence.findIndex((ref, nth) => nth >= EVIDENCE_MAX || !EVIDENCE.test(ref));
  return at === -1 ? undefined : { code: 'evidence-unreadable', at };
}

/** Another officer agrees with how the first wants to close it. */
export function confirmClose(asked: Asked<{ readonly seal: Seal }>): Ends {
  const { case: one, by, at, seal } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.proposed === null) return refuse({ code: 'close-not-proposed' });
  if (one.proposed.by === by) return refuse({ code: 'same-officer' });
  const { by: proposedBy, ...proposed } = one.proposed;
  const closed: CaseEvents = {
    ...on(one),
    type: 'case-closed',
    body: { ...proposed, by, at, proposedBy },
  };
  return accept<CaseEvents | SealEvents>(closed, ...latchesDealtWith(one, seal));
}

/** Another officer does not agree, or the first takes it back: it goes on. */
export function declineClose(
  asked: Asked<{ readonly note: Note }>,
): Decision<CaseEvents, CaseRefusal> {
  const { case: one, by, at, note } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.proposed === null) return refuse({ code: 'close-not-proposed' });
  const wrong = wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  return accept({
    ...on(one),
    type: 'case-close-declined',
    body: { by, at, noteSha256: note.sha256 },
  });
}

export type Merge = Asked<{
  readonly into: Case | undefined;
  readonly seal: Seal;
  readonly clock: CaseClock;
}>;

/** Two cases of one cause are one from now on. What is critical may not go under in what is not. */
export function merge(asked: Merge): Ends {
  const { case: one, into, by, at, seal } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (into === undefined || !isOpenCase(into)) return refuse({ code: 'merge-into-ended' });
  if (into.id === one.id) return refuse({ code: 'merge-into-itself' });
  if (into.severity > one.severity)
    return refuse({ code: 'merge-hides-severity', severity: one.severity });
  const merged: CaseEvents = { ...on(one), type: 'case-merged', body: { by, at, into: into.id } };
  const joined: CaseEvents = { ...on(into), type: 'case-joined', body: { by, at, case: one.id } };
  const latches = latchesDealtWith(one, seal);
  return accept<CaseEvents | SealEvents>(...takenBy(asked), merged, joined, ...latches);
}

export type Reopen = Asked<{ readonly note: Note; readonly clock: CaseClock }>;

/** Closed too early, or wrongly. It goes on with whoever says so; new alarms open a case of their own. */
export function reopen({
  case: one,
  by,
  at,
  note,
  clock,
}: Reopen): Decision<CaseEvents, CaseRefusal> {
  if (isOpenCase(one)) return refuse({ code: 'case-not-closed' });
  if (one.state === 'merged') return refuse(mergedAway(one.merged));
  const wrong = wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  const checkAt = checkAtBy(clock, at);
  return accept({
    ...on(one),
    type: 'case-reopened',
    body: { by, at, noteSha256: note.sha256, checkAt },
  });
}

const mergedAway = ({ by, at }: { by: Closing['by']; at: Instant }): CaseRefusal => ({
  code: 'case-closed',
  by,
  at,
  outcome: 'merged',
});

export type Review = Asked<{
  readonly verdict: Verdict;
  readonly note: Note | null;
  readonly isSupervisor: boolean;
}>;

/** A supervisor who did not close it looks it through. */
export function review(asked: Review): Decision<CaseEvents, CaseRefusal> {
  const { case: one, by, at, verdict, note, isSupervisor } = asked;
  if (isOpenCase(one)) return refuse({ code: 'case-not-closed' });
  if (one.state === 'merged') return refuse(mergedAway(one.merged));
  if (one.state === 'reviewed')
    return refuse({ code: 'already-reviewed', by: one.reviewed.by, at: one.reviewed.at });
  if (!isSupervisor) return refuse({ code: 'supervisor-only' });
  if (one.closed.by === by || one.closed.proposedBy === by) return refuse({ code: 'same-officer' });
  const wrong = note === null ? undefined : wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  const noteSha256 = note?.sha256 ?? null;
  return accept({ ...on(one), type: 'case-reviewed', body: { by, at, verdict, noteSha256 } });
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
