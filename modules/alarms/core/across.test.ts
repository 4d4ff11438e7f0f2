// What only several seals together tell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  aRouteIndex,
  besideRoad,
  defaultRules,
  follow,
  NINE,
  type Told,
  told,
  underway,
} from '../testing.ts';
import { evaluateDeadline } from './deadline.ts';
import type { Kind } from './kind.ts';
import type { Across } from './rules/across.ts';
import type { Watch } from './watch.ts';

const at = (min: number): Instant => addMs(NINE, min * MINUTE_MS);
const apart = (min: number, apartM: number, seal = 'B'): Across => ({
  apart: { seal, apartM, at: at(min) },
  cluster: null,
});
const alone: Across = { apart: null, cluster: null };

type Look = { readonly min: number; readonly across?: Across };

function looks(readings: readonly Told[], all: readonly Look[]): readonly Kind[] {
  const begun = follow(readings.map((one) => told(one)));
  let watch: Watch | null = begun.watch;
  const kinds: Kind[] = [];
  for (const { min, across } of all) {
    const now = at(min);
    const live = { ...begun.seal.live, receivedAt: now };
    const judged = evaluateDeadline({
      seal: { ...begun.seal, live },
      journey: underway,
      route: aRouteIndex,
      watch,
      rules: defaultRules,
      now,
      across,
    });
    watch = judged.watch;
    kinds.push(...judged.raised.map(({ kind }) => kind));
  }
  return kinds;
}
const moving: readonly Told[] = [{ min: 0, ...besideRoad(36.5) }];
const split = (...pairs: readonly (readonly [min: number, across: Across])[]) =>
  looks(
    moving,
    pairs.map(([min, across]) => ({ min, across })),
  );

for (const [name, pairs, alarms] of [
  [
    'apart for three minutes',
    [
      [0, apart(0, 400)],
      [3, apart(3, 900)],
    ],
    1,
  ],
  [
    'near miss: two minutes',
    [
      [0, apart(0, 400)],
      [2, apart(2, 900)],
    ],
    0,
  ],
  [
    'near miss: 300 m is one truck and its trailer on a bend',
    [
      [0, apart(0, 300)],
      [9, apart(9, 300)],
    ],
    0,
  ],
  [
    'near miss: together again between',
    [
      [0, apart(0, 400)],
      [2, apart(2, 50)],
      [4, apart(4, 400)],
    ],
    0,
  ],
  [
    'further and further: once',
    [
      [0, apart(0, 400)],
      [3, apart(3, 900)],
      [9, apart(9, 9_000)],
    ],
    1,
  ],
  [
    'together, and apart again',
    [
      [0, apart(0, 400)],
      [3, apart(3, 900)],
      [5, apart(5, 50)],
      [7, apart(7, 400)],
      [10, apart(10, 800)],
    ],
    2,
  ],
  [
    'another seal each time is not one seal for three minutes',
    [
      [0, apart(0, 400, 'B')],
      [3, apart(3, 400, 'C')],
    ],
    0,
  ],
  [
    'nobody to compare with any more',
    [
      [0, apart(0, 400)],
      [2, alone],
      [4, apart(4, 400)],
    ],
    0,
  ],
] as const)
  test(`tractor-trailer-split: ${name}`, () => {
    const kinds = split(...pairs);
    assert.equal(kinds.filter((kind) => kind === 'tractor-trailer-split').length, alarms);
  });

test('a look at which nobody compared changes nothing', () => {
  const kinds = looks(moving, [
    { min: 0, across: apart(0, 400) },
    { min: 2 },
    { min: 4, across: apart(4, 400) },
  ]);
  assert.deepEqual(kinds, ['tractor-trailer-split']);
});

const stands: readonly Told[] = [{ min: 0, ...besideRoad(36.5), speedKmh: 0 }];
const together = (trucks: number): Across => ({
  apart: null,
  cluster: { trucks, since: at(0), ...besideRoad(36.5) },
});
for (const [name, readings, all, alarms] of [
  ['five trucks', stands, [[16, together(5)]], 1],
  ['near miss: four trucks', stands, [[16, together(4)]], 0],
  ['near miss: it drives on', moving, [[16, together(5)]], 0],
  [
    'told once for one stop',
    stands,
    [
      [16, together(5)],
      [18, together(7)],
      [20, alone],
      [22, together(9)],
    ],
    1,
  ],
] as const)
  test(`stop-cluster: ${name}`, () => {
    const kinds = looks(
      readings,
      all.map(([min, across]) => ({ min, across })),
    );
    assert.equal(kinds.filter((kind) => kind === 'stop-cluster').length, alarms);
  });

test('a truck that drives off and stands again may be one of a cluster again', () => {
  const { watch } = follow(
    [...stands, { min: 20, ...besideRoad(36.6) }].map((one) => told(one)),
    {
      watch: { ...(follow(stands.map((one) => told(one))).watch as Watch) },
    },
  );
  assert.equal(watch?.memory, undefined);
});
