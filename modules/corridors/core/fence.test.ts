import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, DAY_MS, type Instant } from '@lakiri/kit';
import {
  evolveFence,
  FENCES_MAX,
  type Fence,
  type FenceEvents,
  type FenceId,
  type FenceVersion,
  forbiddenFences,
  type PublishFence,
  publishFence,
  withdrawFence,
} from './fence.ts';

const id = '01900000-0000-7000-8000-00000000f001' as FenceId;
const noon = Date.parse('2026-03-01T12:00:00Z') as Instant;
const later = addMs(noon, DAY_MS);
const fence: Fence = {
  name: 'Dump at Mlolongo',
  kind: 'forbidden',
  area: { is: 'circle', lat: -1.4, lon: 36.95, radiusM: 400 },
  source: 'Commissioner’s order 14 of 2026',
};
const standing: FenceVersion = { ...fence, version: 1, effectiveFrom: noon, isWithdrawn: false };
const wider: Fence = { ...fence, area: { ...fence.area, radiusM: 900 } as Fence['area'] };
const asked: PublishFence = {
  ...{ subject: id, fence, effectiveFrom: later, now: noon, last: undefined, fences: 0 },
};

for (const [say, over, refused] of [
  ['without a name', { fence: { ...fence, name: ' ' } }, 'fence-name'],
  ['on nobody’s word', { fence: { ...fence, source: '' } }, 'gazette-source'],
  ['of no size', { fence: { ...fence, area: { ...fence.area, radiusM: 0 } } }, 'fence-area'],
  ['beside a thousand others', { fences: FENCES_MAX }, 'too-many-fences'],
  ['that was withdrawn', { last: { ...standing, isWithdrawn: true } }, 'fence-withdrawn'],
  ['before its last version', { last: standing, effectiveFrom: noon }, 'not-after-last'],
  [
    'that comes before one that lies ahead',
    { last: { ...standing, effectiveFrom: addMs(later, 1) }, fence: wider },
    undefined,
  ],
  [
    'whose withdrawal lies ahead',
    { last: { ...standing, effectiveFrom: later, isWithdrawn: true }, fence: wider },
    undefined,
  ],
  ['that says the same', { last: standing }, 'unchanged'],
  ['that is wider', { last: standing, fence: wider }, undefined],
  ['that is new', {}, undefined],
] as const)
  test(`a fence ${say}: ${refused ?? 'accepted'}`, () => {
    const done = publishFence({ ...asked, ...over } as PublishFence);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

for (const [say, last, source, refused] of [
  ['of nobody', undefined, 'x', 'no-such-fence'],
  ['on nobody’s word', standing, ' ', 'gazette-source'],
  ['twice', { ...standing, isWithdrawn: true }, 'x', 'fence-withdrawn'],
  ['that stands', standing, 'x', undefined],
] as const)
  test(`a fence ${say} is withdrawn: ${refused ?? 'accepted'}`, () => {
    const done = withdrawFence({ subject: id, last, effectiveFrom: later, now: noon, source });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

const factsOf = (done: ReturnType<typeof publishFence>): readonly FenceEvents[] =>
  done.accepted ? done.facts : assert.fail(done.refusal.code);

test('the rule sees each version of a forbidden fence for as long as it holds', () => {
  const moved = addMs(later, DAY_MS);
  const over = addMs(moved, DAY_MS);
  const first = factsOf(publishFence(asked)).reduce(evolveFence, undefined as never);
  const second = factsOf(
    publishFence({ ...asked, fence: wider, effectiveFrom: moved, last: first }),
  ).reduce(evolveFence, first);
  const third = factsOf(
    withdrawFence({ subject: id, last: second, effectiveFrom: over, now: noon, source: 'x' }),
  ).reduce(evolveFence, second);
  assert.deepEqual([third.version, third.isWithdrawn], [3, true]);
  assert.deepEqual(
    forbiddenFences([{ id, versions: [first, second, third] }]).map((one) => [
      one.id,
      one.radiusM,
      one.effectiveFrom,
      one.until,
    ]),
    [
      [id, 400, later, moved],
      [id, 900, moved, over],
    ],
  );
  const yard = { ...standing, kind: 'yard' } as const;
  assert.deepEqual(forbiddenFences([{ id, versions: [yard] }]), []);
});
