import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant } from '@lakiri/kit';
import {
  approveModel,
  type DecideDraft,
  evolveModelDraft,
  type ModelDraft,
  type ModelDraftId,
  type PersonRef,
  type ProposeModel,
  proposeModel,
  withdrawModel,
} from './model-draft.ts';
import {
  evolveModel,
  MODEL_NOTICE_MS,
  type Model,
  type ModelData,
  type ModelId,
} from './models.ts';

const noon = 1_790_000_000_000 as Instant;
const [id, modelId] = ['d' as ModelDraftId, 'm' as ModelId];
const [otieno, achieng] = ['o' as PersonRef, 'a' as PersonRef];
const data: ModelData = {
  ...{ reportIntervalS: 60, parkedIntervalS: null, asleepIntervalS: null, drainPctPerHour: 0.5 },
  ...{ tierMax: 0, profile: null, basis: 'manual', source: 'the maker’s sheet' },
};
const like: Model = {
  ...{ id: 'l' as ModelId, model: 'FMB120', dialect: 'teltonika', maker: 'Teltonika' },
  isMade: false,
  versions: [{ ...data, version: 1, effectiveFrom: 0 as Instant }],
};
const base: ProposeModel = {
  ...{ id, like, isTaken: false, faultAt: undefined, by: otieno, at: noon },
  asked: { model: 'XG-9', maker: 'Xin Guard', data },
};
const named = (model: string) => ({ asked: { ...base.asked, model } });

const proposals: readonly (readonly [string, Partial<ProposeModel>, string | undefined])[] = [
  ['like a model of nobody', { like: undefined, ...named(' ') }, 'no-such-model'],
  ['without a name', { ...named(' '), isTaken: true }, 'bad-model-name'],
  ['with a name of signs', { ...named('(XG)'), isTaken: true }, 'bad-model-name'],
  ['with a name too long', named('X'.repeat(41)), 'bad-model-name'],
  ['with a name that is taken', { isTaken: true, faultAt: 'io' }, 'model-taken'],
  ['with a profile of no sense', { faultAt: 'io' }, 'bad-profile'],
  ['as it should be', {}, undefined],
  ['with a name in another script', named('Наве 3'), undefined],
];
for (const [say, over, refused] of proposals)
  test(`a model proposed ${say} is ${refused ?? 'taken'}`, () => {
    const done = proposeModel({ ...base, ...over });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

function proposed(): ModelDraft {
  const done = proposeModel(base);
  assert.ok(done.accepted);
  return done.facts.reduce<ModelDraft | undefined>(evolveModelDraft, undefined) ?? assert.fail();
}
const draft = proposed();
const after = (...facts: Parameters<typeof evolveModelDraft>[1][]): ModelDraft =>
  facts.reduce<ModelDraft>(evolveModelDraft, draft);

const approvals: readonly (readonly [string, Partial<DecideDraft>, boolean, string | undefined])[] =
  [
    ['of nobody', { draft: undefined, by: otieno }, true, 'no-such-model-draft'],
    ['one’s own', { draft, by: otieno }, true, 'own-model-draft'],
    ['whose name was taken since', { draft }, true, 'model-taken'],
    ['another’s', { draft }, false, undefined],
  ];
for (const [say, over, isTaken, refused] of approvals)
  test(`to approve a proposal ${say}: ${refused ?? 'the model is made'}`, () => {
    const done = approveModel({ draft, by: achieng, at: noon, ...over }, { modelId, isTaken });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

test('what two agreed to is a model of its first version, which holds when all can have heard of it', () => {
  const done = approveModel({ draft, by: achieng, at: noon }, { modelId, isTaken: false });
  assert.ok(done.accepted);
  let model: Model | undefined;
  let then = draft;
  for (const fact of done.facts)
    if (fact.type === 'model-made') model = evolveModel(model, fact);
    else then = evolveModelDraft(then, fact);
  const effectiveFrom = addMs(noon, MODEL_NOTICE_MS);
  assert.deepEqual(model, {
    ...{ id: modelId, model: 'XG-9', dialect: 'teltonika', maker: 'Xin Guard', isMade: true },
    versions: [{ ...data, version: 1, effectiveFrom }],
  });
  assert.deepEqual(then, { ...draft, state: 'approved', decidedBy: achieng, decidedAt: noon });
  for (const again of [
    approveModel({ draft: then, by: achieng, at: noon }, { modelId, isTaken: false }),
    withdrawModel({ draft: then, by: achieng, at: noon }, 'mistaken'),
  ])
    assert.equal(again.accepted ? undefined : again.refusal.code, 'model-draft-decided');
});

test('a proposal is taken back once, for a reason', () => {
  const done = withdrawModel({ draft, by: otieno, at: noon }, 'known-already');
  assert.ok(done.accepted);
  const then = after(...done.facts);
  assert.deepEqual([then.state, 'why' in then && then.why], ['withdrawn', 'known-already']);
  const none = withdrawModel({ draft: undefined, by: otieno, at: noon }, 'mistaken');
  assert.equal(none.accepted ? undefined : none.refusal.code, 'no-such-model-draft');
});
