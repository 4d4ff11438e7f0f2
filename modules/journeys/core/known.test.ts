import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { followedFittings, journeyAsKnown, type Recorded } from './known.ts';

const at = (ms: number): Instant => ms as Instant;
const says = (recordedAt: number, type: string, body: object): Recorded =>
  ({ recordedAt: at(recordedAt), event: { subject: 'j', type, body } }) as unknown as Recorded;

const FACTS = [
  says(100, 'journey-created', { ref: '7QF2-93', routeId: 'r', routeVersion: 1, at: 90 }),
  says(200, 'journey-sealed', { seal: 'a', number: 'ELK-1', mechanicalSeal: null, at: 190 }),
  says(300, 'journey-armed', { at: 290, deadlineAt: 9_000 }),
  // Written down long after it was done.
  says(900, 'journey-departed', { at: 310 }),
];

for (const { knownAt, is } of [
  { knownAt: 99, is: undefined },
  { knownAt: 100, is: ['created', 1, 0] },
  { knownAt: 299, is: ['sealed', 2, 1] },
  { knownAt: 310, is: ['armed', 3, 1] },
  { knownAt: 899, is: ['armed', 3, 1] },
  { knownAt: 900, is: ['in-transit', 4, 1] },
])
  test(`at ${knownAt} the centre knew a journey as ${is?.join(', ') ?? 'nothing'}`, () => {
    const known = journeyAsKnown(FACTS, at(knownAt));
    const seen = known && [known.state.course.state, known.version, known.state.fittings.length];
    assert.deepEqual(seen, is);
  });

for (const { name, fittings, is } of [
  { name: 'no seal', fittings: [], is: [] },
  { name: 'two seals at once: the first', fittings: [['a'], ['b']], is: ['a'] },
  {
    name: 'replaced twice on the road, another beside it',
    fittings: [['a'], ['x'], ['b', 'a'], ['c', 'b']],
    is: ['a', 'b', 'c'],
  },
  {
    name: 'a circle ends',
    fittings: [
      ['a', 'b'],
      ['b', 'a'],
    ],
    is: ['a', 'b'],
  },
])
  test(`the track follows: ${name}`, () => {
    const all = fittings.map(([seal, replaces]) => ({ seal, replaces: replaces ?? null }));
    assert.deepEqual(
      followedFittings(all as never).map(({ seal }) => seal),
      is,
    );
  });
