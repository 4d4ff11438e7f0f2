import {
  accept,
  addMs,
  type Decision,
  HOUR_MS,
  type Instant,
  refuse,
  SECOND_MS,
} from '@lakiri/kit';
import { type CaseEvents, type Escalated, isOpenCase, type Step } from './case.ts';
import { type CaseClock, checkAtBy } from './case-clock.ts';
import { type Asked, type CaseRefusal, ended, type Note, on, wrongNote } from './case-refusal.ts';
import type { PersonRef } from './kind.ts';

type Decided = Decision<CaseEvents, CaseRefusal>;

/** An officer takes the case. The first one has it. */
export function acknowledge(
  asked: Asked<{ readonly note: Note | null; readonly clock: CaseClock }>,
): Decided {
  const { case: one, by, at, note, clock } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.state === 'acknowledged')
    return refuse({ code: 'already-acknowledged', ...one.acknowledged });
  const wrong = note === null ? undefined : wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  return accept({
    ...on(one),
    type: 'case-acknowledged',
    body: { by, at, noteSha256: note?.sha256 ?? null, checkAt: checkAtBy(clock, at) },
  });
}

/** A slip of the finger is noticed at once; what is undone later is a decision, and is said as one. */
export const UNDO_S_MAX = 10;

/** Who has just taken a case by mistake gives it back; its clock ran on all the while. */
export function withdrawAcknowledgement(asked: Asked<{ readonly clock: CaseClock }>): Decided {
  const { case: one, by, at, clock } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.state !== 'acknowledged') return refuse({ code: 'not-acknowledged' });
  if (one.acknowledged.by !== by || one.owner !== by) return refuse({ code: 'not-yours' });
  if (at > addMs(one.acknowledged.at, UNDO_S_MAX * SECOND_MS) || one.proposed !== null)
    return refuse({ code: 'undo-too-late', withinS: UNDO_S_MAX });
  const wakeAt = wakesAfter(one.escalated, { ackDueAt: one.ackDueAt, at, clock });
  return accept({
    ...on(one),
    type: 'case-acknowledgement-withdrawn',
    body: { by, at, wakeAt },
  });
}

/** A step that was said already is not said again. */
function wakesAfter(
  escalated: Escalated | null,
  { ackDueAt, at, clock }: { ackDueAt: Instant; at: Instant; clock: CaseClock },
): Instant | null {
  if (escalated === null) return ackDueAt;
  return escalated.step < clock.stepsMax ? addMs(at, clock.againS * SECOND_MS) : null;
}

export type Assign = Asked<{
  /** Null: nobody of that id may act on cases. */
  readonly to: PersonRef | null;
  readonly isSupervisor: boolean;
}>;

/** Anybody takes a case for himself or gives his own away; what a colleague holds, a supervisor gives to a third. */
export function assign({ case: one, by, at, to, isSupervisor }: Assign): Decided {
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (to === null) return refuse({ code: 'no-such-person' });
  if (one.owner === to) return refuse({ code: 'already-held', by: to, at });
  const mine = to === by || one.owner === by || one.owner === null;
  if (!mine && !isSupervisor) return refuse({ code: 'supervisor-only' });
  return accept({ ...on(one), type: 'case-assigned', body: { by, at, to } });
}

/** A promise further ahead is another shift's, and belongs in the hand-over. */
export const CHECK_HOURS_MAX = 24;

/** When somebody looks at the case again. */
export function setCheck(asked: Asked<{ readonly checkAt: Instant }>): Decided {
  const { case: one, by, at, checkAt } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.state !== 'acknowledged') return refuse({ code: 'not-acknowledged' });
  if (checkAt <= at) return refuse({ code: 'check-not-ahead' });
  if (checkAt > addMs(at, CHECK_HOURS_MAX * HOUR_MS))
    return refuse({ code: 'check-too-far', hoursMax: CHECK_HOURS_MAX });
  return accept({ ...on(one), type: 'case-check-set', body: { by, at, checkAt } });
}

/** Anybody who may see the case may add to what is known about it, until it is over. */
export function addNote(asked: Asked<{ readonly note: Note }>): Decided {
  const { case: one, by, at, note } = asked;
  const wrong = ended(one) ?? wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  return accept({ ...on(one), type: 'case-noted', body: { by, at, noteSha256: note.sha256 } });
}

/**
 * Something was done about the case outside of this screen: a call, a unit sent, somebody at the truck, a partner told.
 * `about` is the id of what it was done by (a dispatch, a call); the fact itself is that module's.
 */
export function noteStep(
  asked: Asked<{ readonly step: Step; readonly about: string | null }>,
): Decided {
  const { case: one, by, at, step, about } = asked;
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  return accept({ ...on(one), type: 'case-step-noted', body: { by, at, step, about } });
}

/** ISA 18.2 §11: shelving is logged and ends by itself; half a shift is the longest. */
export const SHELF_HOURS_MAX = 4;

export type Shelve = Asked<{
  readonly until: Instant;
  readonly note: Note;
  readonly clock: CaseClock;
}>;

/** Out of the queue until an hour, for a reason. Who shelves what nobody took, takes it. */
export function shelve({ case: one, by, at, until, note, clock }: Shelve): Decided {
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.shelved !== null) {
    const { by: first, at: since, until: ends } = one.shelved;
    return refuse({ code: 'already-shelved', by: first, at: since, until: ends });
  }
  if (until <= at) return refuse({ code: 'shelf-not-ahead' });
  if (until > addMs(at, SHELF_HOURS_MAX * HOUR_MS))
    return refuse({ code: 'shelf-too-long', hoursMax: SHELF_HOURS_MAX });
  const wrong = wrongNote(note);
  if (wrong !== undefined) return refuse(wrong);
  const shelved: CaseEvents = {
    ...on(one),
    type: 'case-shelved',
    body: { by, at, until, noteSha256: note.sha256 },
  };
  return accept(...takenBy({ case: one, by, at, clock }), shelved);
}

export function unshelve({
  case: one,
  by,
  at,
  clock,
}: Asked<{ readonly clock: CaseClock }>): Decided {
  const over = ended(one);
  if (over !== undefined) return refuse(over);
  if (one.shelved === null) return refuse({ code: 'not-shelved' });
  return accept({
    ...on(one),
    type: 'case-unshelved',
    body: { by, at, checkAt: checkAtBy(clock, at) },
  });
}

/** Nobody having taken a case before, who decides about it takes it. */
export function takenBy(asked: Asked<{ readonly clock: CaseClock }>): readonly CaseEvents[] {
  const { case: one, by, at, clock } = asked;
  if (!isOpenCase(one) || one.state !== 'open') return [];
  const body = { by, at, noteSha256: null, checkAt: checkAtBy(clock, at) };
  return [{ ...on(one), type: 'case-acknowledged', body }];
}
