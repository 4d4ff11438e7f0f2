import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexRoute } from '@lakiri/corridors';
import { shippedRoute } from '@lakiri/corridors/testing';
import { addMs, type Decision, HOUR_MS, type Id, MINUTE_MS, NO_BITS } from '@lakiri/kit';
import { evolveSeal, type Live, NOTHING_HEARD, type Seal } from '@lakiri/seals';
import { aSeal } from '@lakiri/seals/testing';
import { aCourse, aFitting, aJourney, JOURNEY_CREATED_AT } from '../testing.ts';
import { type EndException, endException } from './end-exception.ts';
import type { JourneyEvents, JourneyRefusal } from './events.ts';
import { evolveJourney } from './evolve.ts';
import { type ExceptionRule, watchingOf } from './exception.ts';
import type { Journey, JourneyState } from './journey.ts';
import { type ReportException, reportException } from './report-exception.ts';
import { RESEAL_APART_M_MAX, type Reseal, reseal } from './reseal.ts';

const now = addMs(JOURNEY_CREATED_AT, HOUR_MS);
const id = <Noun extends string>(end: string): Id<Noun> =>
  `01900000-0000-7000-8000-${end.padStart(12, '0')}` as Id<Noun>;
const route = shippedRoute('mombasa-malaba');
const journeyId = aJourney().id;
const oldSeal = aSeal({
  id: id('1'),
  custody: { phase: 'armed', journey: journeyId, armedAt: now },
});
const inState = (state: JourneyState, over: Partial<Journey> = {}): Journey =>
  aJourney({ course: aCourse(state), fittings: [aFitting({ seal: oldSeal.id })], ...over });
const rule = (over: Partial<ExceptionRule> = {}): ExceptionRule => ({
  kind: 'breakdown',
  roles: ['supervisor'],
  stopMin: { default: 60, max: 120 },
  ...over,
});

type Row<Asked> = readonly [mend: Partial<Asked>, refused: JourneyRefusal['code'] | undefined];
/** Each row mends what the one above was refused for; the last one is accepted. */
function table<Asked>(
  say: string,
  command: (asked: Asked) => Decision<JourneyEvents, JourneyRefusal>,
  broken: Asked,
  rows: readonly Row<Asked>[],
): void {
  let asked = broken;
  for (const [mend, refused] of rows) {
    asked = { ...asked, ...mend };
    const mended = asked;
    test(`${say}: ${refused ?? 'accepted'}`, () => {
      const decision = command(mended);
      assert.equal(decision.accepted ? undefined : decision.refusal.code, refused);
    });
  }
}

function follow(journey: Journey, decision: Decision<JourneyEvents, JourneyRefusal>): Journey {
  assert.ok(decision.accepted, JSON.stringify(decision));
  return decision.facts.reduce(
    (state, fact) => (fact.subjectKind === 'journey' ? evolveJourney(state, fact) : state),
    journey,
  );
}

const reporting: ReportException = {
  id: id('e1'),
  by: id('b1'),
  journey: inState('sealed'),
  at: addMs(now, HOUR_MS),
  now,
  roles: ['officer'],
  rule: undefined,
  askedMin: 121,
  noteSha256: null,
  seals: [oldSeal],
  what: { kind: 'breakdown', part: 'axle' },
};
const full = Array.from({ length: 100 }, () => ({
  ...{ id: id<'Exception'>('ff'), at: now, until: null, endedAt: null, by: id<'Person'>('b1') },
  ...{ noteSha256: null, what: { kind: 'escort', by: 'police' } as const },
}));

table('report', reportException, reporting, [
  [{}, 'exception-not-yours'],
  [{ rule: rule() }, 'exception-not-yours'],
  [{ roles: ['supervisor'] }, 'journey-not-armed'],
  [{ journey: inState('in-transit', { exceptions: full }) }, 'claim-in-future'],
  [{ at: addMs(now, -2 * HOUR_MS) }, 'claim-before-last-act'],
  [{ at: now }, 'stop-too-long'],
  [{ askedMin: 120, what: { kind: 'theft', of: 'cargo' } }, 'reason-needed'],
  [{ noteSha256: 'aa' }, 'too-many-exceptions'],
  [{ journey: inState('in-transit') }, undefined],
]);

