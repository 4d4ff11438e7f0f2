// A unit sent to a case: seen by the unit, accepted or declined, at the truck, reported, released. One who was there
// says what was found before the unit is free again.
import {
  accept,
  addMs,
  type Decision,
  type Id,
  type Instant,
  MINUTE_MS,
  refuse,
} from '@lakiri/kit';
import type { Unit, UnitId } from './unit.ts';

export type DispatchId = Id<'Dispatch'>;

export const FINDINGS = [
  'all-in-order',
  'seal-tampered',
  'cargo-missing',
  'truck-gone',
  'breakdown',
  'accident',
  'other',
] as const;
export type Finding = (typeof FINDINGS)[number];

export const nextDispatchStates = {
  sent: ['seen', 'accepted', 'declined', 'released'],
  seen: ['accepted', 'declined', 'released'],
  accepted: ['on-site', 'released'],
  declined: [],
  'on-site': ['reported'],
  reported: ['released'],
  released: [],
} as const satisfies Record<string, readonly string[]>;
export type DispatchState = keyof typeof nextDispatchStates;

/** How the time to the truck was reckoned. */
export type Reckoned = {
  readonly minutes: number;
  readonly km: number;
  /** `road`: along a route of the gazette; `crow`: great circle, lengthened. */
  readonly basis: 'road' | 'crow';
};

type Report = {
  readonly finding: Finding;
  readonly textSha256: string;
  /** SHA-256 of each, in hex. */
  readonly photos: readonly string[];
};

export type Dispatch = {
  readonly id: DispatchId;
  readonly unit: UnitId;
  readonly case: Id<'Case'>;
  readonly journey: Id<'Journey'>;
  readonly by: Id<'Person'>;
  readonly reckoned: Reckoned | null;
  readonly state: DispatchState;
  readonly sentAt: Instant;
  readonly seenAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly onSiteAt: Instant | null;
  readonly report: (Report & { readonly at: Instant }) | null;
  readonly releasedAt: Instant | null;
};

type On = { readonly subjectKind: 'dispatch'; readonly subject: DispatchId };
type At = { readonly by: Id<'Person'>; readonly at: Instant };
export type DispatchEvent = On &
  (
    | {
        readonly type: 'dispatch-sent';
        readonly body: Pick<Dispatch, 'unit' | 'case' | 'journey' | 'reckoned'> & At;
      }
    | { readonly type: 'dispatch-seen'; readonly body: At }
    | { readonly type: 'dispatch-accepted'; readonly body: At }
    | { readonly type: 'dispatch-declined'; readonly body: At & { readonly reasonSha256: string } }
    | { readonly type: 'dispatch-arrived'; readonly body: At }
    | { readonly type: 'dispatch-reported'; readonly body: At & Report }
    | { readonly type: 'dispatch-released'; readonly body: At }
  );

type Later = Exclude<DispatchEvent, { readonly type: 'dispatch-sent' }>;

export type DispatchRefusal =
  | { readonly code: 'no-such-unit' }
  | { readonly code: 'unit-retired' }
  | { readonly code: 'unit-busy'; readonly dispatch: DispatchId }
  | { readonly code: 'no-such-case' }
  | { readonly code: 'case-over' }
  | { readonly code: 'no-such-dispatch' }
  | { readonly code: 'dispatch-not-so-far'; readonly state: DispatchState }
  | { readonly code: 'reason-needed' }
  | { readonly code: 'report-empty' }
  | { readonly code: 'too-many-photos'; readonly max: number }
  | { readonly code: 'no-such-photo'; readonly sha256: string }
  | { readonly code: 'claim-in-future'; readonly at: Instant; readonly now: Instant }
  | { readonly code: 'claim-before-last-act'; readonly at: Instant; readonly lastAct: Instant };

type Decided = Decision<DispatchEvent, DispatchRefusal>;

/** Both seals, both sides, plates, papers; more belongs into the case's documents. */
export const REPORT_PHOTOS_MAX = 8;

export type Send = At & {
  readonly id: DispatchId;
  readonly unit: Unit | undefined;
  /** What the unit is on already. */
  readonly busy: DispatchId | undefined;
  readonly case:
    | { readonly id: Id<'Case'>; readonly journey: Id<'Journey'>; readonly isOpen: boolean }
    | undefined;
  readonly reckoned: Reckoned | null;
};

export function sendUnit(asked: Send): Decided {
  const { unit, case: one, by, at, reckoned } = asked;
  if (one === undefined) return refuse({ code: 'no-such-case' });
  if (!one.isOpen) return refuse({ code: 'case-over' });
  if (unit === undefined) return refuse({ code: 'no-such-unit' });
  if (unit.retiredAt !== null) return refuse({ code: 'unit-retired' });
  if (asked.busy !== undefined) return refuse({ code: 'unit-busy', dispatch: asked.busy });
  return accept({
    ...{ subjectKind: 'dispatch', subject: asked.id, type: 'dispatch-sent' },
    body: { unit: unit.id, case: one.id, journey: one.journey, reckoned, by, at },
  });
}

