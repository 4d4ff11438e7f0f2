import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BODY_BYTES_MAX, RECORDS_MAX } from '@lakiri/feeds';
import fc from 'fast-check';
import { GROUP_MESSAGES_MAX, HELD_BYTES_MAX, HELD_MESSAGES_MAX, Inbox } from './inbox.ts';

const inboxOf = (weights: readonly (readonly [bytes: number, records: number])[]) => {
  const inbox = new Inbox<{ at: number; bytes: number; records: number }>();
  for (const [at, [bytes, records]] of weights.entries()) inbox.put({ at, bytes, records });
  return inbox;
};
const small = (count: number) => Array.from({ length: count }, () => [100, 1] as const);

const rows = [
  { say: 'none', weights: [], group: 0, full: false },
  { say: 'one', weights: small(1), group: 1, full: false },
  {
    say: 'many small ones',
    weights: small(HELD_MESSAGES_MAX),
    group: GROUP_MESSAGES_MAX,
    full: true,
  },
  {
    say: 'the longest alone',
    weights: [
      [BODY_BYTES_MAX, 1],
      [1, 1],
    ],
    group: 1,
    full: false,
  },
  { say: 'longer than anything may be', weights: [[HELD_BYTES_MAX, 1]], group: 1, full: true },
  {
    say: 'records of one batch',
    weights: [
      [1, RECORDS_MAX - 1],
      [1, 1],
      [1, 1],
    ],
    group: 2,
    full: false,
  },
  {
    say: 'a batch too large',
    weights: [
      [1, RECORDS_MAX + 1],
      [1, 1],
    ],
    group: 1,
    full: false,
  },
] as const;
for (const { say, weights, group, full } of rows)
  test(`in one group: ${say}`, () => {
    const inbox = inboxOf(weights);
    assert.deepEqual([inbox.group().length, inbox.isFull], [group, full]);
  });

test('every message is in one group, in order, and nothing stays', () => {
  const weight = fc.tuple(
    fc.integer({ min: 0, max: 5_000_000 }),
    fc.integer({ min: 0, max: 1_500 }),
  );
  fc.assert(
    fc.property(fc.array(weight, { maxLength: 500 }), (weights) => {
      const inbox = inboxOf(weights);
      const seen: number[] = [];
      for (let group = inbox.group(); group.length > 0; group = inbox.group()) {
        seen.push(...group.map(({ at }) => at));
        inbox.drop(group.length);
      }
      assert.deepEqual(seen, [...weights.keys()]);
      assert.ok(!inbox.isFull);
    }),
  );
});

test('who waits is woken by a message, and by whoever stops', async () => {
  const inbox = new Inbox<{ bytes: number; records: number }>();
  const first = inbox.arrival();
  inbox.put({ bytes: 1, records: 1 });
  await first;
  inbox.drop(1);
  const second = inbox.arrival();
  inbox.wake();
  await second;
  assert.deepEqual(inbox.group(), []);
});

test('who reads waits while there is no room', () => {
  const inbox = inboxOf(small(HELD_MESSAGES_MAX - 1));
  const read: string[] = [];
  inbox.whenRoom(() => read.push('a'));
  inbox.put({ at: 0, bytes: 100, records: 1 });
  inbox.whenRoom(() => read.push('b'));
  assert.deepEqual(read, ['a']);
  inbox.drop(1);
  inbox.drop(1);
  assert.deepEqual(read, ['a', 'b']);
});
