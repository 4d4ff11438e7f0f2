import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../api/contract.ts';
import { answered, type KeptItem } from '../outbox/item.ts';
import { stepsOf } from './steps.ts';

const NOW = 1_790_000_000_000;
const dispatch: Task['dispatch'] = {
  ...{ id: 'd1', unit: { id: 'u1', name: 'Voi 1' }, by: null, reckoned: null, state: 'sent' },
  ...{
    sentAt: '2026-02-04T05:00:00Z',
    seenAt: null,
    answeredAt: null,
    onSiteAt: null,
    report: null,
  },
};
const kept = (act: 'see' | 'accept'): KeptItem => ({
  ...{ id: act, by: 'okello', at: NOW, about: 'd1', label: '', doing: { act }, photos: [] },
  ...{ state: 'kept', sent: [], tries: 0, nextAt: 0 },
});
const received = answered(kept('accept'), { ok: true, sent: [] }, NOW);

for (const [say, state, items, shown] of [
  ['sent', 'sent', [], 'now todo todo todo todo'],
  ['seen on the phone', 'sent', [kept('see')], 'kept now todo todo todo'],
  ['two steps on the phone', 'sent', [kept('see'), kept('accept')], 'kept kept now todo todo'],
  ['received, and not yet told back', 'seen', [received], 'done done now todo todo'],
  ['accepted by radio', 'accepted', [], 'done done now todo todo'],
  ['reported', 'reported', [], 'done done done done now'],
  ['over', 'released', [], 'done done done done done'],
] as const)
  test(`steps: ${say}`, () => {
    const steps = stepsOf({ ...dispatch, state }, items);
    assert.equal(steps.map(({ status }) => status).join(' '), shown);
  });
