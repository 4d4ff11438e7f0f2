import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedRoute } from '@lakiri/corridors/testing';
import {
  addMs,
  type Decision,
  HOUR_MS,
  type Id,
  type Instant,
  MINUTE_MS,
  NO_BITS,
} from '@lakiri/kit';
import { type Live, NOTHING_HEARD, type Seal } from '@lakiri/seals';
import { aJourney as anotherJourney, aSeal } from '@lakiri/seals/testing';
import { aCourse, aFitting, aJourney, JOURNEY_CREATED_AT } from '../testing.ts';
import { type Arm, arm } from './arm.ts';
import { type Arrive, arrive } from './arrive.ts';
import { batteryNeededPct } from './battery.ts';
import { type Close, close } from './close.ts';
import { type Create, create } from './create.ts';
import { type Depart, depart } from './depart.ts';
import { type Disarm, disarm } from './disarm.ts';
import type { JourneyEvents, JourneyRefusal } from './events.ts';
import type { Journey, JourneyState } from './journey.ts';
import { refOf } from './ref.ts';
import { SEALS_PER_JOURNEY_MAX, type SealJourney, seal } from './seal.ts';
import { PLACE_AGE_MS_MAX } from './whereabouts.ts';

const now = addMs(JOURNEY_CREATED_AT, HOUR_MS);
const tomorrow = addMs(now, 24 * HOUR_MS);
const yesterday = addMs(now, -24 * HOUR_MS);
const route = shippedRoute('mombasa-malaba');
const journey = aJourney().id;

const inState = (state: JourneyState): Journey =>
  aJourney({ course: aCourse(state), fittings: [aFitting()] });

const onTruck = (custody: Seal['custody']['phase'], live: Partial<Live> = {}): Seal =>
  aSeal({
    custody:
      custody === 'free'
        ? { phase: 'free' }
        : { phase: custody, journey, armedAt: now, disarmedAt: now },
    live: { ...NOTHING_HEARD, ...live },
  });

const at = (place: { lat: number; lon: number }, when: Instant = now): Live['place'] => ({
  lat: place.lat,
  lon: place.lon,
  at: when,
  speedKmh: 0,
  courseDeg: null,
});
const openSea = { lat: -5, lon: 42 };
const heard = { receivedAt: now, occurredAt: now };
const locked = { ...heard, bits: { ...NO_BITS, motorLocked: true, ropeInserted: true } };

type Row<Asked> = readonly [mend: Partial<Asked>, refused: JourneyRefusal['code'] | undefined];

/** Each row mends what the one above was refused for; the last one is accepted. */
function table<Asked>(
  command: (asked: Asked) => Decision<JourneyEvents, JourneyRefusal>,
  broken: Asked,
  rows: readonly Row<Asked>[],
): void {
  let asked = broken;
  for (const [mend, refused] of rows) {
    asked = { ...asked, ...mend };
    const mended = asked;
    test(`${command.name}: ${refused ?? 'accepted'}`, () => {
      const decision = command(mended);
      assert.equal(decision.accepted ? undefined : decision.refusal.code, refused);
    });
  }
}

const factsOf = (decision: Decision<JourneyEvents, JourneyRefusal>): readonly JourneyEvents[] => {
  assert.ok(decision.accepted, JSON.stringify(decision));
  return decision.facts;
};

const creating: Create = {
  id: journey,
  ref: refOf(new Uint8Array(32)),
  route: undefined,
  routeVersionNow: undefined,
  haulage: undefined,
  cargo: 'Tea',
  at: tomorrow,
  now,
};
table(create, creating, [
  [{}, 'no-such-route'],
  [{ route }, 'no-such-route'],
  [{ routeVersionNow: 2 }, 'route-not-current'],
  [{ routeVersionNow: 1 }, 'no-such-transporter'],
  [{ haulage: aJourney() }, 'claim-in-future'],
  [{ at: yesterday }, undefined],
]);

const manySeals = aJourney({
  fittings: Array.from({ length: SEALS_PER_JOURNEY_MAX }, () => aFitting()),
});
const sealing: SealJourney = {
  journey: { ...manySeals, course: aCourse('armed') },
  seal: aSeal({ custody: { phase: 'fitted', journey: anotherJourney } }),
  mechanicalSeal: 'KRA 0041772',
  at: tomorrow,
  now,
};
table(seal, sealing, [
  [{}, 'journey-past-sealing'],
  [{ journey: manySeals }, 'claim-in-future'],
  [{ at: yesterday }, 'claim-before-last-act'],
  [{ at: now }, 'seal-not-free'],
  [{ seal: aSeal() }, 'too-many-seals'],
  [{ journey: aJourney() }, undefined],
]);

