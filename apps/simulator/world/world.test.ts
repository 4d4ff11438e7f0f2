import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceM, locate, placeAt } from '@lakiri/corridors';
import { addMs, chanceOf, type Instant, isoOf, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import fc from 'fast-check';
import type { Deed } from '../device/obedience.ts';
import { type Measurement, WHOLE } from '../measurement.ts';
import { NOON } from '../testing/measured.ts';
import { aPlan, hoursAfter, indexOf } from '../testing/planned.ts';
import { CALM, nextByChance } from './incident.ts';
import { type Said, Truck, type TruckPlan } from './truck.ts';
import { tick, worldOf } from './world.ts';

const measured = (said: readonly Said[]): readonly Measurement[] =>
  said.flatMap((one) => (one.kind === 'measured' ? [one.measurement] : []));
const lived = (changes: Partial<TruckPlan>, hours: number): readonly Measurement[] =>
  measured(new Truck(aPlan(changes)).advance(hoursAfter(hours)));

const busy = Object.fromEntries(Object.entries(CALM).map(([kind, rate]) => [kind, rate * 40]));

test('the same seed gives the same world, however often it is asked', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.integer({ min: 1, max: 50 * MINUTE_MS }), { maxLength: 30 }),
      (seed, steps) => {
        const plans = [
          aPlan({ seed, rates: busy }),
          aPlan({ seed: seed + 1, truck: 1, rates: busy }),
        ];
        const script = [{ truck: 1, atS: 600, kind: 'cut' as const }];
        const options = { plans, startAt: NOON, script };
        const [at, end] = [worldOf(options), hoursAfter(6)];
        const whole = tick(at, end);
        const asked = worldOf(options);
        const pieces: Said[][] = [[], []];
        let now: Instant = NOON;
        for (const step of [...steps, Number.POSITIVE_INFINITY]) {
          now = Math.min(end, now + step) as Instant;
          for (const [truck, said] of tick(asked, now).entries()) pieces[truck]?.push(...said);
        }
        assert.deepEqual(pieces, whole);
        assert.deepEqual(asked.ledger, at.ledger);
      },
    ),
    { numRuns: 25 },
  );
});

test('another seed gives another world', () => {
  assert.notDeepEqual(lived({ seed: 1 }, 5), lived({ seed: 2 }, 5));
});

for (const route of ['mombasa-kigali', 'dar-bujumbura', 'kampala-elegu', 'icdn-isebania'])
  test(`an honest truck from ${route.replace('-', ' to ')} stays on its route and arrives in time`, () => {
    for (const seed of [1, 2, 3]) {
      const index = indexOf(route);
      const truck = new Truck(aPlan({ seed, index }));
      const all = measured(truck.advance(hoursAfter(index.route.timeLimitH)));
      const last = all.at(-1);
      assert.ok(truck.hasArrived && last !== undefined);
      assert.equal(placeAt(index, last), index.route.to);
      let stoodSince: Measurement | undefined;
      for (const [at, one] of all.entries()) {
        const { offM } = locate(index, one);
        assert.ok(offM <= index.route.bufferM, `${offM} m off at ${isoOf(one.at)}`);
        assert.ok(one.speedKmh < 100);
        const before = all[at - 1] ?? one;
        const hours = (one.at - before.at) / 3_600_000;
        // Half a minute of noise may be at both ends.
        assert.ok(
          distanceM(before, one) / 1_000 <= 85 * hours + 0.05,
          `jumped at ${isoOf(one.at)}`,
        );
        assert.ok(one.at > before.at || at === 0);
        if (one.speedKmh > 5 || placeAt(index, one) !== undefined) stoodSince = undefined;
        else stoodSince ??= one;
        assert.ok(
          stoodSince === undefined || one.at - stoodSince.at < 14 * MINUTE_MS,
          `stood outside any place at ${isoOf(one.at)}`,
        );
      }
    }
  });