/** What the unit says, or an officer for it who has it on the radio. */
export type Step =
  | { readonly act: 'see' | 'accept' | 'arrive' | 'release' }
  | { readonly act: 'decline'; readonly reasonSha256: string | null }
  | {
      readonly act: 'report';
      readonly finding: Finding;
      readonly textSha256: string | null;
      readonly photos: readonly string[];
      /** One of them that was never sent. */
      readonly missing: string | undefined;
    };

export const STATE_AFTER = {
  see: 'seen',
  accept: 'accepted',
  decline: 'declined',
  arrive: 'on-site',
  report: 'reported',
  release: 'released',
} as const satisfies Record<Step['act'], DispatchState>;
const TYPE_OF = {
  see: 'dispatch-seen',
  accept: 'dispatch-accepted',
  arrive: 'dispatch-arrived',
  release: 'dispatch-released',
} as const;

/** How far a phone's clock may be behind ours: it is set by our answers, and stands on its own where there is no network. */
const CLAIM_SLACK_MS = 2 * MINUTE_MS;

/** `at`: when the unit says it was done, which a phone without a network tells later. `now`: our clock when we heard. */
export type StepAct = At & {
  readonly now: Instant;
  readonly dispatch: Dispatch | undefined;
  readonly step: Step;
};

export function stepDispatch({ dispatch, step, by, at: claim, now }: StepAct): Decided {
  if (dispatch === undefined) return refuse({ code: 'no-such-dispatch' });
  const { state, id: subject } = dispatch;
  if (!mayStep(state, step.act)) return refuse({ code: 'dispatch-not-so-far', state });
  const last = lastStepAt(dispatch);
  if (claim > now) return refuse({ code: 'claim-in-future', at: claim, now });
  if (claim < addMs(last, -CLAIM_SLACK_MS))
    return refuse({ code: 'claim-before-last-act', at: claim, lastAct: last });
  const at = Math.max(claim, last) as Instant;
  const on = { subjectKind: 'dispatch', subject } as const;
  if (step.act === 'decline') {
    const { reasonSha256 } = step;
    if (reasonSha256 === null) return refuse({ code: 'reason-needed' });
    return accept({ ...on, type: 'dispatch-declined', body: { by, at, reasonSha256 } });
  }
  if (step.act !== 'report') return accept({ ...on, type: TYPE_OF[step.act], body: { by, at } });
  const { finding, textSha256, photos, missing } = step;
  if (textSha256 === null) return refuse({ code: 'report-empty' });
  if (photos.length > REPORT_PHOTOS_MAX)
    return refuse({ code: 'too-many-photos', max: REPORT_PHOTOS_MAX });
  if (missing !== undefined) return refuse({ code: 'no-such-photo', sha256: missing });
  const body = { by, at, finding, textSha256, photos };
  return accept({ ...on, type: 'dispatch-reported', body });
}

/** Whether a unit in this state may do that next. */
export function mayStep(state: DispatchState, act: Step['act']): boolean {
  const next: readonly DispatchState[] = nextDispatchStates[state];
  return next.includes(STATE_AFTER[act]);
}

function lastStepAt({ sentAt, seenAt, answeredAt, onSiteAt, report }: Dispatch): Instant {
  return report?.at ?? onSiteAt ?? answeredAt ?? seenAt ?? sentAt;
}

/** The only way a fact changes a dispatch. Throws on a fact that cannot follow. */
export function evolveDispatch(known: Dispatch | undefined, event: DispatchEvent): Dispatch {
  if (event.type === 'dispatch-sent') {
    const { at: sentAt, ...body } = event.body;
    const none = { seenAt: null, answeredAt: null, onSiteAt: null, report: null, releasedAt: null };
    return { id: event.subject, ...body, state: 'sent', sentAt, ...none };
  }
  if (known === undefined) throw new Error(`${event.type} of a unit that was never sent`);
  return stepped(known, event);
}

function stepped(known: Dispatch, event: Later): Dispatch {
  const { at } = event.body;
  switch (event.type) {
    case 'dispatch-seen':
      return { ...known, state: 'seen', seenAt: at };
    case 'dispatch-accepted':
      return { ...known, state: 'accepted', answeredAt: at };
    case 'dispatch-declined':
      return { ...known, state: 'declined', answeredAt: at };
    case 'dispatch-arrived':
      return { ...known, state: 'on-site', onSiteAt: at };
    case 'dispatch-reported': {
      const { finding, textSha256, photos } = event.body;
      return { ...known, state: 'reported', report: { finding, textSha256, photos, at } };
    }
    case 'dispatch-released':
      return { ...known, state: 'released', releasedAt: at };
  }
}

/** Whether the unit is still on it. */
export function isOut({ state }: Pick<Dispatch, 'state'>): boolean {
  return state !== 'declined' && state !== 'released';
}
