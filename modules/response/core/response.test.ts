import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexRoute } from '@lakiri/corridors';
import { shippedRoute } from '@lakiri/corridors/testing';
import { addMs, type Decision, type Id, type Instant, MINUTE_MS } from '@lakiri/kit';
import { evolveCall, evolveNotification, logCall, notifyPartner } from './contact.ts';
import {
  type Dispatch,
  type DispatchState,
  evolveDispatch,
  isOut,
  nextDispatchStates,
  REPORT_PHOTOS_MAX,
  type Send,
  type Step,
  sendUnit,
  stepDispatch,
} from './dispatch.ts';
import { nearestUnits, reckon, type Speeds } from './nearest.ts';
import { mediaOf } from './photo.ts';
import {
  answerForUnit,
  evolveUnit,
  placeUnit,
  registerUnit,
  retireUnit,
  reviseUnit,
  type Unit,
} from './unit.ts';

const now = 1_790_000_000_000 as Instant;
const id = <Noun extends string>(end: string): Id<Noun> =>
  `01900000-0000-7000-8000-${end.padStart(12, '0')}` as Id<Noun>;
const codeOf = (decision: Decision<unknown, { code: string }>): string =>
  decision.accepted ? 'accepted' : decision.refusal.code;

const unit: Unit = {
  ...{ id: id('a1'), name: 'Voi 1', areaKm: 80, languages: ['sw'], person: null },
  base: { name: 'Voi', lat: -3.39, lon: 38.56 },
  ...{ phoneSha256: null, place: null, retiredAt: null },
};
const retired = { ...unit, retiredAt: now };
const { id: _, place: __, retiredAt: ___, ...sheet } = unit;
const placed = { lat: -3, lon: 38, at: now, source: 'phone' } as const;

for (const [say, decision, code] of [
  [
    'a unit under a name that is taken',
    registerUnit({ id: unit.id, sheet, at: now, isNameTaken: true }),
    'unit-name-taken',
  ],
  ['a unit', registerUnit({ id: unit.id, sheet, at: now, isNameTaken: false }), 'accepted'],
  [
    'nobody said anew',
    reviseUnit({ unit: undefined, sheet, at: now, isNameTaken: false }),
    'no-such-unit',
  ],
  [
    'one retired said anew',
    reviseUnit({ unit: retired, sheet, at: now, isNameTaken: false }),
    'unit-retired',
  ],
  [
    'said anew under a taken name',
    reviseUnit({ unit, sheet, at: now, isNameTaken: true }),
    'unit-name-taken',
  ],
  ['said anew', reviseUnit({ unit, sheet, at: now, isNameTaken: false }), 'accepted'],
  ['nobody placed', placeUnit({ unit: undefined, place: placed, at: now }), 'no-such-unit'],
  ['one retired placed', placeUnit({ unit: retired, place: placed, at: now }), 'unit-retired'],
  [
    'placed tomorrow',
    placeUnit({ unit, place: { ...placed, at: addMs(now, 1) }, at: now }),
    'claim-in-future',
  ],
  [
    'placed as before',
    placeUnit({ unit: { ...unit, place: placed }, place: placed, at: now }),
    'place-older',
  ],
  ['placed', placeUnit({ unit, place: placed, at: now }), 'accepted'],
  [
    'nobody answered for',
    answerForUnit({ unit: undefined, at: now, person: id('e1') }),
    'no-such-unit',
  ],
  [
    'one retired answered for',
    answerForUnit({ unit: retired, at: now, person: id('e1') }),
    'unit-retired',
  ],
  ['answered for', answerForUnit({ unit, at: now, person: id('e1') }), 'accepted'],
  ['nobody retired', retireUnit({ unit: undefined, at: now, dispatch: undefined }), 'no-such-unit'],
  ['retired twice', retireUnit({ unit: retired, at: now, dispatch: undefined }), 'unit-retired'],
  ['retired while out', retireUnit({ unit, at: now, dispatch: id('d1') }), 'unit-busy'],
  ['retired', retireUnit({ unit, at: now, dispatch: undefined }), 'accepted'],
] as const)
  test(`${say}: ${code}`, () => assert.equal(codeOf(decision), code));

test('a unit is what its facts say', () => {
  const made = registerUnit({ id: unit.id, sheet, at: now, isNameTaken: false });
  const moved = placeUnit({ unit, place: placed, at: now });
  const gone = retireUnit({ unit, at: now, dispatch: undefined });
  assert.ok(made.accepted && moved.accepted && gone.accepted);
  const state = [...made.facts, ...moved.facts, ...gone.facts].reduce<Unit | undefined>(
    evolveUnit,
    undefined,
  );
  assert.deepEqual(state, { ...unit, place: placed, retiredAt: now });
});