const arming: Arm = {
  journey: inState('created'),
  seals: [onTruck('free')],
  route,
  at: tomorrow,
  now,
};
const stale = at(route.from, addMs(now, -PLACE_AGE_MS_MAX - 1));
const needed = Math.ceil(batteryNeededPct({ km: route.km, drainPctPerHour: 0.4 }));
table(arm, arming, [
  [{}, 'journey-not-sealed'],
  [{ journey: inState('sealed') }, 'claim-in-future'],
  [{ at: yesterday }, 'claim-before-last-act'],
  [{ at: now }, 'seal-not-fitted'],
  [{ seals: [onTruck('fitted')] }, 'seal-never-heard'],
  [
    { seals: [onTruck('fitted', { ...heard, bits: { ...NO_BITS, motorLocked: false } })] },
    'seal-not-locked',
  ],
  [{ seals: [onTruck('fitted', locked)] }, 'seal-place-unknown'],
  [{ seals: [onTruck('fitted', { ...locked, place: stale })] }, 'seal-place-unknown'],
  [{ seals: [onTruck('fitted', { ...locked, place: at(openSea) })] }, 'seal-not-at-station'],
  [{ seals: [onTruck('fitted', { ...locked, place: at(route.to) })] }, 'seal-not-at-station'],
  [
    { seals: [onTruck('fitted', { ...locked, place: at(route.from), batteryPct: needed - 1 })] },
    'battery-short',
  ],
  [
    { seals: [onTruck('fitted', { ...locked, place: at(route.from), batteryPct: needed })] },
    undefined,
  ],
]);

const departing: Depart = {
  journey: inState('sealed'),
  seals: [
    onTruck('armed', { latches: { ...NOTHING_HEARD.latches, cut: { is: 'set', since: now } } }),
  ],
  at: addMs(now, 9 * 24 * HOUR_MS),
  now,
  hours: [],
};
table(depart, departing, [
  [{}, 'journey-not-armed'],
  [{ journey: inState('armed') }, 'claim-in-future'],
  [{ now: departing.at, at: yesterday }, 'claim-before-last-act'],
  [{ at: departing.at }, 'seal-not-locked'],
  [{ seals: [onTruck('armed', { bits: { ...NO_BITS, ropeCut: true } })] }, 'seal-not-locked'],
  [{ seals: [onTruck('disarmed', locked)] }, 'deadline-passed'],
  [
    { hours: [{ from: addMs(now, -HOUR_MS), until: addMs(now, HOUR_MS), extraH: 300 }] },
    'seal-not-armed',
  ],
  [{ hours: [] }, 'deadline-passed'],
  [{ at: now }, 'seal-not-armed'],
  [{ seals: [onTruck('armed', locked)] }, undefined],
]);

const arriving: Arrive = {
  journey: inState('armed'),
  seals: [onTruck('armed', locked)],
  route,
  reasonSha256: null,
  at: tomorrow,
  now,
};
table(arrive, { ...arriving, seals: [onTruck('fitted', { ...locked, place: at(route.to) })] }, [
  [{ journey: inState('in-transit'), at: now }, 'seal-not-armed'],
]);
table(arrive, arriving, [
  [{}, 'journey-not-in-transit'],
  [{ journey: inState('in-transit') }, 'claim-in-future'],
  [{ at: yesterday }, 'claim-before-last-act'],
  [{ at: now }, 'not-at-destination'],
  [{ seals: [onTruck('armed', { ...locked, place: at(openSea) })] }, 'not-at-destination'],
  [{ seals: [onTruck('armed', { ...locked, place: at(route.to) })] }, undefined],
]);

const disarming: Disarm = {
  journey: inState('sealed'),
  seals: [onTruck('fitted')],
  reasonSha256: null,
  at: tomorrow,
  now,
};
table(disarm, disarming, [
  [{}, 'journey-not-armed'],
  [{ journey: inState('in-transit') }, 'claim-in-future'],
  [{ at: yesterday }, 'claim-before-last-act'],
  [{ at: now }, 'reason-needed'],
  [{ journey: inState('arrived') }, 'seal-not-armed'],
  [{ seals: [onTruck('armed')] }, undefined],
  [{ journey: inState('in-transit'), reasonSha256: 'a5' }, undefined],
]);

