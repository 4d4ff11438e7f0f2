import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExceptionKind } from '@lakiri/journeys';
import type { ExceptionRule } from '../api/response-contract.ts';
import { bodyOf, type Filled, faultsIn, NOTHING_FILLED } from './exception-body.ts';

const rule = (kind: ExceptionKind, over: Partial<ExceptionRule> = {}): ExceptionRule => ({
  ...{ kind, may: true, stopMin: null, needsNote: false },
  ...over,
});
const filled = (over: Partial<Filled>): Filled => ({ ...NOTHING_FILLED, ...over });
const stop = { default: 60, max: 120 };

for (const [say, over, of, faults] of [
  ['nothing', {}, undefined, ['kind']],
  ['a breakdown', { kind: 'breakdown' }, rule('breakdown', { stopMin: stop }), []],
  [
    'too long a stop',
    { kind: 'breakdown', stopMin: '121' },
    rule('breakdown', { stopMin: stop }),
    ['stopMin'],
  ],
  [
    'half a minute',
    { kind: 'breakdown', stopMin: '0.5' },
    rule('breakdown', { stopMin: stop }),
    ['stopMin'],
  ],
  [
    'a theft without a word',
    { kind: 'theft', note: ' ' },
    rule('theft', { needsNote: true }),
    ['note'],
  ],
  [
    'a reseal of nothing',
    { kind: 'reseal' },
    rule('reseal', { needsNote: true }),
    ['old', 'seal', 'oldPhotoSha256', 'newPhotoSha256', 'note'],
  ],
  ['a convoy with nobody', { kind: 'convoy' }, rule('convoy'), ['with']],
] as const)
  test(`faults of ${say}`, () => {
    assert.deepEqual(faultsIn(filled(over), of), faults);
  });

for (const [over, body] of [
  [
    { kind: 'breakdown', part: 'axle', stopMin: '45' },
    { what: { kind: 'breakdown', part: 'axle' }, stopMin: 45 },
  ],
  [
    { kind: 'transload', plate: ' KDB 1A ', order: '' },
    { what: { kind: 'transload', plate: 'KDB 1A', trailer: null, order: null } },
  ],
  [
    { kind: 'route-change', route: 'mombasa-malaba@2', note: 'flood' },
    { what: { kind: 'route-change', routeId: 'mombasa-malaba', routeVersion: 2 }, note: 'flood' },
  ],
  [
    { kind: 'reseal', old: 'a', seal: 'b', oldPhotoSha256: 'c', newPhotoSha256: 'd' },
    {
      what: {
        ...{ kind: 'reseal', old: 'a', seal: 'b', mechanicalSeal: null },
        ...{ oldPhotoSha256: 'c', newPhotoSha256: 'd' },
      },
    },
  ],
] as const)
  test(`the body of ${over.kind}`, () => {
    assert.deepEqual(bodyOf(filled(over)), body);
  });