const sound: ReportException = {
  ...reporting,
  ...{ journey: inState('in-transit'), at: now, rule: rule(), roles: ['supervisor'] },
  ...{ askedMin: null, noteSha256: 'aa' },
};
const other = { ...route, version: 2, timeLimitH: route.timeLimitH + 100 };
table('another route', reportException, { ...sound, what: { kind: 'route-change' } as const }, [
  [{}, 'no-such-route'],
  [{ route: other, routeVersionNow: 3 }, 'route-not-current'],
  [{ route, routeVersionNow: 1 }, 'route-unchanged'],
  [{ route: other, routeVersionNow: 2 }, undefined],
]);
const { vehicle } = aJourney().truck;
const named = id<'Command'>('c1');
const load = (over: object) =>
  ({
    kind: 'transload',
    vehicle: id<'Vehicle'>('c9'),
    trailer: null,
    order: named,
    ...over,
  }) as const;
const orderedSeal: Seal = {
  ...oldSeal,
  order: { command: named, from: now, until: addMs(now, MINUTE_MS) },
};
table('transload', reportException, { ...sound, what: load({ vehicle }) }, [
  [{}, 'vehicle-unchanged'],
  [{ what: load({}) }, 'order-not-of-journey'],
  [{ seals: [orderedSeal] }, undefined],
]);
table('other kinds', reportException, sound, [
  [
    { what: { kind: 'driver-change', driver: aJourney().truck.driver ?? id('0') } },
    'driver-unchanged',
  ],
  [{ what: { kind: 'convoy', with: journeyId } }, 'no-such-companion'],
  [{ companion: inState('in-transit') }, 'no-such-companion'],
  [{ companion: inState('closed', { id: id('b7') }) }, 'no-such-companion'],
  [{ companion: inState('armed', { id: id('b7') }) }, undefined],
  [
    {
      journey: inState('armed', { fittings: [aFitting({ mechanicalSeal: 'M1' })] }),
      what: { kind: 'mechanical-seal', number: 'M1' },
    },
    'mechanical-seal-known',
  ],
  [{ what: { kind: 'mechanical-seal', number: 'M2' } }, undefined],
]);

test('a breakdown opens a stop with an end, which every seal is told; ending it ends the stop', () => {
  const decision = reportException({ ...sound, askedMin: 30 });
  const broken = follow(sound.journey, decision);
  const until = addMs(now, 30 * MINUTE_MS);
  assert.deepEqual(watchingOf(broken, oldSeal.id).allowed, [{ from: now, until }]);
  assert.ok(decision.accepted);
  const told = decision.facts.find(({ type }) => type === 'watching-changed');
  assert.deepEqual(told?.body, { journey: journeyId, watching: watchingOf(broken, oldSeal.id) });
  const later = addMs(now, 10 * MINUTE_MS);
  const ending: EndException = {
    ...{ journey: broken, at: later, now: later, exception: id('e1') },
    ...{ roles: ['supervisor'], rules: [rule()], seals: [oldSeal] },
  };
  const mended = follow(broken, endException(ending));
  assert.deepEqual(watchingOf(mended, oldSeal.id).allowed, [{ from: now, until: later }]);
});

table<EndException>(
  'end',
  endException,
  {
    journey: follow(sound.journey, reportException(sound)),
    ...{
      at: addMs(now, 2 * HOUR_MS),
      now,
      exception: id('e9'),
      roles: [],
      rules: [rule()],
      seals: [],
    },
  },
  [
    [{}, 'no-such-exception'],
    [{ exception: id('e1') }, 'exception-not-yours'],
    [{ roles: ['supervisor'] }, 'exception-over'],
    [{ at: addMs(now, MINUTE_MS) }, 'claim-in-future'],
    [{ at: addMs(now, -MINUTE_MS) }, 'claim-before-last-act'],
    [{ at: now }, undefined],
  ],
);

