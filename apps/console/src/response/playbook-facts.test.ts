import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from '@lakiri/kit';
import { aCase } from '../monitor/testing.ts';
import { playbookFacts } from './playbook-facts.ts';

const nothing = { calls: [], dispatches: [], notified: [], resealedAt: null };
const by = { id: 'p', name: 'W. Achieng' };
const AT = '2026-02-04T05:30:00.000Z';
const at = parseInstant(AT);

test('a case that nobody has touched', () => {
  const facts = playbookFacts(aCase({}), nothing, 'KRA');
  assert.deepEqual(facts, {
    ...{ ackDueAt: at, acknowledgedAt: null, ...nothing, secondAskedAt: null },
    ...{ needsSecond: true, inOwnTerritory: null },
  });
});

for (const [jurisdiction, own, expected] of [
  ['KRA', 'KRA', true],
  ['URA', 'KRA', false],
  [null, 'KRA', null],
  ['URA', undefined, null],
] as const)
  test(`a case of ${jurisdiction} in a centre of ${own}`, () =>
    assert.equal(playbookFacts(aCase({ jurisdiction }), nothing, own).inOwnTerritory, expected));

test('the second person is asked by who proposes to close it, or was by who did', () => {
  const closing = { by, at: AT, outcome: 'true', cause: 'theft', note: '', evidence: [] } as const;
  assert.equal(playbookFacts(aCase({ proposed: closing }), nothing, 'KRA').secondAskedAt, at);
  const outcome = { ...closing, by: 'B', proposedBy: 'A' };
  assert.equal(playbookFacts(aCase({ outcome }), nothing, 'KRA').secondAskedAt, at);
  const alone = { ...outcome, proposedBy: null };
  assert.equal(playbookFacts(aCase({ outcome: alone }), nothing, 'KRA').secondAskedAt, null);
});

test('times are read, and a report is as good as its photographs', () => {
  const facts = playbookFacts(
    aCase({ acknowledged: { by, at: AT } }),
    {
      ...nothing,
      calls: [
        { id: 'c', at: AT, by: null, whom: 'driver', result: 'busy', number: null, note: null },
      ],
      dispatches: [
        {
          ...{ id: 'd', unit: { id: 'u', name: 'Voi 1', phone: null }, by: null, reckoned: null },
          ...{ state: 'reported', sentAt: AT, seenAt: null, answeredAt: null, onSiteAt: AT },
          ...{ releasedAt: null, declined: null },
          report: { finding: 'all-in-order', text: null, photos: ['a', 'b'], at: AT },
        },
      ],
    },
    'KRA',
  );
  assert.equal(facts.acknowledgedAt, at);
  assert.deepEqual(facts.calls, [{ at, whom: 'driver', result: 'busy' }]);
  assert.deepEqual(facts.dispatches[0], {
    ...{ state: 'reported', sentAt: at, onSiteAt: at },
    report: { at, finding: 'all-in-order', photos: 2 },
  });
});
