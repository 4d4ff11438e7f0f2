// Builders for the tests of other modules.
import { parseSlug, type Slug } from '@lakiri/corridors';
import { type Id, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  type Course,
  courseOf,
  type Fitting,
  type Journey,
  type Milestones,
} from './core/journey.ts';
import type { Ref } from './core/ref.ts';

export const JOURNEY_CREATED_AT = 1_790_000_000_000 as Instant;

const idEnding = <Noun extends string>(end: string): Id<Noun> =>
  `01900000-0000-7000-8000-${end.padStart(12, '0')}` as Id<Noun>;

/** A journey Mombasa–Malaba for tests, just created unless told otherwise. */
export function aJourney(over: Partial<Journey> = {}): Journey {
  return {
    id: idEnding('bb'),
    ref: '7QF2-93' as Ref,
    route: { id: parseSlug('mombasa-malaba') as Slug<'Route'>, version: 1 },
    truck: { vehicle: idEnding('c1'), trailer: null, driver: idEnding('d1') },
    cargo: 'Rice in bags',
    transporter: idEnding('e1'),
    fittings: [],
    exceptions: [],
    course: { state: 'created', createdAt: JOURNEY_CREATED_AT },
    ...over,
  };
}

/** A seal on the truck since the journey's first minute, unless told otherwise. */
export function aFitting(over: Partial<Fitting> = {}): Fitting {
  return {
    seal: idEnding('1'),
    number: 'ELK-20417',
    fittedAt: (JOURNEY_CREATED_AT + MINUTE_MS) as Instant,
    until: null,
    mechanicalSeal: null,
    replaces: null,
    ...over,
  };
}

const STATES = [
  'created',
  'sealed',
  'armed',
  'in-transit',
  'arrived',
  'disarmed',
  'closed',
] as const;

/** The course of a journey that came straight to a state, a minute for each step. */
export function aCourse(state: Course['state']): Course {
  const steps = STATES.indexOf(state);
  const at = (step: number): Instant | null =>
    step <= steps ? ((JOURNEY_CREATED_AT + step * MINUTE_MS) as Instant) : null;
  const armedAt = at(2);
  const passed: Milestones = {
    createdAt: JOURNEY_CREATED_AT,
    sealedAt: at(1),
    armedAt,
    deadlineAt: armedAt === null ? null : ((armedAt + 5 * 24 * 60 * MINUTE_MS) as Instant),
    departedAt: at(3),
    arrivedAt: at(4),
    disarmedAt: at(5),
    closedAt: at(6),
  };
  const course = courseOf(passed);
  if (course === undefined) throw new Error(`no course ends in ${state}`);
  return course;
}
