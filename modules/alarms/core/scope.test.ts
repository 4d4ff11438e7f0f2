import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Instant } from '@lakiri/kit';
import {
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  type Told,
  told,
} from '../testing.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './default-rules.ts';
import { inForce, type Rules, rulesOf } from './rule.ts';
import { isWithinHours, type Override, type Scope, scopedBook } from './scope.ts';

const HERE = besideRoad(36.5);
const AT_HERE: Scope = { place: { name: 'here', ...HERE, radiusM: 2_000 } };
const ON_ROUTE: Scope = { route: aRouteIndex.route.id };
const BY_DAY: Scope = { hours: { fromH: 6, untilH: 19, utcOffsetMin: 180 } };
const OF_MODEL: Scope = { model: 'JT701D' };

function over(name: string, scope: Scope, dayMin: number, more: Partial<Override> = {}): Override {
  return {
    kind: 'long-stop',
    name,
    scope,
    params: { dayMin },
    severity: null,
    effectiveFrom: 0 as Instant,
    until: null,
    basis: 'configuration',
    source: 'test',
    ...more,
  };
}

const rulesWith = (...overrides: readonly Override[]): Rules =>
  rulesOf(DEFAULT_RULES, { overrides, fences: [], administrations: DEFAULT_ADMINISTRATIONS });

const model = over('model', OF_MODEL, 41);
const hours = over('hours', BY_DAY, 42);
const hoursAndModel = over('hours and model', { ...BY_DAY, ...OF_MODEL }, 43);
const route = over('route', ON_ROUTE, 44);
const routeAndRest = over('route and rest', { ...ON_ROUTE, ...BY_DAY, ...OF_MODEL }, 45);
const place = over('place', AT_HERE, 46);
const placeAndRoute = over('place and route', { ...AT_HERE, ...ON_ROUTE }, 47);

/** Each row has one more than the one above it, and that one wins. */
const order = [model, hours, hoursAndModel, route, routeAndRest, place, placeAndRoute];
const FIXED = { route: aRouteIndex.route.id, model: 'JT701D' };

for (const [n, wins] of order.entries())
  test(`the most specific wins: ${wins.name}`, () => {
    // In whatever order they are written down.
    for (const all of [order.slice(0, n + 1), order.slice(0, n + 1).reverse()]) {
      const book = scopedBook(inForce(rulesWith(...all), NINE), FIXED, NINE, HERE);
      assert.equal(book['long-stop'].params.dayMin, 41 + n);
      assert.equal(book['long-stop'].override, wins.name);
      assert.equal(book['long-stop'].params.nightMin, 15, 'what it does not name stays');
      assert.equal(book.silent.override, undefined, 'of another kind it says nothing');
    }
  });

test('alike in scope the one that took force last wins, then the first by name', () => {
  const later = over('a later one', ON_ROUTE, 50, { effectiveFrom: 1 as Instant });
  const rules = rulesWith(route, later, over('another', ON_ROUTE, 51));
  assert.equal(
    scopedBook(inForce(rules, NINE), FIXED, NINE, HERE)['long-stop'].override,
    'a later one',
  );
  const two = rulesWith(over('b', ON_ROUTE, 52), over('a', ON_ROUTE, 53));
  assert.equal(scopedBook(inForce(two, NINE), FIXED, NINE, HERE)['long-stop'].override, 'a');
});

test('out of its scope an override is nothing', () => {
  const rows = [
    [model, { ...FIXED, model: 'JT600' }, NINE, HERE],
    [route, { ...FIXED, route: 'another' }, NINE, HERE],
    [route, { ...FIXED, route: null }, NINE, HERE],
    [hours, FIXED, NINE + 12 * HOUR_MS, HERE],
    [place, FIXED, NINE, besideRoad(36.6)],
    [place, FIXED, NINE, null],
    [over('ended', ON_ROUTE, 60, { until: NINE }), FIXED, NINE, HERE],
    [over('to come', ON_ROUTE, 60, { effectiveFrom: (NINE + 1) as Instant }), FIXED, NINE, HERE],
  ] as const;
  for (const [one, fixed, at, where] of rows) {
    const from = inForce(rulesWith(one), at as Instant);
    const book = scopedBook(from, fixed, at as Instant, where);
    assert.equal(book['long-stop'].override, undefined, one.name);
  }
});

test('a rulebook is made once for a seal, not for each reading', () => {
  const from = inForce(rulesWith(route, place, hours), NINE);
  const first = scopedBook(from, FIXED, NINE, HERE);
  assert.equal(scopedBook(from, FIXED, (NINE + 1) as Instant, HERE), first);
  const plain = inForce(defaultRules, NINE);
  assert.equal(scopedBook(plain, FIXED, NINE, HERE), plain.book, 'the very book without overrides');
});

test('an alarm names the version and the override that fired it, and whose territory it is in', () => {
  const stop = (min: number): Told => ({ min, ...HERE, speedKmh: 0 });
  const rules = rulesWith(over('shorter', ON_ROUTE, 10, { severity: 2 }));
  const [alarm] = follow(
    [0, 11].map((min) => told(stop(min))),
    { rules },
  ).alarms;
  assert.deepEqual(alarm?.rule, { kind: 'long-stop', version: 1, override: 'shorter' });
  assert.equal(alarm?.severity, 2);
  assert.equal(alarm?.jurisdiction, 'KRA');
  const [plain] = follow([0, 31].map((min) => told(stop(min)))).alarms;
  assert.deepEqual(plain?.rule, { kind: 'long-stop', version: 1 });
});

test('hours are local, and go over midnight', () => {
  const nairobi = (hour: number): Instant =>
    (Date.UTC(2023, 10, 14) + (hour - 3) * HOUR_MS) as Instant;
  const night = { fromH: 19, untilH: 6, utcOffsetMin: 180 };
  for (const [hour, within] of [
    [18.99, false],
    [19, true],
    [23.5, true],
    [0, true],
    [5.99, true],
    [6, false],
  ] as const)
    assert.equal(isWithinHours(nairobi(hour), night), within, String(hour));
  assert.equal(isWithinHours(nairobi(12), { fromH: 6, untilH: 19, utcOffsetMin: 180 }), true);
});
