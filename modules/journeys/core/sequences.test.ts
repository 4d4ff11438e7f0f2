// Any people doing anything in any order: what comes out is always a possible world.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedRoute } from '@lakiri/corridors/testing';
import { addMs, type Decision, type Id, type Instant, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { evolveSeal, journeyOf, type Live, NOTHING_HEARD, type Seal } from '@lakiri/seals';
import { aSeal } from '@lakiri/seals/testing';
import fc from 'fast-check';
import { aJourney, JOURNEY_CREATED_AT } from '../testing.ts';
import { arm } from './arm.ts';
import { arrive } from './arrive.ts';
import { close } from './close.ts';
import { depart } from './depart.ts';
import { disarm } from './disarm.ts';
import type { JourneyEvents, JourneyRefusal } from './events.ts';
import { evolveJourney } from './evolve.ts';
import { isWatched, type Journey, milestonesOf, nextStates, sealsOn } from './journey.ts';
import { seal } from './seal.ts';

const route = shippedRoute('mombasa-malaba');
const number = (end: number): string => `01900000-0000-7000-8000-${String(end).padStart(12, '0')}`;

type World = { readonly journeys: readonly Journey[]; readonly seals: readonly Seal[] };
type Act = 'seal' | 'arm' | 'depart' | 'arrive' | 'disarm' | 'close' | 'reading';
type Move = {
  readonly act: Act | 'next';
  readonly journey: number;
  readonly seal: number;
  readonly where: 'from' | 'to' | 'sea';
  readonly open: boolean;
  readonly reason: string | null;
  readonly minutes: number;
  readonly claimedMinutes: number;
};

const wild = fc.record({
  act: fc.constantFrom(
    ...(['seal', 'arm', 'depart', 'arrive', 'disarm', 'close', 'reading'] as const),
  ),
  journey: fc.integer({ min: 0, max: 1 }),
  seal: fc.integer({ min: 0, max: 2 }),
  where: fc.constantFrom(...(['from', 'from', 'to', 'sea'] as const)),
  open: fc.boolean(),
  reason: fc.constantFrom(null, 'Axle broken'),
  minutes: fc.integer({ min: 0, max: 20 }),
  claimedMinutes: fc.constantFrom(0, -1, 5, 30),
});
/** What an officer would do next, so that the wild moves also fall upon journeys far on their way. */
const orderly = fc.record({
  act: fc.constant('next' as const),
  journey: fc.integer({ min: 0, max: 1 }),
  seal: fc.integer({ min: 0, max: 2 }),
  where: fc.constant('from' as const),
  open: fc.constant(false),
  reason: fc.constant('Seen at the gate'),
  minutes: fc.integer({ min: 0, max: 20 }),
  claimedMinutes: fc.constant(0),
});
const moves = fc.array(fc.oneof(wild, { weight: 2, arbitrary: orderly }), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
});

const NEXT = {
  created: 'seal',
  sealed: 'arm',
  armed: 'depart',
  'in-transit': 'arrive',
  arrived: 'disarm',
  disarmed: 'close',
  closed: 'reading',
} as const;

const begun = (): World => ({
  journeys: [1, 2].map((end) => aJourney({ id: number(end) as Id<'Journey'> })),
  seals: [11, 12, 13].map((end) => aSeal({ id: number(end) as Id<'Seal'> })),
});

function decide(world: World, move: Move, now: Instant): Decision<JourneyEvents, JourneyRefusal> {
  const journey = world.journeys[move.journey] as Journey;
  const at = addMs(now, -move.claimedMinutes * MINUTE_MS);
  const on = sealsOn(journey);
  const seals = world.seals.filter(({ id }) => on.includes(id));
  const asked = { journey, at, now, seals, route, reasonSha256: move.reason };
  switch (move.act === 'next' ? NEXT[journey.course.state] : move.act) {
    case 'seal':
      return seal({ ...asked, seal: world.seals[move.seal] as Seal, mechanicalSeal: null });
    case 'arm':
      return arm(asked);
    case 'depart':
      return depart({ ...asked, hours: [] });
    case 'arrive':
      return arrive(asked);
    case 'disarm':
      return disarm(asked);
    case 'close':
      return close(asked);
    case 'reading':
      return { accepted: true, facts: [] };
  }
}

const places = { from: route.from, to: route.to, sea: { lat: -5, lon: 42 } };

/** The seal speaks; what its fold makes of readings is tested with the seals. */
function told(seal: Seal, { where, open }: Move, now: Instant): Seal {
  const { lat, lon } = places[where];
  const live: Live = {
    ...NOTHING_HEARD,
    occurredAt: now,
    receivedAt: now,
    place: { lat, lon, at: now, speedKmh: 0, courseDeg: null },
    bits: { ...NO_BITS, motorLocked: !open },
  };
  return { ...seal, live };
}

function apply(world: World, facts: readonly JourneyEvents[]): World {
  let { journeys, seals } = world;
  for (const fact of facts)
    if (fact.subjectKind === 'journey')
      journeys = journeys.map((it) => (it.id === fact.subject ? evolveJourney(it, fact) : it));
    else seals = seals.map((it) => (it.id === fact.subject ? evolveSeal(it, fact) : it));
  return { journeys, seals };
}

function assertPossible(world: World): void {
  for (const journey of world.journeys) {
    const passed = Object.values({ ...milestonesOf(journey.course), deadlineAt: null });
    const times = passed.filter((at) => at !== null);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
      'milestones lie in order',
    );
    const seals = world.seals.filter(({ id }) => sealsOn(journey).includes(id));
    for (const seal of seals) {
      assert.equal(journeyOf(seal), journey.id);
      assert.equal(seal.custody.phase === 'armed', isWatched(journey.course));
    }
    if (journey.course.state === 'closed') assert.deepEqual(seals, []);
  }
  for (const { id, custody } of world.seals) {
    const open = world.journeys.flatMap(({ fittings }) =>
      fittings.filter((fitting) => fitting.seal === id && fitting.until === null),
    );
    assert.equal(open.length, custody.phase === 'free' ? 0 : 1, 'one open fitting, or none');
  }
}

test('no sequence of commands reaches an impossible state, nor puts a seal into two open fittings', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(moves, (sequence) => {
      let world = begun();
      let now = JOURNEY_CREATED_AT;
      for (const move of sequence) {
        now = addMs(now, move.minutes * MINUTE_MS);
        world = {
          ...world,
          seals: world.seals.map((it, at) =>
            at === move.seal || move.act !== 'reading' ? told(it, move, now) : it,
          ),
        };
        const before = world;
        const decision = decide(world, move, now);
        if (decision.accepted) world = apply(world, decision.facts);
        assertPossible(world);
        for (const [at, { course }] of world.journeys.entries()) {
          reached.add(course.state);
          const was = before.journeys[at]?.course.state ?? 'created';
          const next: readonly string[] = nextStates[was];
          assert.ok(
            course.state === was || next.includes(course.state),
            `${was} → ${course.state}`,
          );
        }
      }
    }),
    { numRuns: 300 },
  );
  // Without this the property could pass by every command being refused.
  assert.deepEqual([...reached].sort(), Object.keys(nextStates).sort());
});
