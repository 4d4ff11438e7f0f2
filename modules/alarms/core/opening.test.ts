// An allowed stop that closes: it excuses a truck while it is open, and a stop there counts from when it closes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexRoute, type Opening, type Route } from '@lakiri/corridors';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  aStraightRoute,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  TWENTY,
  told,
  underway,
} from '../testing.ts';
import { evaluateDeadline } from './deadline.ts';

const EAT = 180;
const hours = (opens: number, closes: number): Opening => ({
  ...{ opensMin: opens * 60, closesMin: closes * 60, utcOffsetMin: EAT },
});
const routeOf = (over: Partial<Route>) => indexRoute({ ...aStraightRoute, ...over });
const openAt = (open: Opening) =>
  routeOf({ allowedStops: aStraightRoute.allowedStops.map((stop) => ({ ...stop, open })) });

// The day's limit is thirty minutes, the night's fifteen, and a stop that grows is told again after two hours.
for (const [say, open, start, minutes, longStops] of [
  ['while it is open', hours(6, 22), NINE, [0, 30, 60], 0],
  ['before it opens', hours(12, 22), NINE, [0, 10, 29], 0],
  ['too long before it opens', hours(12, 22), NINE, [0, 10, 31], 1],
  ['less than the limit before it opens', hours(9.25, 22), NINE, [0, 10, 40, 90], 0],
  ['not too long after it closed', hours(6, 20.5), TWENTY, [0, 20, 44], 0],
  ['too long after it closed', hours(6, 20.5), TWENTY, [0, 20, 46], 1],
  ['over midnight', hours(18, 6), TWENTY, [0, 60, 120, 300], 0],
  ['closed over midnight', hours(6, 18), TWENTY, [0, 10, 16], 1],
] as const)
  test(`in a stop that is open by hours: ${say}: ${longStops} alarms`, () => {
    const still = minutes.map((min) =>
      told({ min, ...besideRoad(37, 300), speedKmh: 0 }, start as Instant),
    );
    const { raised } = follow(still, { route: openAt(open) });
    const kinds = raised.filter(({ kind }) => kind === 'long-stop');
    assert.equal(kinds.length, longStops, JSON.stringify(kinds));
  });

test('time alone finds it out too, and not before', () => {
  const route = openAt(hours(6, 20.5));
  const still = told({ min: 0, ...besideRoad(37, 300), speedKmh: 0 }, TWENTY);
  const { seal, watch } = follow([still], { route });
  const at = (min: number): Instant => addMs(TWENTY, min * MINUTE_MS);
  const judged = (min: number) =>
    evaluateDeadline({
      ...{ seal, watch, route, rules: defaultRules, journey: underway, now: at(min) },
    }).raised.filter(({ kind }) => kind === 'long-stop');
  assert.deepEqual(judged(44), []);
  assert.deepEqual(
    judged(46).map(({ occurredAt }) => occurredAt),
    [at(45)],
  );
});

// At 36.5° the road has come 55.6 km.
for (const [say, widths, northM, alarms] of [
  ['within the width of the rest', [], 400, 0],
  ['beyond it', [], 600, 1],
  ['in a wide stretch', [{ fromKm: 50, toKm: 60, bufferM: 1_000 }], 600, 0],
  ['beyond a narrow one', [{ fromKm: 50, toKm: 60, bufferM: 100 }], 400, 1],
  ['where another is narrow', [{ fromKm: 60, toKm: 70, bufferM: 100 }], 400, 0],
] as const)
  test(`a corridor is as wide as its stretch says: ${say}: ${alarms} alarms`, () => {
    const route = routeOf({ widths });
    const readings = [0, 1, 2].map((min) => told({ min, ...besideRoad(36.5 + min / 1e3, northM) }));
    const { raised } = follow(readings, { route });
    const off = raised.filter(({ kind }) => kind === 'off-route');
    assert.equal(off.length, alarms);
    const said = off[0]?.why.find(({ code }) => code === 'off-route');
    if (said?.code === 'off-route') assert.equal(said.params.bufferM, widths[0]?.bufferM ?? 500);
  });