const closing: Close = {
  journey: inState('closed'),
  seals: [onTruck('armed')],
  at: tomorrow,
  now,
};
table(close, closing, [
  [{}, 'journey-closed'],
  [{ journey: inState('arrived') }, 'journey-still-armed'],
  [{ journey: inState('disarmed') }, 'claim-in-future'],
  [{ at: yesterday }, 'claim-before-last-act'],
  [{ at: now }, 'seal-still-armed'],
  [{ seals: [onTruck('disarmed')] }, undefined],
  [{ journey: inState('sealed'), seals: [onTruck('fitted')] }, undefined],
  [{ journey: inState('created'), seals: [] }, undefined],
]);

test('every command that changes what a reading of its seals means raises the version of each of them', () => {
  const two = (phase: Seal['custody']['phase'], live: Partial<Live> = locked): readonly Seal[] => [
    onTruck(phase, live),
    { ...onTruck(phase, live), id: '01900000-0000-7000-8000-000000000002' as Id<'Seal'> },
  ];
  const asked = { at: now, now };
  const place = at(route.from);
  const acts = [
    arm({
      ...asked,
      journey: inState('sealed'),
      route,
      seals: two('fitted', { ...locked, place }),
    }),
    depart({ ...asked, hours: [], journey: inState('armed'), seals: two('armed') }),
    arrive({
      ...asked,
      journey: inState('in-transit'),
      route,
      seals: two('armed'),
      reasonSha256: 'a5',
    }),
    disarm({ ...asked, journey: inState('arrived'), seals: two('armed'), reasonSha256: null }),
    close({ ...asked, journey: inState('disarmed'), seals: two('disarmed') }),
  ];
  for (const act of acts) {
    const subjects = factsOf(act).map(({ subjectKind }) => subjectKind);
    assert.deepEqual(subjects, ['journey', 'seal', 'seal']);
  }
});

test('a seal in doubt keeps the whole journey from being armed', () => {
  const here = onTruck('fitted', { ...locked, place: at(route.from) });
  const asked = { journey: inState('sealed'), seals: [here], route, at: now, now };
  const armed = arm({ ...asked, doubted: new Set([here.id]) });
  assert.ok(!armed.accepted);
  assert.deepEqual(armed.refusal, { code: 'seal-doubted', seal: here.id });
  assert.ok(arm({ ...asked, doubted: new Set() }).accepted);
});

test('one seal astray keeps the whole journey from being armed and from arriving', () => {
  const here = onTruck('fitted', { ...locked, place: at(route.from) });
  const astray = onTruck('fitted', { ...locked, place: at(openSea) });
  const armed = arm({ journey: inState('sealed'), seals: [here, astray], route, at: now, now });
  assert.equal(armed.accepted, false);
});

test('a reason for arriving is kept only when the seals speak against it', () => {
  const asked = { journey: inState('in-transit'), route, reasonSha256: 'a5', at: now, now };
  const reasons = [at(route.to), at(openSea), null].map((place) => {
    const [fact] = factsOf(arrive({ ...asked, seals: [onTruck('armed', { place })] }));
    assert.ok(fact?.type === 'journey-arrived');
    return fact.body.reasonSha256;
  });
  assert.deepEqual(reasons, [null, 'a5', 'a5']);
});

test('the battery of a refused seal is told beside what the way takes', () => {
  const place = at(route.from);
  const weak = onTruck('fitted', { ...locked, place, batteryPct: 12 });
  const refused = arm({ journey: inState('sealed'), seals: [weak], route, at: now, now });
  assert.deepEqual(refused, {
    accepted: false,
    refusal: { code: 'battery-short', seal: weak.id, batteryPct: 12, neededPct: needed },
  });
  // 859.6 km at 14 km/h are 61.4 h; 0.4 % an hour of them is 24.6 %; 10 % stays.
  assert.equal(needed, 35);
});

test('a seal that tells no battery is not held back', () => {
  const seals = [onTruck('fitted', { ...locked, place: at(route.from), batteryPct: null })];
  assert.ok(arm({ journey: inState('sealed'), seals, route, at: now, now }).accepted);
});

test('the route’s time runs from arming', () => {
  const seals = [onTruck('fitted', { ...locked, place: at(route.from) })];
  const [fact] = factsOf(arm({ journey: inState('sealed'), seals, route, at: now, now }));
  assert.ok(fact?.type === 'journey-armed');
  assert.equal(fact.body.deadlineAt, now + route.timeLimitH * 60 * MINUTE_MS);
});
