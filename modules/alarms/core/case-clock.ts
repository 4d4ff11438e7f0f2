// What time alone does to a case: nobody took it, nobody looked again, its time on the shelf is over. Each breach is
// said once a step, and the clock of a severity is dated data.
import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import { type Case, type CaseEvents, isOpenCase, type OpenCase } from './case.ts';
import { on } from './case-refusal.ts';
import type { Severity } from './kind.ts';

/** How soon to take a case is with the rule of its kind; how soon to look again is with its severity. */
export type CaseClock = {
  readonly severity: Severity;
  readonly version: number;
  readonly from: Instant;
  /** From taking a case to the next look at it, unless an officer promises another time. */
  readonly checkS: number;
  /** From one step of an escalation to the next. */
  readonly againS: number;
  readonly stepsMax: number;
};

/** The clock of a severity in force at an instant. Throws where none is: the migrations give one from the epoch on. */
export function clockAt(
  clocks: readonly CaseClock[],
  { severity, at }: { readonly severity: Severity; readonly at: Instant },
): CaseClock {
  const clock = clocks
    .filter((one) => one.severity === severity && one.from <= at)
    .reduce<CaseClock | undefined>(
      (newest, one) => (newest === undefined || one.from > newest.from ? one : newest),
      undefined,
    );
  if (clock === undefined) throw new Error(`no clock of severity ${severity} is in force`);
  return clock;
}

export function checkAtBy(clock: CaseClock, at: Instant): Instant {
  return addMs(at, clock.checkS * SECOND_MS);
}

/** What the present moment means for a case; nothing before its `wakeAt`. */
export function onClock(asked: {
  readonly case: Case;
  readonly clock: CaseClock;
  readonly at: Instant;
}): CaseEvents | undefined {
  const { case: one, clock, at } = asked;
  if (!isOpenCase(one) || one.wakeAt === null || at < one.wakeAt) return undefined;
  if (one.shelved !== null)
    return {
      ...on(one),
      type: 'case-unshelved',
      body: { by: null, at, checkAt: checkAtBy(clock, at) },
    };
  const breach = breachOf(one);
  const step = one.escalated?.of === breach.of ? one.escalated.step + 1 : 1;
  const nextAt = step < clock.stepsMax ? addMs(at, clock.againS * SECOND_MS) : null;
  return { ...on(one), type: 'case-escalated', body: { at, ...breach, step, nextAt } };
}

function breachOf(one: OpenCase): {
  readonly of: 'acknowledge' | 'check';
  readonly dueAt: Instant;
} {
  if (one.state === 'open') return { of: 'acknowledge', dueAt: one.ackDueAt };
  if (one.checkAt === null) throw new Error('a case is woken for a check that nobody promised');
  return { of: 'check', dueAt: one.checkAt };
}
