// The life of a journey, one truck's movement under seal: created on one version of a route; sealed;
// armed, and from then on watched; under way; arrived; disarmed, which makes opening lawful; closed,
// and its seals are free again. Only closing frees a seal.
import type { RouteId } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import type { DriverId, VehicleId } from '@lakiri/parties';
import type { JourneyRef, PartyRef, SealId } from '@lakiri/seals';
import type { Exception } from './exception.ts';
import type { Ref } from './ref.ts';

export type JourneyId = JourneyRef;

/** What moves, and who drives it. Plates, names and phones stay with their own rows. */
export type Truck = {
  readonly vehicle: VehicleId;
  readonly trailer: VehicleId | null;
  readonly driver: DriverId | null;
};

/** A seal on the truck. `until` is set when the seal leaves the journey; a seal has one open fitting at most. */
export type Fitting = {
  readonly seal: SealId;
  readonly number: string;
  readonly fittedAt: Instant;
  readonly until: Instant | null;
  /** The number on the mechanical seal put beside it. */
  readonly mechanicalSeal: string | null;
  /** The seal that came off when this one went on, on the road; null: it was fitted before arming. */
  readonly replaces: SealId | null;
};

type Created = { readonly state: 'created'; readonly createdAt: Instant };
type Sealed = {
  readonly state: 'sealed';
  readonly before: Created;
  readonly sealedAt: Instant;
};
type Armed = {
  readonly state: 'armed';
  readonly before: Sealed;
  readonly armedAt: Instant;
  /** The route's time limit, counted from arming: the trip's parameters are handed over then. */
  readonly deadlineAt: Instant;
};
type InTransit = {
  readonly state: 'in-transit';
  readonly before: Armed;
  readonly departedAt: Instant;
};
type Arrived = {
  readonly state: 'arrived';
  readonly before: InTransit;
  readonly arrivedAt: Instant;
};
type Disarmed = {
  readonly state: 'disarmed';
  readonly before: Armed | InTransit | Arrived;
  readonly disarmedAt: Instant;
};
/** Closed from `created` or `sealed` it was called off before it began. */
type Closed = {
  readonly state: 'closed';
  readonly before: Created | Sealed | Disarmed;
  readonly closedAt: Instant;
};

/** Each state holds the one it came from, so that no journey can have a milestone without those before. */
export type Course = Created | Sealed | Armed | InTransit | Arrived | Disarmed | Closed;
export type JourneyState = Course['state'];

export const nextStates = {
  created: ['sealed', 'closed'],
  sealed: ['armed', 'closed'],
  armed: ['in-transit', 'disarmed'],
  'in-transit': ['arrived', 'disarmed'],
  arrived: ['disarmed'],
  disarmed: ['closed'],
  closed: [],
} as const satisfies Record<JourneyState, readonly JourneyState[]>;

export type Journey = {
  readonly id: JourneyId;
  readonly ref: Ref;
  /** The version stays what it was at creation, whatever is gazetted later; an exception may put another in its place. */
  readonly route: { readonly id: RouteId; readonly version: number };
  readonly truck: Truck;
  readonly cargo: string;
  readonly transporter: PartyRef;
  readonly fittings: readonly Fitting[];
  /** In the order in which they were recorded. */
  readonly exceptions: readonly Exception[];
  readonly course: Course;
};

/** When each milestone was passed; `null` where it was not. */
export type Milestones = {
  readonly createdAt: Instant;
  readonly sealedAt: Instant | null;
  readonly armedAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly disarmedAt: Instant | null;
  readonly closedAt: Instant | null;
};

export function milestonesOf(course: Course): Milestones {
  switch (course.state) {
    case 'created':
      return { createdAt: course.createdAt, ...NONE_PASSED };
    case 'sealed':
      return { ...milestonesOf(course.before), sealedAt: course.sealedAt };
    case 'armed':
      return {
        ...milestonesOf(course.before),
        armedAt: course.armedAt,
        deadlineAt: course.deadlineAt,
      };
    case 'in-transit':
      return { ...milestonesOf(course.before), departedAt: course.departedAt };
    case 'arrived':
      return { ...milestonesOf(course.before), arrivedAt: course.arrivedAt };
    case 'disarmed':
      return { ...milestonesOf(course.before), disarmedAt: course.disarmedAt };
    case 'closed':
      return { ...milestonesOf(course.before), closedAt: course.closedAt };
  }
}

const NONE_PASSED = {
  sealedAt: null,
  armedAt: null,
  deadlineAt: null,
  departedAt: null,
  arrivedAt: null,
  disarmedAt: null,
  closedAt: null,
};

/** The inverse of {@link milestonesOf}. `undefined` where no journey can have passed these. */
export function courseOf(passed: Milestones): Course | undefined {
  const { createdAt, sealedAt, armedAt, deadlineAt, departedAt, arrivedAt } = passed;
  const created: Created = { state: 'created', createdAt };
  if (sealedAt === null) {
    const none = armedAt ?? deadlineAt ?? departedAt ?? arrivedAt ?? passed.disarmedAt;
    return none === null ? closedAfter(created, passed.closedAt) : undefined;
  }
  const sealed: Sealed = { state: 'sealed', before: created, sealedAt };
  if (armedAt === null || deadlineAt === null) {
    const none = armedAt ?? deadlineAt ?? departedAt ?? arrivedAt ?? passed.disarmedAt;
    return none === null ? closedAfter(sealed, passed.closedAt) : undefined;
  }
  const watched = watchedOf({ state: 'armed', before: sealed, armedAt, deadlineAt }, passed);
  if (watched === undefined) return undefined;
  const { disarmedAt, closedAt } = passed;
  if (disarmedAt === null) return closedAt === null ? watched : undefined;
  return closedAfter({ state: 'disarmed', before: watched, disarmedAt }, closedAt);
}

function watchedOf(armed: Armed, passed: Milestones): Disarmed['before'] | undefined {
  const { departedAt, arrivedAt } = passed;
  if (departedAt === null) return arrivedAt === null ? armed : undefined;
  const inTransit: InTransit = { state: 'in-transit', before: armed, departedAt };
  return arrivedAt === null ? inTransit : { state: 'arrived', before: inTransit, arrivedAt };
}

function closedAfter(before: Closed['before'], closedAt: Instant | null): Course {
  return closedAt === null ? before : { state: 'closed', before, closedAt };
}

/** When the newest of what is known happened: nothing after it may be claimed to have happened before it. */
export function lastAct(journey: Journey): Instant {
  const { createdAt, deadlineAt: _, ...passed } = milestonesOf(journey.course);
  const fitted = journey.fittings.map(({ fittedAt }) => fittedAt);
  const all = [...Object.values(passed), ...fitted].filter((at) => at !== null);
  return Math.max(createdAt, ...all) as Instant;
}

/** Armed and not yet disarmed: an opening is an alarm. */
export function isWatched(course: Course): course is Disarmed['before'] {
  return ['armed', 'in-transit', 'arrived'].includes(course.state);
}

/** The seals that are on the truck now. */
export function sealsOn(journey: Journey): readonly SealId[] {
  return journey.fittings.filter(({ until }) => until === null).map(({ seal }) => seal);
}
