import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { type CaseHappening, casesOpenThen } from './open-then.ts';

const happened = (recordedAt: number, type: string, caseId: string, severity = 3): CaseHappening =>
  ({ recordedAt, type, caseId, severity, kind: 'silent' }) as unknown as CaseHappening;

// In the order of the timeline, which is that of what is said to have happened: not that of recording.
const ALL = [
  happened(500, 'alarm-raised', 'late'),
  happened(100, 'alarm-raised', 'a'),
  happened(300, 'alarm-raised', 'a', 1),
  happened(150, 'alarm-raised', 'b', 2),
  happened(200, 'case-acknowledged', 'a'),
  happened(250, 'case-merged', 'b', 2),
  happened(400, 'case-closed', 'a'),
  happened(450, 'case-reopened', 'a'),
];

for (const { at, open } of [
  { at: 99, open: [] },
  { at: 100, open: ['a3'] },
  { at: 200, open: ['b2', 'a3'] },
  { at: 299, open: ['a3'] },
  { at: 300, open: ['a1'] },
  { at: 400, open: [] },
  { at: 450, open: ['a1'] },
  { at: 500, open: ['a1', 'late3'] },
])
  test(`at ${at} stood open: ${open.join(', ') || 'none'}`, () => {
    const seen = casesOpenThen(ALL, at as Instant).map(({ id, severity }) => `${id}${severity}`);
    assert.deepEqual(seen, open);
  });
