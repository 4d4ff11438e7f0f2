import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Id, type Instant } from '@lakiri/kit';
import {
  evolveModel,
  MODEL_NOTICE_MS,
  type Model,
  type ModelData,
  modelProfileOf,
  modelVersionAt,
  type ReviseModel,
  reviseModel,
} from './models.ts';

const noon = 1_790_000_000_000 as Instant;
const data: ModelData = {
  reportIntervalS: 120,
  parkedIntervalS: null,
  asleepIntervalS: 1_800,
  drainPctPerHour: 0.3,
  tierMax: 1,
  profile: '{"checksum":"lenient"}',
  basis: 'approval',
  source: 'type approval 12/2026',
};
const model: Model = {
  id: '01900000-0000-4000-8000-000000000001' as Id<'Model'>,
  model: 'JT701D',
  dialect: 'jointech',
  maker: 'Jointech',
  isMade: false,
  versions: [
    { ...data, tierMax: 0, profile: null, version: 1, effectiveFrom: 0 as Instant },
    { ...data, version: 2, effectiveFrom: addMs(noon, 3_600_000) },
  ],
};
const later = addMs(noon, 7_200_000);

const rows: readonly (Partial<ReviseModel> & { readonly refused: string | undefined })[] = [
  { model: undefined, faultAt: 'alarms', effectiveFrom: noon, refused: 'no-such-model' },
  { faultAt: 'alarms', effectiveFrom: noon, refused: 'bad-profile' },
  { effectiveFrom: addMs(noon, MODEL_NOTICE_MS - 1), refused: 'effective-too-soon' },
  { effectiveFrom: addMs(noon, MODEL_NOTICE_MS), refused: 'effective-before-last' },
  { effectiveFrom: addMs(noon, 3_600_000), refused: 'effective-before-last' },
  { effectiveFrom: later, refused: undefined },
];
for (const { refused, ...asked } of rows)
  test(`a revision from ${asked.effectiveFrom} is ${refused ?? 'accepted'}`, () => {
    const done = reviseModel({
      ...{ model, data, faultAt: undefined, effectiveFrom: undefined, at: noon },
      ...asked,
    });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

test('without a time it holds as soon as all can have heard of it', () => {
  const young = { ...model, versions: model.versions.slice(0, 1) };
  const asked = { model: young, data, faultAt: undefined, effectiveFrom: undefined, at: noon };
  const done = reviseModel(asked);
  assert.ok(done.accepted);
  const [event] = done.facts;
  assert.ok(event);
  const after = evolveModel(young, event);
  assert.deepEqual(
    after.versions.map(({ version, effectiveFrom }) => [version, effectiveFrom]),
    [
      [1, 0],
      [2, addMs(noon, MODEL_NOTICE_MS)],
    ],
  );
  assert.deepEqual(after.versions[0], young.versions[0]);
  assert.throws(() => evolveModel(undefined, event), /no model that anybody knows/);
});

test('a reading is judged by the version that held when it was received', () => {
  const at = (ms: number) => modelVersionAt(model, addMs(noon, ms)).version;
  assert.deepEqual([at(0), at(3_599_999), at(3_600_000), at(9e9)], [1, 1, 2, 2]);
  assert.equal(modelVersionAt(model, -1 as Instant).version, 1);
  const [first, second] = model.versions;
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(modelProfileOf(model, first).tierMax, 0);
  assert.deepEqual(modelProfileOf(model, second), {
    ...{
      model: 'JT701D',
      dialect: 'jointech',
      maker: 'Jointech',
      version: 2,
      reportIntervalS: 120,
    },
    ...{ parkedIntervalS: null, asleepIntervalS: 1_800, drainPctPerHour: 0.3, tierMax: 1 },
  });
});
