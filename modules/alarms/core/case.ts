// The life of a case: opened by an alarm; acknowledged by the officer who takes it; closed with an outcome, a cause and
// a note, a critical one by two people; looked through by a supervisor. Beside that it may stand on a shelf, wait for
// a promised look, be escalated, or be merged into another. Further alarms join it while it is open and do not
// change its version, so that a seal that goes on reporting never stands in an officer's way.
import type { Instant } from '@lakiri/kit';
import type { JourneyRef, SealId } from '@lakiri/seals';
import type { CaseId, Kind, PersonRef, Severity } from './kind.ts';

/** `nuisance`: the rule was right and nobody had anything to do. `technical`: device, network or this node. */
export const OUTCOMES = ['true', 'false', 'nuisance', 'technical', 'test', 'undecided'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is done about a case outside of this screen, and recorded on it. */
export const STEPS = ['driver-called', 'unit-dispatched', 'on-site', 'partner-notified'] as const;
export type Step = (typeof STEPS)[number];

export const VERDICTS = [
  'handled-well',
  'handled-late',
  'rule-too-sharp',
  'needs-training',
] as const;
export type Verdict = (typeof VERDICTS)[number];

type Opened = {
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

export type Shelved = Acted & { readonly until: Instant; readonly noteSha256: string };
export type Escalated = {
  readonly at: Instant;
  /** What nobody did in time. */
  readonly of: 'acknowledge' | 'check';
  /** 1, 2, 3: each once. */
  readonly step: number;
};

export type Closing = Acted & {
  readonly outcome: Outcome;
  readonly cause: string;
  /** The text may hold names, so it lives beside the fact and can be forgotten. */
  readonly noteSha256: string;
  /** Ids of facts, hashes of photos: what an auditor is to look at. */
  readonly evidence: readonly string[];
};
/** `proposedBy`: the first of two; null where one is enough. */
export type Closed = Closing & { readonly proposedBy: PersonRef | null };
export type Merged = Acted & { readonly into: CaseId };
export type Reviewed = Acted & { readonly verdict: Verdict; readonly noteSha256: string | null };

/** What stands beside the state. */
type Standing = {
  /** Who holds it: who took it, or whom it was given to. */
  readonly owner: PersonRef | null;
  /** When somebody looks again; promised by an officer, or else by the clock of its severity. */
  readonly checkAt: Instant | null;
  readonly shelved: Shelved | null;
  readonly escalated: Escalated | null;
  /** When this node looks at it by itself: to escalate, or to take it off the shelf. */
  readonly wakeAt: Instant | null;
  /** How the first of two people wants to close it. */
  readonly proposed: Closing | null;
  /** In the order in which each was first taken. */
  readonly steps: readonly Step[];
  readonly reopenedAt: Instant | null;
};

type Common = Opened & Standing & { readonly id: CaseId };

export type Case = Common &
  (
    | { readonly state: 'open' }
    | { readonly state: 'acknowledged'; readonly acknowledged: Acted }
    | { readonly state: 'closed'; readonly acknowledged: Acted; readonly closed: Closed }
    | { readonly state: 'merged'; readonly acknowledged: Acted; readonly merged: Merged }
    | {
        readonly state: 'reviewed';
        readonly acknowledged: Acted;
        readonly closed: Closed;
        readonly reviewed: Reviewed;
      }
  );
export type CaseState = Case['state'];
/** A case about which something is still to be done. */
export type OpenCase = Case & { readonly state: 'open' | 'acknowledged' };

export const nextStates = {
  open: ['acknowledged'],
  acknowledged: ['open', 'closed', 'merged'],
  closed: ['acknowledged', 'reviewed'],
  merged: [],
  reviewed: ['acknowledged'],
} as const satisfies Record<CaseState, readonly CaseState[]>;

export function isOpenCase(one: Case): one is OpenCase {
  return one.state === 'open' || one.state === 'acknowledged';
}

type On = { readonly subjectKind: 'case'; readonly subject: CaseId };
type Noted = Acted & { readonly noteSha256: string | null };

export type CaseEvents = On &
  (
    | { readonly type: 'case-opened'; readonly body: Opened }
    // `checkAt` is absent in facts of before there was a clock of checks.
    | { readonly type: 'case-acknowledged'; readonly body: Noted & { readonly checkAt?: Instant } }
    | {
        readonly type: 'case-acknowledgement-withdrawn';
        readonly body: Acted & { readonly wakeAt: Instant | null };
      }
    | { readonly type: 'case-assigned'; readonly body: Acted & { readonly to: PersonRef } }
    | { readonly type: 'case-check-set'; readonly body: Acted & { readonly checkAt: Instant } }
    | { readonly type: 'case-noted'; readonly body: Acted & { readonly noteSha256: string } }
    | { readonly type: 'case-shelved'; readonly body: Shelved }
    | {
        readonly type: 'case-unshelved';
        /** By nobody when its time was over. */
        readonly body: {
          readonly by: PersonRef | null;
          readonly at: Instant;
          readonly checkAt: Instant;
        };
      }
    | {
        readonly type: 'case-escalated';
        readonly body: Escalated & { readonly dueAt: Instant; readonly nextAt: Instant | null };
      }
    | {
        readonly type: 'case-step-noted';
        readonly body: Acted & { readonly step: Step; readonly about: string | null };
      }
    | { readonly type: 'case-close-proposed'; readonly body: Closing }
    | {
        readonly type: 'case-close-declined';
        readonly body: Acted & { readonly noteSha256: string };
      }
    // `evidence` and `proposedBy` are absent in facts of before two people closed a critical case.
    | {
        readonly type: 'case-closed';
        readonly body: Omit<Closed, 'evidence' | 'proposedBy'> &
          Partial<Pick<Closed, 'evidence' | 'proposedBy'>>;
      }
    | { readonly type: 'case-merged'; readonly body: Merged }
    | { readonly type: 'case-joined'; readonly body: Acted & { readonly case: CaseId } }
    | { readonly type: 'case-reopened'; readonly body: Noted & { readonly checkAt: Instant } }
    | { readonly type: 'case-reviewed'; readonly body: Reviewed }
  );
type Later = Exclude<CaseEvents, { readonly type: 'case-opened' }>;

/** The only way a fact changes a case. Throws on a fact that cannot follow. */
export function evolveCase(known: Case | undefined, event: CaseEvents): Case {
  if (event.type === 'case-opened')
    return {
      id: event.subject,
      ...event.body,
      state: 'open',
      owner: null,
      checkAt: null,
      shelved: null,
      escalated: null,
      wakeAt: event.body.ackDueAt,
      proposed: null,
      steps: [],
      reopenedAt: null,
    };
  if (known === undefined) throw new Error(`${event.type} of a case that was never opened`);
  return isOpenCase(known) ? whileOpen(known, event) : afterwards(known, event);
}

function whileOpen(known: OpenCase, event: Later): Case {
  switch (event.type) {
    case 'case-acknowledged': {
      if (known.state !== 'open') throw new Error('acknowledged, but not open');
      const { by, at, checkAt = null } = event.body;
      const standing = { owner: by, checkAt, wakeAt: checkAt };
      return { ...known, ...standing, state: 'acknowledged', acknowledged: { by, at } };
    }
    case 'case-assigned':
      return { ...known, owner: event.body.to };
    case 'case-escalated': {
      const { at, of, step, nextAt } = event.body;
      return { ...known, escalated: { at, of, step }, wakeAt: nextAt };
    }
    case 'case-step-noted':
      return { ...known, steps: [...new Set([...known.steps, event.body.step])] };
    case 'case-noted':
    case 'case-joined':
      return known;
    default:
      if (known.state !== 'acknowledged') throw new Error(`${event.type}, but not acknowledged`);
      return whileHeld(known, event);
  }
}

type Held = Case & { readonly state: 'acknowledged' };

function whileHeld(known: Held, event: Later): Case {
  switch (event.type) {
    case 'case-acknowledgement-withdrawn': {
      const { acknowledged: _, ...rest } = known;
      const standing = { owner: null, checkAt: null, wakeAt: event.body.wakeAt };
      return { ...rest, ...standing, state: 'open' };
    }
    case 'case-check-set':
      return { ...known, ...checkedAt(known, event.body.checkAt) };
    case 'case-shelved':
      return { ...known, shelved: event.body, escalated: null, wakeAt: event.body.until };
    case 'case-unshelved': {
      const { checkAt } = event.body;
      return { ...known, shelved: null, checkAt, wakeAt: checkAt };
    }
    case 'case-close-proposed':
      return { ...known, proposed: event.body };
    case 'case-close-declined':
      return { ...known, proposed: null };
    case 'case-closed': {
      const closed = { evidence: [], proposedBy: null, ...event.body };
      return { ...known, ...AT_REST, state: 'closed', closed };
    }
    case 'case-merged':
      return { ...known, ...AT_REST, state: 'merged', merged: event.body };
    default:
      throw new Error(`${event.type} of a case that is held`);
  }
}

const AT_REST = { shelved: null, checkAt: null, wakeAt: null, proposed: null } as const;

/** A case on the shelf keeps its wake time; the check counts from then. */
function checkedAt({ shelved, escalated, wakeAt }: Held, checkAt: Instant) {
  if (shelved !== null) return { checkAt, escalated, wakeAt };
  return { checkAt, escalated: null, wakeAt: checkAt };
}

function afterwards(known: Exclude<Case, OpenCase>, event: Later): Case {
  if (event.type === 'case-reviewed' && known.state === 'closed')
    return { ...known, state: 'reviewed', reviewed: event.body };
  if (event.type === 'case-reopened' && known.state !== 'merged') {
    const { by, at, checkAt } = event.body;
    const { closed: _, ...rest } = known;
    const { reviewed: __, ...common } = { reviewed: null, ...rest };
    const standing = { owner: by, checkAt, wakeAt: checkAt, escalated: null, reopenedAt: at };
    return { ...common, ...standing, state: 'acknowledged' };
  }
  throw new Error(`${event.type} of a case that is ${known.state}`);
}
