import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from '../api/contract.ts';
import { beginLike, faultyInNew, NO_MODEL, newModelBody } from './new-model.ts';

const like: Model = {
  ...{ model: 'FMB120', dialect: 'teltonika', maker: 'Teltonika' },
  versions: [
    {
      ...{ version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', reportIntervalS: 300 },
      ...{ parkedIntervalS: null, asleepIntervalS: 1_800, drainPctPerHour: 1, tierMax: 0 },
      ...{ profile: { checksum: 'lenient' }, basis: 'assumed', source: 'nobody’s' },
    },
  ],
};
const begun = beginLike({ model: 'XG-9', maker: '' }, like) ?? assert.fail();

test('it begins with what the other does, and its source is said anew', () => {
  const { asleepIntervalS, maker, source } = begun;
  assert.deepEqual(
    [asleepIntervalS, maker, source, begun.like],
    ['1800', 'Teltonika', '', 'FMB120'],
  );
  assert.equal(beginLike({ model: '', maker: 'Xin' }, like)?.maker, 'Xin');
  assert.equal(beginLike({ model: '', maker: '' }, { ...like, versions: [] }), undefined);
});

const sound = { ...begun, source: 'the maker’s sheet' };
const rows = [
  { say: 'nothing', said: NO_MODEL, wrong: ['model', 'like', 'maker'] },
  { say: 'a name of signs', said: { ...sound, model: '(x)' }, wrong: ['model'] },
  { say: 'no maker', said: { ...sound, maker: ' ' }, wrong: ['maker'] },
  { say: 'no source', said: begun, wrong: ['source'] },
  { say: 'all of it', said: sound, wrong: [] },
];
for (const { say, said, wrong } of rows)
  test(`${say}: ${wrong.join(', ') || 'it may be sent'}`, () => {
    assert.deepEqual(faultyInNew(said), wrong);
  });

test('what is sent is what was said, without the time, which is the approver’s', () => {
  assert.deepEqual(newModelBody({ ...sound, model: ' XG-9 ' }), {
    ...{ model: 'XG-9', maker: 'Teltonika', like: 'FMB120', reportIntervalS: 300 },
    ...{ parkedIntervalS: null, asleepIntervalS: 1_800, drainPctPerHour: 1, tierMax: 0 },
    ...{ profile: { checksum: 'lenient' }, basis: 'assumed', source: 'the maker’s sheet' },
  });
});
