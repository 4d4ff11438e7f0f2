import { accept, type Decision, type Id, type Instant, type Json, refuse } from '@lakiri/kit';
import {
  type CaseRef,
  type CommandRef,
  type JourneyRef,
  LATCHES,
  type Latch,
  type Live,
  type ModelProfile,
  NOTHING_HEARD,
  type PartyRef,
  type PersonRef,
  type Seal,
  type SealId,
  type StandingOrder,
} from './seal.ts';

type On = { readonly subjectKind: 'seal'; readonly subject: SealId };

export type SealEvents = On &
  (
    | {
        readonly type: 'seal-registered';
        readonly body: {
          readonly number: string;
          readonly wireId: string;
          readonly model: ModelProfile;
          readonly owner: PartyRef;
          readonly at: Instant;
        };
      }
    | { readonly type: 'seal-fitted'; readonly body: { readonly journey: JourneyRef } }
    | { readonly type: 'seal-armed'; readonly body: { readonly at: Instant } }
    | { readonly type: 'seal-disarmed'; readonly body: { readonly at: Instant } }
    | { readonly type: 'seal-released'; readonly body: { readonly journey: JourneyRef } }
    | {
        readonly type: 'journey-moved';
        readonly body: { readonly journey: JourneyRef; readonly milestone: 'departed' | 'arrived' };
      }
    | { readonly type: 'watching-changed'; readonly body: WatchingChange }
    | { readonly type: 'watch-taken-over'; readonly body: WatchTaken }
    | {
        readonly type: 'seal-replaced';
        readonly body: {
          readonly journey: JourneyRef;
          /** The seal that is on the truck in its place. */
          readonly by: SealId;
          readonly at: Instant;
        };
      }
    | {
        readonly type: 'latches-cleared';
        readonly body: {
          readonly latches: readonly Latch[];
          /** Whose end it was: what its rules remember of the seal changes with this version. */
          readonly case: CaseRef;
        };
      }
    | {
        readonly type: 'opening-ordered';
        readonly body: {
          readonly command: CommandRef;
          readonly from: Instant;
          readonly until: Instant;
        };
      }
    | {
        readonly type: 'opening-order-ended';
        readonly body: {
          readonly command: CommandRef;
          readonly outcome: OrderOutcome;
          readonly at: Instant;
        };
      }
    | {
        readonly type: 'doubt-lifted';
        readonly body: {
          readonly by: PersonRef;
          readonly at: Instant;
          /** The text may hold names, so it lives beside the fact. */
          readonly reasonSha256: string;
        };
      }
    | { readonly type: 'seal-keys-changed'; readonly body: KeyChange }
  );

/** A report of people about a truck, as the rules of one of its seals tell it. */
export type ReportedOf = {
  readonly kind: 'theft' | 'accident' | 'driver-report' | 'seal-mismatch';
  readonly at: Instant;
  /** Of a mismatch: the number that was seen. */
  readonly seen?: string;
};

/** How the journey is judged from here on: what its rules look at besides the readings. */
export type Watching = {
  /** Departed and not yet arrived. */
  readonly underway: boolean;
  readonly routeId: string;
  readonly routeVersion: number;
  /** When the truck may stand where it stands; ends are exclusive. */
  readonly allowed: readonly { readonly from: Instant; readonly until: Instant }[];
  /** Orders to open that a transload names: their openings are where they belong. */
  readonly orders: readonly CommandRef[];
  /** What people reported and this seal's rules are to tell, in the order of the reports. */
  readonly reports: readonly ReportedOf[];
};

type WatchingChange = { readonly journey: JourneyRef; readonly watching: Watching };

/** `watch`: what the rules remember of the journey by the seal before; the rules' own form. */
type WatchTaken = { readonly journey: JourneyRef; readonly from: SealId; readonly watch: Json };

/** What became of one of the keys by which the seal proves its word. */
export type KeyChange = {
  readonly key: Id<'SealKey'>;
  readonly change: 'registered' | 'revoked';
  readonly at: Instant;
};

/** How an order to open ended: opened by it, refused by the device, or nobody knows. */
export type OrderOutcome = 'confirmed' | 'refused' | 'uncertain';

export type SealRefusal =
  | { readonly code: 'seal-not-free'; readonly seal: SealId; readonly journey: JourneyRef }
  | { readonly code: 'seal-not-fitted'; readonly seal: SealId }
  | { readonly code: 'seal-not-armed'; readonly seal: SealId }
  | { readonly code: 'seal-still-armed'; readonly seal: SealId }
  | { readonly code: 'seal-never-heard'; readonly seal: SealId }
  | { readonly code: 'seal-not-locked'; readonly seal: SealId };

