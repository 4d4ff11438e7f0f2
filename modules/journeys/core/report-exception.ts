import type { RouteVersion } from '@lakiri/corridors';
import {
  accept,
  addMs,
  canonical,
  type Decision,
  HOUR_MS,
  type Id,
  type Instant,
  refuse,
} from '@lakiri/kit';
import { changeWatching, orderOpening, type Seal, type SealEvents } from '@lakiri/seals';
import type { Asked } from './claim.ts';
import { type JourneyEvent, type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { evolveJourney } from './evolve.ts';
import {
  type Alarmed,
  EXCEPTIONS_MAX,
  type ExceptionId,
  type ExceptionRule,
  isAlarmed,
  stopUntil,
  TOLD_KINDS,
  type What,
  watchingOf,
} from './exception.ts';
import { isWatched, type Journey, sealsOn } from './journey.ts';

export type Reported = Asked & {
  readonly id: ExceptionId;
  readonly by: Id<'Person'>;
  readonly roles: readonly string[];
  /** As it holds now; undefined: nobody may. */
  readonly rule: ExceptionRule | undefined;
  /** Minutes that the truck may stand; null: as long as the rule gives. */
  readonly askedMin: number | null;
  readonly noteSha256: string | null;
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
};

export type ReportException = Reported & {
  readonly what: Told;
  /** Of a route-change: the version asked for, and the number of the one in force. */
  readonly route?: RouteVersion | undefined;
  readonly routeVersionNow?: number | undefined;
  /** Of a convoy: the journey it goes with. */
  readonly companion?: Journey | undefined;
};

/** What people tell; the rest of a fact follows from the journey. */
export type Told =
  | Exclude<What, { readonly kind: 'reseal' | 'route-change' | Alarmed['kind'] }>
  | { readonly kind: 'route-change' }
  | Omit<Extract<What, { readonly kind: 'theft' }>, 'seal'>
  | Omit<Extract<What, { readonly kind: 'accident' }>, 'seal'>
  | Omit<Extract<What, { readonly kind: 'driver-report' }>, 'seal'>
  | Omit<Extract<What, { readonly kind: 'seal-mismatch' }>, 'seal'>;

/** What holds for every kind: who may, while the journey is watched, in its time (§1.4, step 8). */
export function reportRefusal(asked: Reported, kind: What['kind']): JourneyRefusal | undefined {
  const { journey, rule, roles, at, now, askedMin } = asked;
  const { state } = journey.course;
  if (rule === undefined || !rule.roles.some((role) => roles.includes(role)))
    return { code: 'exception-not-yours', kind, roles: rule?.roles ?? [] };
  if (!isWatched(journey.course)) return { code: 'journey-not-armed', state };
  if (at > now) return { code: 'claim-in-future', at, now };
  const { armedAt } = armedOf(journey.course);
  if (at < armedAt) return { code: 'claim-before-last-act', at, lastAct: armedAt };
  if (askedMin !== null && askedMin > (rule.stopMin?.max ?? 0))
    return { code: 'stop-too-long', maxMin: rule.stopMin?.max ?? 0 };
  if (asked.noteSha256 === null && TOLD_KINDS.includes(kind))
    return { code: 'reason-needed', state };
  if (journey.exceptions.length >= EXCEPTIONS_MAX)
    return { code: 'too-many-exceptions', max: EXCEPTIONS_MAX };
  return undefined;
}

type Watched = Extract<Journey['course'], { readonly state: 'armed' | 'in-transit' | 'arrived' }>;

function armedOf(course: Watched) {
  if (course.state === 'armed') return course;
  return course.state === 'in-transit' ? course.before : course.before.before;
}

/** An officer says what happened; how the journey is judged follows from it. */
export function reportException(asked: ReportException): Decision<JourneyEvents, JourneyRefusal> {
  const general = reportRefusal(asked, asked.what.kind);
  if (general !== undefined) return refuse(general);
  const own = ownRefusal(asked);
  if (own !== undefined) return refuse(own);
  const what = whatOf(asked);
  return accept<JourneyEvents>(...reported(asked, what), ...ordersStand(asked, what));
}

function ownRefusal(asked: ReportException): JourneyRefusal | undefined {
  const { journey, what } = asked;
  switch (what.kind) {
    case 'route-change':
      return routeRefusal(asked);
    case 'transload':
      return transloadRefusal(asked, what);
    case 'driver-change':
      return what.driver === journey.truck.driver ? { code: 'driver-unchanged' } : undefined;
    case 'convoy':
      return mayGoWith(journey, asked.companion) ? undefined : { code: 'no-such-companion' };
    case 'mechanical-seal':
      return isKnown(journey, what.number) ? { code: 'mechanical-seal-known' } : undefined;
    case 'breakdown':
    case 'accident':
    case 'theft':
    case 'driver-report':
    case 'escort':
      return undefined;
    case 'seal-mismatch':
      return journey.fittings.some(({ number, until }) => until === null && number === what.seen)
        ? { code: 'seal-matches', number: what.seen }
        : undefined;
  }
}

function transloadRefusal(
  { journey: { truck }, seals }: ReportException,
  { vehicle, trailer, order: named }: What & { readonly kind: 'transload' },
): JourneyRefusal | undefined {
  if (vehicle === truck.vehicle && trailer === truck.trailer) return { code: 'vehicle-unchanged' };
  if (named !== null && !seals.some(({ order }) => order?.command === named))
    return { code: 'order-not-of-journey' };
  return undefined;
}

function mayGoWith({ id }: Journey, companion: Journey | undefined): boolean {
  return companion !== undefined && companion.id !== id && isWatched(companion.course);
}

function isKnown({ fittings, exceptions }: Journey, number: string): boolean {
  if (fittings.some(({ mechanicalSeal }) => mechanicalSeal === number)) return true;
  return exceptions.some(({ what }) => what.kind === 'mechanical-seal' && what.number === number);
}

function routeRefusal({
  journey,
  route,
  routeVersionNow,
}: ReportException): JourneyRefusal | undefined {
  if (route === undefined || routeVersionNow === undefined) return { code: 'no-such-route' };
  if (route.version !== routeVersionNow)
    return { code: 'route-not-current', current: routeVersionNow };
  if (route.id === journey.route.id && route.version === journey.route.version)
    return { code: 'route-unchanged' };
  return undefined;
}

/** A change of route gives the new route's time, counted from arming, and never less than was left. */
function whatOf({ journey, what, route }: ReportException): What {
  if (isAlarmed(what)) return { ...what, seal: sealsOn(journey)[0] ?? null };
  if (what.kind !== 'route-change') return what;
  if (route === undefined || !isWatched(journey.course)) throw new Error('refused before');
  const { armedAt, deadlineAt } = armedOf(journey.course);
  const own = addMs(armedAt, route.timeLimitH * HOUR_MS);
  return {
    kind: 'route-change',
    routeId: route.id,
    routeVersion: route.version,
    deadlineAt: Math.max(own, deadlineAt) as Instant,
  };
}

/** The fact, and on each seal of the truck what it changes of how its readings are judged. */
export function reported(asked: Reported, what: What): readonly JourneyEvents[] {
  const { journey, id, by, at, noteSha256, rule, askedMin } = asked;
  const until = rule === undefined ? null : stopUntil(rule, { at, askedMin });
  const event: JourneyEvent = {
    ...on(journey),
    type: 'journey-exception-reported',
    body: { exception: id, by, at, until, noteSha256, what },
  };
  return [event, ...rejudged(journey, event, asked.seals)];
}

/** Tells the seals where the rules have something else to look at from now on. */
export function rejudged(
  journey: Journey,
  event: JourneyEvent,
  seals: readonly Seal[],
): readonly SealEvents[] {
  const next = evolveJourney(journey, event);
  return seals.flatMap((seal) => {
    const watching = watchingOf(next, seal.id);
    const isSame = canonical(watchingOf(journey, seal.id)) === canonical(watching);
    return isSame ? [] : [changeWatching({ seal, journey: journey.id, watching })];
  });
}

/** The order that a transload names stands as long as the transload: what it opens meanwhile is no tamper. */
function ordersStand(asked: ReportException, what: What): readonly SealEvents[] {
  if (what.kind !== 'transload' || what.order === null || asked.rule === undefined) return [];
  const until = stopUntil(asked.rule, asked);
  return asked.seals.flatMap((seal) => {
    const { order } = seal;
    if (order === undefined || order.command !== what.order || until === null) return [];
    const decision = orderOpening({ seal, command: order.command, from: order.from, until });
    return decision.accepted ? decision.facts : [];
  });
}
