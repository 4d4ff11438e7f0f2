import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { aSeal, jt701d } from '../testing.ts';
import { evolveSeal } from './events.ts';
import { type Register, registerSeal } from './register.ts';
import { NOTHING_HEARD } from './seal.ts';

const { id, owner } = aSeal();
const at = 1_700_000_000_000 as Instant;
const plain: Register = {
  id,
  number: 'ELK-20417',
  wireId: '8000620011',
  owner,
  at,
  model: jt701d,
  ownerKnown: true,
  withNumber: undefined,
  withAddress: undefined,
};

// Each row mends what the one above it was refused for.
const rows = [
  {
    say: 'an owner nobody knows',
    over: { ownerKnown: false, model: undefined, withNumber: id, withAddress: id },
    refused: 'no-such-party',
  },
  {
    say: 'a model nobody knows',
    over: { model: undefined, withNumber: id, withAddress: id },
    refused: 'no-such-model',
  },
  {
    say: 'a number taken',
    over: { withNumber: id, withAddress: id },
    refused: 'seal-number-taken',
  },
  { say: 'an address taken', over: { withAddress: id }, refused: 'address-taken' },
  { say: 'nothing against it', over: {}, refused: undefined },
] as const;
for (const { say, over, refused } of rows) {
  test(`registering with ${say} is ${refused ?? 'accepted'}`, () => {
    const answer = registerSeal({ ...plain, ...over });
    assert.equal(answer.accepted ? undefined : answer.refusal.code, refused);
  });
}

test('a registered seal is free and has said nothing', () => {
  const answer = registerSeal(plain);
  assert.ok(answer.accepted);
  const [event] = answer.facts;
  assert.ok(event !== undefined);
  assert.deepEqual(evolveSeal(undefined, event), {
    id,
    number: 'ELK-20417',
    wireId: '8000620011',
    model: jt701d,
    owner,
    registeredAt: at,
    custody: { phase: 'free' },
    live: NOTHING_HEARD,
  });
});