type Asked<More = object> = { readonly seal: Seal } & More;
type Answer = Decision<SealEvents, SealRefusal>;

const on = (seal: Seal): On => ({ subjectKind: 'seal', subject: seal.id });

/** A seal serves one journey at a time. */
export function fitSeal({ seal, journey }: Asked<{ readonly journey: JourneyRef }>): Answer {
  if (seal.custody.phase !== 'free')
    return refuse({ code: 'seal-not-free', seal: seal.id, journey: seal.custody.journey });
  return accept({ ...on(seal), type: 'seal-fitted', body: { journey } });
}

/** Watching begins only on a seal that has spoken and says itself that it is locked and whole. */
export function armSeal({ seal, at }: Asked<{ readonly at: Instant }>): Answer {
  if (seal.custody.phase !== 'fitted') return refuse({ code: 'seal-not-fitted', seal: seal.id });
  if (seal.live.receivedAt === null) return refuse({ code: 'seal-never-heard', seal: seal.id });
  const { motorLocked, ropeCut, ropeInserted } = seal.live.bits;
  if (motorLocked === false || ropeCut === true || ropeInserted === false)
    return refuse({ code: 'seal-not-locked', seal: seal.id });
  return accept({ ...on(seal), type: 'seal-armed', body: { at } });
}

/** The order to open: from here on an opening is lawful. */
export function disarmSeal({ seal, at }: Asked<{ readonly at: Instant }>): Answer {
  if (seal.custody.phase !== 'armed') return refuse({ code: 'seal-not-armed', seal: seal.id });
  return accept({ ...on(seal), type: 'seal-disarmed', body: { at } });
}

/** The seal leaves the journey and is free for another. */
export function releaseSeal({ seal }: Asked): Answer {
  if (seal.custody.phase === 'armed') return refuse({ code: 'seal-still-armed', seal: seal.id });
  if (seal.custody.phase === 'free') return refuse({ code: 'seal-not-fitted', seal: seal.id });
  return accept({
    ...on(seal),
    type: 'seal-released',
    body: { journey: seal.custody.journey },
  });
}

/**
 * The journey has come further, which changes what its seals' readings mean: raising their version
 * makes every process that folds them look again.
 */
export function noteMilestone({
  seal,
  milestone,
}: Asked<{ readonly milestone: 'departed' | 'arrived' }>): Answer {
  if (seal.custody.phase !== 'armed') return refuse({ code: 'seal-not-armed', seal: seal.id });
  const { journey } = seal.custody;
  return accept({ ...on(seal), type: 'journey-moved', body: { journey, milestone } });
}

/** What the journey's rules look at has changed: raising the version makes every process read it anew. */
export function changeWatching({ seal, ...body }: Asked<WatchingChange>): SealEvents {
  return { ...on(seal), type: 'watching-changed', body };
}

/** It goes on where another seal of its journey left off. */
export function takeOverWatch({ seal, ...body }: Asked<WatchTaken>): SealEvents {
  return { ...on(seal), type: 'watch-taken-over', body };
}

/**
 * Another seal is on the truck in its place (§1.4, step 8). Unlike a release it keeps its latches: what was
 * done to it is evidence, until it is armed anew.
 */
export function replaceSeal({
  seal,
  by,
  at,
}: Asked<{ readonly by: SealId; readonly at: Instant }>): Answer {
  if (seal.custody.phase !== 'armed') return refuse({ code: 'seal-not-armed', seal: seal.id });
  const { journey } = seal.custody;
  return accept({ ...on(seal), type: 'seal-replaced', body: { journey, by, at } });
}

/** A person has dealt with these tampers; the device's going on about the same ones is not news. */
export function clearLatches({
  seal,
  latches,
  case: closed,
}: Asked<{ readonly latches: readonly Latch[]; readonly case: CaseRef }>): Decision<
  SealEvents,
  never
> {
  return accept({ ...on(seal), type: 'latches-cleared', body: { latches, case: closed } });
}

/**
 * A person has looked and takes the seal's word again. It changes nothing of the seal but its version: whoever folds its
 * readings looks anew at what is thought of it.
 */
export function liftDoubt({
  seal,
  ...body
}: Asked<{
  readonly by: PersonRef;
  readonly at: Instant;
  readonly reasonSha256: string;
}>): SealEvents {
  return { ...on(seal), type: 'doubt-lifted', body };
}

/** Another key proves its word, or one no longer does: whoever folds its readings reads its keys anew. */
export function noteKey(seal: Seal, body: KeyChange): SealEvents {
  return { ...on(seal), type: 'seal-keys-changed', body };
}