test('nights are slower than days', () => {
  const speeds = { day: [] as number[], night: [] as number[] };
  for (const seed of [1, 2, 3, 4])
    for (const { at, speedKmh } of lived({ seed }, 20)) {
      const hour = (new Date(at).getUTCHours() + 3) % 24;
      if (speedKmh > 30) speeds[hour >= 19 || hour < 6 ? 'night' : 'day'].push(speedKmh);
    }
  const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
  assert.ok(mean(speeds.night) < 0.9 * mean(speeds.day));
});

test('the past is told rarely, the present often, and between them is no gap', () => {
  const liveFrom = hoursAfter(5);
  const all = lived({ pace: { ...aPlan().pace, liveFrom } }, 6);
  const gaps = (from: Instant, until: Instant): number[] =>
    all.flatMap(({ at, speedKmh }, n) => {
      const next = all[n + 1];
      return next && at >= from && next.at <= until && speedKmh > 0 ? [next.at - at] : [];
    });
  assert.equal(Math.max(...gaps(NOON, addMs(liveFrom, -5 * MINUTE_MS))), 3 * MINUTE_MS);
  assert.equal(Math.max(...gaps(liveFrom, hoursAfter(6))), 20_000);
  assert.ok(all.some(({ at }) => Math.abs(at - liveFrom) <= 1_000));
});

test('chance comes as often as it is told to', () => {
  const chance = chanceOf(5);
  let hours = 0;
  const kinds = new Map<string, number>();
  for (let n = 0; n < 20_000; n++) {
    const next = nextByChance({ cut: 1, doubled: 3 }, 'JT701D', chance);
    assert.ok(next !== undefined);
    hours += next.inMs / 3_600_000;
    kinds.set(next.kind, (kinds.get(next.kind) ?? 0) + 1);
  }
  assert.ok(Math.abs(20_000 / hours - 4) < 0.1);
  assert.ok(Math.abs((kinds.get('doubled') ?? 0) / 20_000 - 0.75) < 0.02);
  assert.equal(nextByChance({ cut: 1 }, 'JT600', chance), undefined);
});

/** What a standing seal says from noon on, once it was told to do something. */
function obeying(deed: Deed, minutes: number): readonly Measurement[] {
  const truck = new Truck(aPlan({ departAt: hoursAfter(10) }));
  truck.advance(NOON);
  truck.obey(deed, addMs(NOON, SECOND_MS));
  return measured(truck.advance(addMs(NOON, minutes * MINUTE_MS)));
}

test('ordered open, its lock says so at once, then the rope is drawn, and all is shut again', () => {
  const all = obeying({ do: 'open', how: { type: 'unlock.remoteDynamic' } }, 30);
  const events = all.flatMap(({ event }) => event?.type ?? []);
  assert.deepEqual(events, ['unlock.remoteDynamic', 'rope.pulled', 'lock.auto']);
  assert.equal(all[0]?.at, addMs(NOON, SECOND_MS));
  assert.equal(all.find(({ event, body }) => event === null && !body.motorLocked)?.at, all[0]?.at);
  assert.deepEqual(all.at(-1)?.body, WHOLE);
});

test('a wrong password opens nothing and is told', () => {
  const how = { type: 'unlock.refusedPassword', wrongCount: 2 } as const;
  const all = obeying({ do: 'refuse', how }, 5);
  assert.deepEqual(all[0]?.event, how);
  assert.ok(all.every(({ body }) => body.motorLocked));
});

test('it says where it is when asked, and as often as it is told from then on', () => {
  const [asked] = obeying({ do: 'report' }, 1);
  assert.deepEqual([asked?.at, asked?.event], [addMs(NOON, SECOND_MS), null]);
  const often = obeying({ do: 'set-interval', everyS: 5 }, 1);
  assert.deepEqual(
    often.map(({ at }) => (at - NOON) / SECOND_MS),
    [1, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 56],
  );
});
