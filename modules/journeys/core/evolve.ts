import type { Instant } from '@lakiri/kit';
import type { JourneyEvent } from './events.ts';
import type { What } from './exception.ts';
import { type Course, type Fitting, isWatched, type Journey } from './journey.ts';

type Born = JourneyEvent & { readonly type: 'journey-created' };
type Change = Exclude<JourneyEvent, { readonly type: 'journey-created' }>;

/** The only way a fact changes a journey. Throws on a fact that cannot follow. */
export function evolveJourney(journey: Journey | undefined, event: JourneyEvent): Journey {
  if (event.type === 'journey-created') {
    if (journey !== undefined) throw new Error(`journey ${journey.id} was created before`);
    return created(event);
  }
  if (journey === undefined) throw new Error(`${event.type} of a journey that was never created`);
  const course = nextCourse(journey.course, event);
  if (course === undefined)
    throw new Error(`${event.type} cannot follow on ${journey.course.state}`);
  const next = { ...journey, course, fittings: nextFittings(journey.fittings, event) };
  return event.type === 'journey-exception-reported' || event.type === 'journey-exception-ended'
    ? excepted(next, event)
    : next;
}

function created({ subject, body }: Born): Journey {
  return {
    id: subject,
    ref: body.ref,
    route: { id: body.routeId, version: body.routeVersion },
    truck: body.truck,
    cargo: body.cargo,
    transporter: body.transporter,
    fittings: [],
    exceptions: [],
    course: { state: 'created', createdAt: body.at },
  };
}

function nextCourse(before: Course, event: Change): Course | undefined {
  const { at } = event.body;
  const { state } = before;
  switch (event.type) {
    case 'journey-sealed':
      return sealedAfter(before, at);
    case 'journey-armed':
      if (state !== 'sealed') return undefined;
      return { state: 'armed', before, armedAt: at, deadlineAt: event.body.deadlineAt };
    case 'journey-departed':
      return state === 'armed' ? { state: 'in-transit', before, departedAt: at } : undefined;
    case 'journey-arrived':
      return state === 'in-transit' ? { state: 'arrived', before, arrivedAt: at } : undefined;
    case 'journey-disarmed':
      return isWatched(before) ? { state: 'disarmed', before, disarmedAt: at } : undefined;
    case 'journey-closed':
      if (state === 'closed' || isWatched(before)) return undefined;
      return { state: 'closed', before, closedAt: at };
    case 'journey-exception-reported':
      return withDeadline(before, event.body.what);
    case 'journey-exception-ended':
      return before;
  }
}

function sealedAfter(before: Course, sealedAt: Instant): Course | undefined {
  if (before.state === 'sealed') return before; // one more seal
  return before.state === 'created' ? { state: 'sealed', before, sealedAt } : undefined;
}

/** Another route brings its own time; nothing else of the course changes by an exception. */
function withDeadline(course: Course, what: What): Course | undefined {
  if (!isWatched(course)) return undefined;
  if (what.kind !== 'route-change') return course;
  const { deadlineAt } = what;
  if (course.state === 'armed') return { ...course, deadlineAt };
  if (course.state === 'in-transit') return { ...course, before: { ...course.before, deadlineAt } };
  const { before } = course;
  return { ...course, before: { ...before, before: { ...before.before, deadlineAt } } };
}

function excepted(
  journey: Journey,
  event: Change & { readonly type: 'journey-exception-reported' | 'journey-exception-ended' },
): Journey {
  if (event.type === 'journey-exception-ended') {
    const { exception, at: endedAt } = event.body;
    const exceptions = journey.exceptions.map((one) =>
      one.id === exception ? { ...one, endedAt } : one,
    );
    return { ...journey, exceptions };
  }
  const { exception: id, ...said } = event.body;
  const exceptions = [...journey.exceptions, { id, ...said, endedAt: null }];
  return { ...journey, ...changedBy(journey, said.what), exceptions };
}

function changedBy({ truck }: Journey, what: What): Partial<Pick<Journey, 'truck' | 'route'>> {
  switch (what.kind) {
    case 'route-change':
      return { route: { id: what.routeId, version: what.routeVersion } };
    case 'transload':
      return { truck: { ...truck, vehicle: what.vehicle, trailer: what.trailer } };
    case 'driver-change':
      return { truck: { ...truck, driver: what.driver } };
    default:
      return {};
  }
}

function nextFittings(fittings: readonly Fitting[], { type, body }: Change): readonly Fitting[] {
  if (type === 'journey-sealed') {
    const { at, ...fitted } = body;
    return [...fittings, { ...fitted, fittedAt: at, until: null, replaces: null }];
  }
  if (type === 'journey-exception-reported' && body.what.kind === 'reseal') {
    const { old, seal, number, mechanicalSeal } = body.what;
    return [
      ...fittings.map((one) => (one.seal === old ? { ...one, until: body.at } : one)),
      { seal, number, mechanicalSeal, replaces: old, fittedAt: body.at, until: null },
    ];
  }
  if (type !== 'journey-closed') return fittings;
  return fittings.map((fitting) => ({ ...fitting, until: fitting.until ?? body.at }));
}
