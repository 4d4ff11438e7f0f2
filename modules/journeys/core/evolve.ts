import type { Instant } from '@lakiri/kit';
import type { JourneyEvent } from './events.ts';
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
  return { ...journey, course, fittings: nextFittings(journey.fittings, event) };
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
  }
}

function sealedAfter(before: Course, sealedAt: Instant): Course | undefined {
  if (before.state === 'sealed') return before; // one more seal
  return before.state === 'created' ? { state: 'sealed', before, sealedAt } : undefined;
}

function nextFittings(fittings: readonly Fitting[], { type, body }: Change): readonly Fitting[] {
  if (type === 'journey-sealed') {
    const { at, ...fitted } = body;
    return [...fittings, { ...fitted, fittedAt: at, until: null }];
  }
  if (type !== 'journey-closed') return fittings;
  return fittings.map((fitting) => ({ ...fitting, until: fitting.until ?? body.at }));
}
