// The life of a case: opened by an alarm; acknowledged by the officer who takes it; closed with an
// outcome, a cause and a note. Further alarms join it while it is open and do not change its version, so
// that a seal that goes on reporting never stands in an officer's way.
import type { Instant } from '@lakiri/kit';
import type { JourneyRef, SealId } from '@lakiri/seals';
import type { CaseId, Kind, PersonRef, Severity } from './kind.ts';

export const OUTCOMES = ['true', 'false', 'test', 'undecided'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Common = {
  readonly id: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly journey: JourneyRef;
  readonly seal: SealId;
  readonly rule: { readonly kind: Kind; readonly version: number };
  /** When we knew, by our clock. */
  readonly openedAt: Instant;
  readonly ackDueAt: Instant;
};

export type Acted = { readonly by: PersonRef; readonly at: Instant };

export type Case = Common &
  (
    | { readonly state: 'open' }
    | { readonly state: 'acknowledged'; readonly acknowledged: Acted }
    | { readonly state: 'closed'; readonly acknowledged: Acted; readonly closed: Closed }
  );

export type Closed = Acted & {
  readonly outcome: Outcome;
  readonly cause: string;
  /** The text may hold names, so it lives beside the fact and can be forgotten. */
  readonly noteSha256: string;
};

export const nextStates = {
  open: ['acknowledged'],
  acknowledged: ['closed'],
  closed: [],
} as const satisfies Record<Case['state'], readonly Case['state'][]>;

type On = { readonly subjectKind: 'case'; readonly subject: CaseId };

export type CaseEvents = On &
  (
    | { readonly type: 'case-opened'; readonly body: Omit<Common, 'id'> }
    | {
        readonly type: 'case-acknowledged';
        readonly body: Acted & { readonly noteSha256: string | null };
      }
    | { readonly type: 'case-noted'; readonly body: Acted & { readonly noteSha256: string } }
    | { readonly type: 'case-closed'; readonly body: Closed }
  );

/** The only way a fact changes a case. Throws on a fact that cannot follow. */
export function evolveCase(known: Case | undefined, event: CaseEvents): Case {
  if (event.type === 'case-opened') return { id: event.subject, ...event.body, state: 'open' };
  if (known === undefined) throw new Error(`${event.type} of a case that was never opened`);
  return changed(known, event);
}

function changed(known: Case, event: Exclude<CaseEvents, { readonly type: 'case-opened' }>): Case {
  switch (event.type) {
    case 'case-acknowledged': {
      if (known.state !== 'open') throw new Error('acknowledged, but not open');
      const { by, at } = event.body;
      return { ...known, state: 'acknowledged', acknowledged: { by, at } };
    }
    case 'case-noted':
      return known;
    case 'case-closed':
      if (known.state !== 'acknowledged') throw new Error('closed, but not acknowledged');
      return { ...known, state: 'closed', closed: event.body };
  }
}
