import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, DAY_MS, type Instant, isoOf } from '@lakiri/kit';
import {
  type ApproveDraft,
  approveDraft,
  type By,
  DRAFTS_OPEN_MAX,
  type Draft,
  type DraftContent,
  type DraftId,
  discardDraft,
  evolveDraft,
  forceOf,
  proposeDraft,
  writeDraft,
} from './draft.ts';
import { type FenceId, GAZETTE_NOTICE_MS } from './fence.ts';

const subject = '01900000-0000-7000-8000-00000000d001' as DraftId;
const achieng = '01900000-0000-7000-8000-00000000a001' as By;
const okello = '01900000-0000-7000-8000-00000000a002' as By;
const wafula = '01900000-0000-7000-8000-00000000a003' as By;
const at = Date.parse('2026-03-01T12:00:00Z') as Instant;
const content: DraftContent = {
  is: 'fence-end',
  fence: '01900000-0000-7000-8000-00000000f001' as FenceId,
  source: 'repealed',
};
const written: Draft = {
  ...{ state: 'drafted', content, base: 1, authors: [achieng], proposedBy: null, askedFrom: null },
  ...{ endedBy: null, madeAt: at, changedAt: at },
};
const proposed: Draft = { ...written, state: 'proposed', proposedBy: achieng };
const over: Draft = { ...proposed, state: 'approved', endedBy: okello };

for (const [say, draft, open, refused] of [
  ['a new one', undefined, 0, undefined],
  ['one too many', undefined, DRAFTS_OPEN_MAX, 'too-many-drafts'],
  ['one that waits', proposed, DRAFTS_OPEN_MAX, undefined],
  ['one that is over', over, 0, 'draft-over'],
] as const)
  test(`written: ${say}: ${refused ?? 'accepted'}`, () => {
    const done = writeDraft({ subject, draft, content, base: 1, by: achieng, at, open });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

for (const [say, draft, askedFrom, refused] of [
  ['of nobody', undefined, null, 'no-such-gazette-draft'],
  ['that is over', over, null, 'draft-over'],
  ['for yesterday', written, addMs(at, -DAY_MS), 'effective-in-past'],
  ['for tomorrow', written, addMs(at, DAY_MS), undefined],
  ['as soon as may be', written, null, undefined],
] as const)
  test(`proposed: one ${say}: ${refused ?? 'accepted'}`, () => {
    const done = proposeDraft({ subject, draft, by: achieng, at, askedFrom });
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

const asked: ApproveDraft = {
  ...{ subject, draft: proposed, by: okello, at, readVersion: 2, version: 2, last: 1 },
};
for (const [say, change, refused] of [
  ['of nobody', { draft: undefined }, 'no-such-gazette-draft'],
  ['that is over', { draft: over }, 'draft-over'],
  ['that nobody proposed', { draft: written }, 'draft-not-proposed'],
  ['by who wrote it', { by: achieng }, 'own-gazette-draft'],
  [
    'by who wrote it before another did',
    { draft: { ...proposed, authors: [okello, achieng] } },
    'own-gazette-draft',
  ],
  ['as it was read before', { readVersion: 1 }, 'draft-changed'],
  ['against a version that was', { last: 2 }, 'draft-outrun'],
  ['by another', {}, undefined],
] as const)
  test(`approved: one ${say}: ${refused ?? 'accepted'}`, () => {
    const done = approveDraft({ ...asked, ...change } as ApproveDraft);
    assert.equal(done.accepted ? undefined : done.refusal.code, refused);
  });

for (const [say, askedFrom, force] of [
  ['as soon as may be', null, addMs(at, GAZETTE_NOTICE_MS)],
  ['when it was asked for', addMs(at, DAY_MS), addMs(at, DAY_MS)],
  ['later than asked, where it was approved late', addMs(at, -1), addMs(at, GAZETTE_NOTICE_MS)],
] as const)
  test(`takes force ${say}`, () => assert.equal(forceOf({ askedFrom }, at), force));

test('who changes it takes the proposal back, and approves it no more', () => {
  const on = { subjectKind: 'draft', subject } as const;
  const body = { content, base: 1, at };
  const made = evolveDraft(undefined, {
    ...on,
    type: 'draft-made',
    body: { ...body, by: achieng },
  });
  const asks = { by: wafula, at, askedFrom: isoOf(addMs(at, DAY_MS)) };
  const waiting = evolveDraft(made, { ...on, type: 'draft-proposed', body: asks });
  assert.deepEqual([waiting.state, waiting.askedFrom], ['proposed', addMs(at, DAY_MS)]);
  const changed = evolveDraft(waiting, {
    ...on,
    type: 'draft-changed',
    body: { ...body, by: okello },
  });
  assert.deepEqual(
    [changed.state, changed.proposedBy, changed.authors],
    ['drafted', null, [achieng, wafula, okello]],
  );
  const gone = discardDraft({ subject, draft: changed, by: achieng, at });
  assert.ok(gone.accepted);
  assert.equal(gone.facts.reduce(evolveDraft, changed).state, 'discarded');
  assert.throws(() => evolveDraft(undefined, gone.facts[0] as never));
});
