import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import {
  admit,
  IN_HAND_MAX,
  NOTES_PER_MINUTE_MAX,
  noted,
  RECORDS_PER_MINUTE_MAX,
  settled,
  UNUSED,
  type Use,
} from './admission.ts';

const noon = Date.UTC(2026, 10, 23, 12) as Instant;
const at = (s: number): Instant => (noon + s * 1_000) as Instant;
const asking = { records: 1_000, now: at(20), isFull: false };
const told = (records: number): Use => {
  let use = UNUSED;
  for (let left = records; left > 0; left -= 1_000) {
    const next = admit(use, { ...asking, records: Math.min(left, 1_000) });
    assert.ok(!('code' in next), `refused with ${left} left`);
    use = settled(next);
  }
  return use;
};
const heldBy = (batches: number): Use => ({ ...told(5_000), inHand: batches });

const rows = [
  { say: 'a fifth batch', use: heldBy(IN_HAND_MAX), code: 'too-many-requests', waitS: 2 },
  { say: 'a fourth batch', use: heldBy(IN_HAND_MAX - 1), code: undefined },
  {
    say: 'one record over those of a minute',
    use: told(RECORDS_PER_MINUTE_MAX - 999),
    code: 'too-many-requests',
    waitS: 40,
  },
  { say: 'the last records of a minute', use: told(RECORDS_PER_MINUTE_MAX - 1_000) },
  {
    say: 'the next minute',
    use: told(RECORDS_PER_MINUTE_MAX),
    over: { now: at(60) },
    code: undefined,
  },
  {
    say: 'the last moment of the minute',
    use: told(RECORDS_PER_MINUTE_MAX),
    over: { now: (at(60) - 1) as Instant },
    code: 'too-many-requests',
    waitS: 1,
  },
  { say: 'no room in the intake', use: UNUSED, over: { isFull: true }, code: 'busy', waitS: 2 },
];
for (const { say, use, over = {}, code, waitS } of rows)
  test(`${say}: ${code ?? 'taken'}`, () => {
    const answer = admit(use, { ...asking, ...over });
    assert.deepEqual(
      'code' in answer ? [answer.code, answer.waitS] : [],
      code ? [code, waitS] : [],
    );
    if (!('code' in answer)) assert.equal(answer.inHand, use.inHand + 1);
  });

test('what is refused is not counted, and a new minute forgets no batch in hand', () => {
  const use = heldBy(IN_HAND_MAX);
  assert.ok('code' in admit(use, asking));
  assert.ok('code' in admit(use, { ...asking, now: at(61) }));
  const next = admit(settled(use), { ...asking, now: at(61) });
  assert.deepEqual('code' in next ? next : [next.inHand, next.records], [IN_HAND_MAX, 1_000]);
});

test('refusals are noted thirty times a minute', () => {
  let use = UNUSED;
  for (let n = 0; n < NOTES_PER_MINUTE_MAX; n++) use = noted(use, at(1)) ?? assert.fail(`${n}`);
  assert.equal(noted(use, at(59)), undefined);
  assert.equal(noted(use, at(60))?.notes, 1);
});