test('a transload lets its own order stand until its end, and no other', () => {
  const decision = reportException({ ...sound, what: load({}), seals: [orderedSeal] });
  assert.ok(decision.accepted);
  const stands = decision.facts.filter(({ type }) => type === 'opening-ordered');
  assert.deepEqual(
    stands.map(({ body }) => body),
    [{ command: named, from: now, until: addMs(now, HOUR_MS) }],
  );
  const loaded = follow(sound.journey, decision);
  assert.deepEqual(watchingOf(loaded, oldSeal.id).orders, [named]);
  assert.equal(loaded.truck.vehicle, id('c9'));
});

test('another route is judged from then on, with its own time; the old one stays on record', () => {
  const asked = {
    ...sound,
    what: { kind: 'route-change' } as const,
    route: other,
    routeVersionNow: 2,
  };
  const changed = follow(sound.journey, reportException(asked));
  assert.deepEqual(changed.route, { id: route.id, version: 2 });
  assert.equal(watchingOf(changed, oldSeal.id).routeVersion, 2);
  assert.equal(changed.course.state, 'in-transit');
});

const here = { lat: -3.39, lon: 38.56 };
const heard = (over: Partial<Live> = {}): Live => ({
  ...NOTHING_HEARD,
  ...{ receivedAt: now, occurredAt: now, batteryPct: 97 },
  bits: { ...NO_BITS, motorLocked: true, ropeInserted: true },
  place: { ...here, at: now, speedKmh: 0, courseDeg: null },
  ...over,
});
const cutSeal: Seal = {
  ...oldSeal,
  live: heard({
    bits: { ...NO_BITS, ropeCut: true },
    latches: { ...NOTHING_HEARD.latches, cut: { is: 'set', since: now } },
  }),
};
const fresh = aSeal({
  id: id('2'),
  number: 'ELK-2',
  custody: { phase: 'fitted', journey: id('b8') },
});
const resealing: Reseal = {
  ...reporting,
  ...{ journey: inState('sealed'), at: now, rule: rule({ kind: 'reseal', stopMin: null }) },
  ...{ askedMin: null, roles: ['supervisor'], old: undefined, seal: undefined },
  ...{
    doubted: new Set([fresh.id]),
    mechanicalSeal: null,
    oldPhotoSha256: null,
    newPhotoSha256: null,
  },
  ...{ route: indexRoute(route), watch: null },
};
const free = (live: Partial<Live>): Seal => ({
  ...fresh,
  custody: { phase: 'free' },
  live: heard(live),
});
const far = { lat: here.lat + (RESEAL_APART_M_MAX + 500) / 111_000, lon: here.lon };
table('reseal', reseal, resealing, [
  [{}, 'journey-not-armed'],
  [{ journey: inState('in-transit') }, 'reason-needed'],
  [{ noteSha256: 'aa' }, 'seal-not-on-journey'],
  [{ old: { ...cutSeal, id: id<'Seal'>('77') } }, 'seal-not-on-journey'],
  [{ old: cutSeal }, 'no-such-seal'],
  [{ seal: fresh }, 'photo-missing'],
  [{ oldPhotoSha256: 'a'.repeat(64), newPhotoSha256: 'b'.repeat(64) }, 'seal-not-free'],
  [{ seal: { ...fresh, custody: { phase: 'free' } } }, 'seal-doubted'],
  [{ doubted: new Set() }, 'seal-never-heard'],
  [{ seal: free({ bits: { ...NO_BITS, motorLocked: false } }) }, 'seal-not-locked'],
  [{ seal: free({ place: null }) }, 'seal-place-unknown'],
  [{ seal: free({ place: { ...far, at: now, speedKmh: 0, courseDeg: null } }) }, 'seals-apart'],
  [{ seal: free({ batteryPct: 10 }) }, 'battery-short'],
  [{ seal: free({}) }, undefined],
]);

