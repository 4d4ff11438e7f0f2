import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, HOUR_MS, type Instant } from '@lakiri/kit';
import fc from 'fast-check';
import { expectArrival, JOURNEYS_MIN, markLeft, type UnderWay } from './arrival.ts';

const NOW = 1_790_000_000_000 as Instant;
const hours = (...many: number[]): number[] => many.map((it) => it * HOUR_MS);
const ago = (h: number): Instant => addMs(NOW, -h * HOUR_MS);
const inHours = (at: Instant): number => (at - NOW) / HOUR_MS;

const truck = (over: Partial<UnderWay>): UnderWay => ({
  now: NOW,
  heardAt: NOW,
  kmLeft: 140,
  passedAt: ago(0),
  onwardMs: [],
  pace: { fastKmh: 14, middleKmh: 7, slowKmh: 5 },
  ...over,
});

const marks = [
  { km: 0, ofKm: 863, left: 87 },
  { km: 862.9, ofKm: 863, left: 1 },
  { km: 863, ofKm: 863, left: 0 },
  { km: 870, ofKm: 863, left: 0 },
  { km: 853, ofKm: 863, left: 1 },
  { km: 852.9, ofKm: 863, left: 2 },
];
for (const { km, ofKm, left } of marks)
  test(`at km ${km} of ${ofKm} there are ${left} marks to go`, () =>
    assert.equal(markLeft({ km, ofKm }), left));

const expected = [
  {
    name: 'ten journeys: the first tenth, the middle, the ninth',
    of: { onwardMs: hours(10, 3, 1, 2, 4, 5, 6, 7, 8, 9) },
    is: { hours: [1, 5, 9], basis: 'journeys', journeys: 10 },
  },
  {
    name: 'an hour after the mark an hour is taken off',
    of: { passedAt: ago(1), onwardMs: hours(2, 3, 4, 5, 6) },
    is: { hours: [1, 3, 5], basis: 'journeys', journeys: 5 },
  },
  {
    name: 'those that were faster than it has been already say nothing of it',
    of: { passedAt: ago(4), onwardMs: hours(1, 2, 3, 4, 10, 11, 12, 13, 14) },
    is: { hours: [6, 8, 10], basis: 'journeys', journeys: 5 },
  },
  {
    name: 'one journey too few: the usual pace',
    of: { onwardMs: hours(2, 3, 4, 5) },
    is: { hours: [10, 20, 28], basis: 'pace', journeys: 0 },
  },
  {
    name: 'it stands for longer than all others did: the usual pace from where it is',
    of: { passedAt: ago(30), onwardMs: hours(1, 2, 3, 4, 5, 6) },
    is: { hours: [10, 20, 28], basis: 'pace', journeys: 0 },
  },
  {
    name: 'no mark yet, heard two hours ago: the pace counts from then',
    of: { passedAt: null, heardAt: ago(2) },
    is: { hours: [8, 18, 26], basis: 'pace', journeys: 0 },
  },
  {
    name: 'silent for days it is not promised for yesterday',
    of: { passedAt: null, heardAt: ago(15) },
    is: { hours: [0, 5, 13], basis: 'pace', journeys: 0 },
  },
] as const;
for (const { name, of, is } of expected)
  test(name, () => {
    const { earliestAt, likelyAt, latestAt, basis, journeys } = expectArrival(truck(of));
    assert.deepEqual(
      { hours: [earliestAt, likelyAt, latestAt].map(inHours), basis, journeys },
      { ...is, hours: [...is.hours] },
    );
  });

test('no arrival lies before now, and its window is in order', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 40 }),
      fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 2_000 }),
      (took, since, heard, kmLeft) => {
        const { earliestAt, likelyAt, latestAt, basis, journeys } = expectArrival(
          truck({
            onwardMs: hours(...took),
            passedAt: since === null ? null : ago(since),
            heardAt: ago(heard),
            kmLeft,
          }),
        );
        assert.ok(NOW <= earliestAt && earliestAt <= likelyAt && likelyAt <= latestAt);
        assert.equal(basis === 'journeys', journeys >= JOURNEYS_MIN);
      },
    ),
  ));
