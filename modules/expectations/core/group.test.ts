import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { type GroupSeen, judgeGroups, DEFAULT_GROUP_RULE as rule } from './group.ts';
import { evolveIncident, type Incident, type IncidentId } from './incident.ts';

const now = 1_000_000 as Instant;
const maker = (seals: number, late: number): GroupSeen => ({
  kind: 'maker',
  key: 'Jointech',
  name: 'Jointech',
  seals,
  late,
  lastAt: 500_000 as Instant,
});
const feed = (late: number): GroupSeen => ({ ...maker(1, late), kind: 'feed', key: 'f1' });
const open: Incident = {
  id: 'i1' as IncidentId,
  kind: 'maker',
  key: 'Jointech',
  name: 'Jointech',
  seals: 200,
  late: 200,
  since: now,
  openedAt: now,
  endedAt: null,
};
const rows: readonly (readonly [string, GroupSeen[], Incident[], string[]])[] = [
  ['one of 200', [maker(200, 1)], [], []],
  ['half', [maker(200, 100)], [], []],
  ['just not enough', [maker(200, 179)], [], []],
  ['nine in ten', [maker(200, 180)], [], ['incident-opened']],
  ['all', [maker(200, 200)], [], ['incident-opened']],
  ['all, but told already', [maker(200, 200)], [open], []],
  ['all of four are no group', [maker(4, 4)], [], []],
  ['all of five are', [maker(5, 5)], [], ['incident-opened']],
  ['no armed seal', [maker(0, 0)], [], []],
  ['a feed is one', [feed(1)], [], ['incident-opened']],
  ['a feed that speaks', [feed(0)], [], []],
  ['most are still away', [maker(200, 101)], [open], []],
  ['half are back', [maker(200, 100)], [open], ['incident-ended']],
  ['nobody is armed any more', [], [open], ['incident-ended']],
  [
    'another maker is lost beside',
    [maker(9, 9)],
    [{ ...open, key: 'Omni' }],
    ['incident-opened', 'incident-ended'],
  ],
];
for (const [name, seen, before, types] of rows)
  test(name, () => {
    const events = judgeGroups({ seen, open: before, rule, now, newId: () => 'i2' as IncidentId });
    assert.deepEqual(
      events.map(({ type }) => type),
      types,
    );
  });

test('an incident is what its facts say', () => {
  const newId = () => 'i2' as IncidentId;
  const [opened] = judgeGroups({ seen: [maker(9, 9)], open: [], rule, now, newId });
  assert.ok(opened !== undefined);
  const incident = evolveIncident(undefined, opened);
  assert.deepEqual([incident.seals, incident.since, incident.endedAt], [9, 500_000, null]);
  const later = 2_000_000 as Instant;
  const [ended] = judgeGroups({ seen: [], open: [incident], rule, now: later, newId });
  assert.ok(ended !== undefined);
  assert.equal(evolveIncident(incident, ended).endedAt, later);
  assert.throws(() => evolveIncident(undefined, ended));
});