test('a reseal leaves no gap: one fitting ends when the other begins, armed; the old tamper stays', () => {
  const newSeal = free({});
  const asked: Reseal = {
    ...{ ...resealing, journey: inState('in-transit'), noteSha256: 'aa', doubted: new Set() },
    ...{ old: cutSeal, seal: newSeal, oldPhotoSha256: 'a', newPhotoSha256: 'b', watch: { any: 1 } },
  };
  const decision = reseal(asked);
  const after = follow(asked.journey, decision);
  assert.deepEqual(
    after.fittings.map(({ seal, fittedAt, until, replaces }) => [seal, fittedAt, until, replaces]),
    [
      [cutSeal.id, after.fittings[0]?.fittedAt, now, null],
      [newSeal.id, now, null, cutSeal.id],
    ],
  );
  assert.ok(decision.accepted);
  const evolved = (seal: Seal): Seal =>
    decision.facts.reduce<Seal>(
      (state, fact) =>
        fact.subjectKind === 'seal' && fact.subject === seal.id ? evolveSeal(state, fact) : state,
      seal,
    );
  assert.deepEqual(evolved(newSeal).custody, { phase: 'armed', journey: journeyId, armedAt: now });
  assert.deepEqual(evolved(cutSeal).custody, { phase: 'free' });
  assert.equal(evolved(cutSeal).live.latches.cut.is, 'set');
  const taken = decision.facts.find(({ type }) => type === 'watch-taken-over');
  assert.deepEqual(taken?.body, { journey: journeyId, from: cutSeal.id, watch: { any: 1 } });
  const told = decision.facts.find(({ type }) => type === 'watching-changed');
  assert.equal(told?.subject, newSeal.id);
  const again = reseal({
    ...asked,
    journey: after,
    old: evolved(newSeal),
    seal: { ...cutSeal, custody: { phase: 'free' } },
  });
  assert.equal(again.accepted ? '' : again.refusal.code, 'seal-was-on-journey');
});

test('a theft is told by one seal of several, and by no other', () => {
  const other = { ...oldSeal, id: id<'Seal'>('3') };
  const decision = reportException({
    ...{ ...sound, what: { kind: 'theft', of: 'cargo' }, seals: [oldSeal, other] },
    journey: inState('in-transit', {
      fittings: [aFitting({ seal: oldSeal.id }), aFitting({ seal: other.id })],
    }),
    rule: rule({ kind: 'theft', stopMin: null }),
  });
  assert.ok(decision.accepted);
  const told = decision.facts.filter(({ type }) => type === 'watching-changed');
  assert.deepEqual(
    told.map(({ subject }) => subject),
    [oldSeal.id],
  );
});

const seen = (number: string) => ({ kind: 'seal-mismatch', seen: number }) as const;
const fitted = aFitting({ seal: oldSeal.id, number: 'ELK-1' });
const mismatch: ReportException = {
  ...sound,
  ...{ what: seen('ELK-1'), rule: undefined, noteSha256: null },
  journey: inState('in-transit', { fittings: [fitted] }),
};
table('another seal on the truck', reportException, mismatch, [
  [{}, 'exception-not-yours'],
  [{ rule: rule({ kind: 'seal-mismatch', stopMin: null }) }, 'reason-needed'],
  [{ noteSha256: 'aa' }, 'seal-matches'],
  [{ what: seen('ELK-2') }, undefined],
]);

test('what is reported of a truck is told by one of its seals', () => {
  const asked = { ...mismatch, noteSha256: 'aa' };
  const ofKind = (kind: 'seal-mismatch' | 'driver-report') => rule({ kind, stopMin: null });
  const told = { ...asked, what: seen('ELK-2'), rule: ofKind('seal-mismatch') };
  const said = {
    ...asked,
    what: { kind: 'driver-report', about: 'threat' } as const,
    rule: ofKind('driver-report'),
  };
  assert.deepEqual(watchingOf(follow(asked.journey, reportException(told)), oldSeal.id).reports, [
    { kind: 'seal-mismatch', at: now, seen: 'ELK-2' },
  ]);
  assert.deepEqual(watchingOf(follow(asked.journey, reportException(said)), oldSeal.id).reports, [
    { kind: 'driver-report', at: now },
  ]);
});

test('watching says the journey as it stands', () => {
  assert.deepEqual(watchingOf(inState('in-transit'), oldSeal.id), {
    ...{ underway: true, routeId: route.id, routeVersion: 1, allowed: [], orders: [], reports: [] },
  });
});