test('who takes a unit over changes nothing else of it', () => {
  const taken = answerForUnit({ unit: { ...unit, place: placed }, at: now, person: id('e1') });
  assert.ok(taken.accepted);
  const after = taken.facts.reduce<Unit>(evolveUnit, { ...unit, place: placed });
  assert.deepEqual(after, { ...unit, place: placed, person: id('e1') });
});

const about = { id: id<'Case'>('c1'), journey: id<'Journey'>('b1'), isOpen: true };
const by = id<'Person'>('e1');
const sending: Send = {
  ...{ id: id('d1'), by, at: now, unit: undefined, busy: id('d9') },
  ...{ case: undefined, reckoned: null },
};
let asked = sending;
for (const [mend, code] of [
  [{}, 'no-such-case'],
  [{ case: { ...about, isOpen: false } }, 'case-over'],
  [{ case: about }, 'no-such-unit'],
  [{ unit: retired }, 'unit-retired'],
  [{ unit }, 'unit-busy'],
  [{ busy: undefined }, 'accepted'],
] as const) {
  asked = { ...asked, ...mend };
  const mended = asked;
  test(`send: ${code}`, () => assert.equal(codeOf(sendUnit(mended)), code));
}

const dispatchIn = (state: DispatchState): Dispatch => ({
  ...{ id: id('d1'), unit: unit.id, case: about.id, journey: about.journey, by, reckoned: null },
  ...{ state, sentAt: now, seenAt: null, answeredAt: null, onSiteAt: null, report: null },
  releasedAt: null,
});
const found = { act: 'report', finding: 'all-in-order', photos: [], missing: undefined } as const;
const STEPS: readonly (readonly [Step, DispatchState])[] = [
  [{ act: 'see' }, 'seen'],
  [{ act: 'accept' }, 'accepted'],
  [{ act: 'decline', reasonSha256: 'aa' }, 'declined'],
  [{ act: 'arrive' }, 'on-site'],
  [{ ...found, textSha256: 'aa' }, 'reported'],
  [{ act: 'release' }, 'released'],
];
test('a dispatch goes only where the table of its states says', () => {
  for (const state of Object.keys(nextDispatchStates) as DispatchState[]) {
    const dispatch = dispatchIn(state);
    const reached = STEPS.flatMap(([step, to]) => {
      const decision = stepDispatch({ dispatch, step, by, at: now, now });
      if (!decision.accepted) {
        assert.equal(decision.refusal.code, 'dispatch-not-so-far');
        return [];
      }
      const after = decision.facts.reduce<Dispatch>(evolveDispatch, dispatch);
      assert.equal(after.state, to);
      assert.equal(isOut(after), to !== 'declined' && to !== 'released');
      return [to];
    });
    assert.deepEqual(reached.toSorted(), [...nextDispatchStates[state]].toSorted(), state);
  }
});

const many = Array.from({ length: REPORT_PHOTOS_MAX + 1 }, () => 'aa');
for (const [state, step, code] of [
  ['sent', { act: 'decline', reasonSha256: null }, 'reason-needed'],
  ['on-site', { ...found, textSha256: null }, 'report-empty'],
  ['on-site', { ...found, textSha256: 'aa', photos: many }, 'too-many-photos'],
  ['on-site', { ...found, textSha256: 'aa', photos: ['bb'], missing: 'bb' }, 'no-such-photo'],
] as const)
  test(`${step.act}: ${code}`, () =>
    assert.equal(
      codeOf(stepDispatch({ dispatch: dispatchIn(state), step, by, at: now, now })),
      code,
    ));
// Told by a phone later than it was done: never from the future, in the order in which it was done.
const arrivedAt = addMs(now, 10 * MINUTE_MS);
for (const [say, at, code] of [
  ['a second ahead of us', addMs(arrivedAt, 1_000), 'claim-in-future'],
  ['at once', arrivedAt, 'accepted'],
  ['when it was done', addMs(now, MINUTE_MS), 'accepted'],
  ['by a clock that is a little slow', addMs(now, -2 * MINUTE_MS), 'accepted'],
  ['before it was sent', addMs(now, -2 * MINUTE_MS - 1), 'claim-before-last-act'],
] as const)
  test(`a step claimed ${say}: ${code}`, () => {
    const dispatch = dispatchIn('accepted');
    const decision = stepDispatch({ dispatch, step: { act: 'arrive' }, by, at, now: arrivedAt });
    assert.equal(codeOf(decision), code);
    if (!decision.accepted) return;
    const after = decision.facts.reduce<Dispatch>(evolveDispatch, dispatch);
    assert.equal(after.onSiteAt, Math.max(at, dispatch.sentAt));
  });