/** From `from` on an opening is lawful, at the latest until `until`: recorded before anything is sent. */
export function orderOpening({
  seal,
  command,
  from,
  until,
}: Asked<Ordered>): Decision<SealEvents, never> {
  return accept({ ...on(seal), type: 'opening-ordered', body: { command, from, until } });
}

type Ordered = {
  readonly command: CommandRef;
  readonly from: Instant;
  readonly until: Instant;
};

/** The order is over; what opens the seal after `at` is no longer its doing. */
export function endOrder({
  seal,
  command,
  outcome,
  at,
}: Asked<{
  readonly command: CommandRef;
  readonly outcome: OrderOutcome;
  readonly at: Instant;
}>): Decision<SealEvents, never> {
  return accept({ ...on(seal), type: 'opening-order-ended', body: { command, outcome, at } });
}

/** The only way a fact changes a seal. Throws on a fact that cannot follow. */
export function evolveSeal(seal: Seal | undefined, event: SealEvents): Seal {
  if (event.type === 'seal-registered') return registered(event);
  if (seal === undefined) throw new Error(`${event.type} of a seal that was never registered`);
  return changed(seal, event);
}

type Change = Exclude<SealEvents, { readonly type: 'seal-registered' }>;

function changed(seal: Seal, event: Change): Seal {
  switch (event.type) {
    case 'seal-fitted':
      return { ...seal, custody: { phase: 'fitted', journey: event.body.journey } };
    case 'seal-armed':
      return armed(seal, event.body.at);
    case 'seal-disarmed':
      return disarmed(seal, event.body.at);
    case 'seal-released':
      return { ...seal, custody: { phase: 'free' }, live: { ...seal.live, latches: allClear } };
    case 'seal-replaced':
      return { ...seal, custody: { phase: 'free' } };
    case 'journey-moved':
    case 'watching-changed':
    case 'watch-taken-over':
      return seal;
    case 'doubt-lifted':
    case 'seal-keys-changed':
      return seal;
    case 'latches-cleared':
      return { ...seal, live: { ...seal.live, latches: cleared(seal.live, event.body.latches) } };
    case 'opening-ordered':
      return { ...seal, order: event.body };
    case 'opening-order-ended':
      return { ...seal, ...orderEnded(seal.order, event.body) };
  }
}

/** A later order may have taken its place; its end then changes nothing. */
function orderEnded(
  order: StandingOrder | undefined,
  { command, at }: { readonly command: CommandRef; readonly at: Instant },
): Pick<Seal, 'order'> {
  if (order === undefined || order.command !== command || order.until <= at) return {};
  // Never before its beginning: a device that is a little behind dates its opening so.
  return { order: { ...order, until: Math.max(at, order.from) as Instant } };
}

const allClear = NOTHING_HEARD.latches;

function registered(event: SealEvents & { readonly type: 'seal-registered' }): Seal {
  const { at, ...plate } = event.body;
  return {
    id: event.subject,
    ...plate,
    registeredAt: at,
    custody: { phase: 'free' },
    live: NOTHING_HEARD,
  };
}

function armed(seal: Seal, armedAt: Instant): Seal {
  if (seal.custody.phase !== 'fitted') throw new Error('armed, but not fitted');
  const { journey } = seal.custody;
  // What the seal said before it was watched is not a tamper of this journey.
  const live = { ...seal.live, latches: allClear };
  return { ...seal, custody: { phase: 'armed', journey, armedAt }, live };
}

function disarmed(seal: Seal, disarmedAt: Instant): Seal {
  if (seal.custody.phase !== 'armed') throw new Error('disarmed, but not armed');
  return { ...seal, custody: { phase: 'disarmed', journey: seal.custody.journey, disarmedAt } };
}

/** After the clearing a latch is muted while the newest word still says so, and clear otherwise. */
function cleared(live: Live, names: readonly Latch[]): Live['latches'] {
  const next = { ...live.latches };
  for (const name of LATCHES) {
    const latch = live.latches[name];
    if (!names.includes(name) || latch.is !== 'set') continue;
    next[name] = stillSaid(live, name)
      ? { is: 'muted', clearedSince: latch.since }
      : { is: 'clear', clearedSince: latch.since };
  }
  return next;
}

function stillSaid({ bits }: Live, name: Latch): boolean {
  const said: Record<Latch, boolean> = {
    cut: bits.ropeCut === true,
    cover: bits.coverOpen === true,
    opened: bits.motorLocked === false || bits.ropeInserted === false,
  };
  return said[name];
}
