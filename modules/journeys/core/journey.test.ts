import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '@lakiri/kit';
import fc from 'fast-check';
import { aCourse, aFitting, aJourney, JOURNEY_CREATED_AT } from '../testing.ts';
import type { JourneyEvent } from './events.ts';
import { evolveJourney } from './evolve.ts';
import {
  courseOf,
  type JourneyState,
  type Milestones,
  milestonesOf,
  nextStates,
} from './journey.ts';
import { parseRef, REF_CHANCE_BYTES, refOf } from './ref.ts';

const at = JOURNEY_CREATED_AT;
const states = Object.keys(nextStates) as JourneyState[];
const { id: subject } = aJourney();

const bodies = {
  'journey-sealed': { seal: aFitting().seal, number: 'ELK-20417', mechanicalSeal: null, at },
  'journey-armed': { at, deadlineAt: at },
  'journey-departed': { at },
  'journey-arrived': { at, reasonSha256: null },
  'journey-disarmed': { at, reasonSha256: null },
  'journey-closed': { at },
} as const;
const leadsTo: Record<keyof typeof bodies, JourneyState> = {
  'journey-sealed': 'sealed',
  'journey-armed': 'armed',
  'journey-departed': 'in-transit',
  'journey-arrived': 'arrived',
  'journey-disarmed': 'disarmed',
  'journey-closed': 'closed',
};

for (const state of states)
  for (const [type, to] of Object.entries(leadsTo) as [keyof typeof bodies, JourneyState][]) {
    const may = (nextStates[state] as readonly JourneyState[]).includes(to);
    const oneMore = state === 'sealed' && to === 'sealed';
    test(`${type} on ${state} ${may || oneMore ? 'is taken' : 'cannot be'}`, () => {
      const evolve = () =>
        evolveJourney(aJourney({ course: aCourse(state) }), {
          subjectKind: 'journey',
          subject,
          type,
          body: bodies[type],
        } as JourneyEvent);
      if (may || oneMore) assert.equal(evolve().course.state, to);
      else assert.throws(evolve, /cannot follow/);
    });
  }

test('a journey is created once, and nothing happens to one that was not', () => {
  const { ref, route, truck, cargo, transporter } = aJourney();
  const created: JourneyEvent = {
    subjectKind: 'journey',
    subject,
    type: 'journey-created',
    body: {
      ref,
      routeId: route.id,
      routeVersion: route.version,
      truck,
      cargo,
      transporter,
      at,
    },
  };
  assert.deepEqual(evolveJourney(undefined, created), aJourney());
  assert.throws(() => evolveJourney(aJourney(), created), /created before/);
  const closed: JourneyEvent = {
    subjectKind: 'journey',
    subject,
    type: 'journey-closed',
    body: { at },
  };
  assert.throws(() => evolveJourney(undefined, closed), /never created/);
});

test('closing ends the fittings that are still open, and only those', () => {
  const ended = aFitting({ until: (at + 1) as typeof at });
  const journey = aJourney({ course: aCourse('disarmed'), fittings: [ended, aFitting()] });
  const later = (at + 2) as typeof at;
  const closed = evolveJourney(journey, {
    subjectKind: 'journey',
    subject,
    type: 'journey-closed',
    body: { at: later },
  });
  assert.deepEqual(
    closed.fittings.map(({ until }) => until),
    [ended.until, later],
  );
});

test('milestones and courses say the same, and no course is made of impossible milestones', () => {
  for (const state of states) {
    const course = aCourse(state);
    assert.deepEqual(courseOf(milestonesOf(course)), course);
  }
  const passed = fc.option(fc.constant(at), { nil: null });
  fc.assert(
    fc.property(
      fc.record({
        createdAt: fc.constant(at),
        sealedAt: passed,
        armedAt: passed,
        deadlineAt: passed,
        departedAt: passed,
        arrivedAt: passed,
        disarmedAt: passed,
        closedAt: passed,
      }),
      (drawn: Milestones) => {
        const milestones = { ...drawn }; // fast-check draws objects without a prototype
        const course = courseOf(milestones);
        if (course !== undefined) assert.deepEqual(milestonesOf(course), milestones);
        const { armedAt, disarmedAt, closedAt } = milestones;
        if (closedAt !== null && armedAt !== null && disarmedAt === null)
          assert.equal(course, undefined);
      },
    ),
  );
});

test('a reference has six signs without look-alikes, and is read as people type it', () => {
  const refs = Array.from({ length: 200 }, (_, seed) =>
    refOf(chanceOf(seed).bytes(REF_CHANCE_BYTES)),
  );
  for (const ref of refs) {
    assert.match(ref, /^[234679ACDEFGHJKMNPQRTWXYZ]{4}-[234679ACDEFGHJKMNPQRTWXYZ]{2}$/);
    assert.equal(parseRef(` ${ref.toLowerCase().replace('-', '')}`), ref);
  }
  assert.equal(new Set(refs).size, refs.length);
  assert.equal(parseRef('7QF2-9'), undefined);
  assert.equal(parseRef('7QF2-9O'), undefined);
  assert.throws(() => refOf(new Uint8Array(32).fill(255)), RangeError);
});