test('nobody sent', () =>
  assert.equal(
    codeOf(stepDispatch({ dispatch: undefined, step: { act: 'see' }, by, at: now, now })),
    'no-such-dispatch',
  ));

const call = {
  ...{ id: id<'Call'>('f1'), by, at: now, now },
  whom: 'driver',
  result: 'busy',
  ...{ numberSha256: null, noteSha256: null },
} as const;
const told = {
  ...{ id: id<'Notification'>('f2'), by, at: now, now },
  whom: 'police',
  means: 'radio',
  ...{ whoSha256: 'aa', noteSha256: null },
} as const;
for (const [say, decision, code] of [
  ['a call about nothing', logCall({ ...call, case: undefined }), 'no-such-case'],
  [
    'a call about a case that is over',
    logCall({ ...call, case: { ...about, isOpen: false } }),
    'case-over',
  ],
  ['a call of tomorrow', logCall({ ...call, case: about, at: addMs(now, 1) }), 'claim-in-future'],
  ['a call', logCall({ ...call, case: about }), 'accepted'],
  ['nobody told', notifyPartner({ ...told, case: about, whoSha256: null }), 'who-missing'],
  [
    'a partner told of a case that is over',
    notifyPartner({ ...told, case: { ...about, isOpen: false } }),
    'case-over',
  ],
  ['a partner told', notifyPartner({ ...told, case: about }), 'accepted'],
] as const)
  test(`${say}: ${code}`, () => assert.equal(codeOf(decision), code));

test('a call and a word to a partner are what their facts say, once', () => {
  const [logged, noted] = [
    logCall({ ...call, case: about }),
    notifyPartner({ ...told, case: about }),
  ];
  assert.ok(logged.accepted && noted.accepted);
  const [one] = logged.facts;
  const [other] = noted.facts;
  assert.ok(one?.subjectKind === 'call' && other?.subjectKind === 'notification');
  const { now: _now, ...rest } = call;
  const state = evolveCall(undefined, one);
  assert.deepEqual(state, { ...rest, case: about.id, journey: about.journey });
  assert.throws(() => evolveCall(state, one));
  assert.throws(() => evolveNotification(evolveNotification(undefined, other), other));
});

const route = indexRoute(shippedRoute('mombasa-malaba'));
const speeds: Speeds = {
  ...{ roadKmh: 60, crowKmh: 40, crowFactor: 1.4, nearRoadM: 5_000, placeAgeMin: 60 },
};
const { from, to } = route.route;
test('by the road where a route leads from the unit to the truck, else as the crow flies, and it says which', () => {
  const way = reckon(from, { target: to, routes: [route], speeds });
  assert.equal(way.basis, 'road');
  assert.ok(Math.abs(way.km - route.route.km) < 5, `${way.km} km`);
  assert.equal(way.minutes, Math.ceil(way.minutes));
  assert.equal(reckon(from, { target: to, routes: [], speeds }).basis, 'crow');
  const far = { lat: 3, lon: 41 };
  assert.equal(reckon(far, { target: to, routes: [route], speeds }).basis, 'crow');
});

test('the soonest comes first; one whose place is old is taken to be at its base; none that is retired', () => {
  const at = (minutes: number): Instant => addMs(now, -minutes * MINUTE_MS);
  const near = {
    ...unit,
    id: id<'Unit'>('a2'),
    name: 'Near',
    place: { ...placed, ...from, at: at(5) },
  };
  const old = {
    ...unit,
    id: id<'Unit'>('a3'),
    name: 'Old',
    place: { ...placed, ...from, at: at(61) },
  };
  const found = nearestUnits({
    ...{ units: [old, near, retired], target: from, routes: [route], speeds },
    now,
  });
  assert.deepEqual(
    found.map(({ unit: { name }, placeAt, inArea }) => [name, placeAt, inArea]),
    [
      ['Near', at(5), false],
      ['Old', null, false],
    ],
  );
});

for (const [media, bytes] of [
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]],
  [undefined, [0x47, 0x49, 0x46, 0x38]],
  [undefined, [0xff, 0xd8]],
  [undefined, []],
] as const)
  test(`bytes that begin ${bytes.slice(0, 4)} are ${media ?? 'no photograph'}`, () => {
    assert.equal(mediaOf(Uint8Array.from(bytes)), media);
  });
