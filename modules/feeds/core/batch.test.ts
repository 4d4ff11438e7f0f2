import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RECORDS_MAX, readBatch, readRecord } from './batch.ts';
import { countOutcomes } from './outcome.ts';

const frame = { dialect: 'jointech', frame: 'AAEC' };
const batchRows: readonly (readonly [string, unknown, object])[] = [
  ['no object', [], { code: 'bad-batch', path: '' }],
  ['no id', { records: [frame] }, { code: 'bad-batch', path: 'id' }],
  ['an id with a space', { id: 'a b', records: [frame] }, { code: 'bad-batch', path: 'id' }],
  ['no records', { id: 'a' }, { code: 'bad-batch', path: 'records' }],
  ['nothing in it', { id: 'a', records: [] }, { code: 'bad-batch', path: 'records' }],
  ['more in it', { id: 'a', records: [frame], more: 1 }, { code: 'bad-batch', path: 'more' }],
  [
    'too many',
    { id: 'a', records: new Array(RECORDS_MAX + 1).fill(frame) },
    { code: 'too-many-records', recordsMax: RECORDS_MAX },
  ],
];
for (const [name, data, expected] of batchRows)
  test(`batch: ${name}`, () => {
    assert.deepEqual(readBatch(data), expected);
  });

const at = '2026-11-23T04:29:26Z';
const recordRows: readonly (readonly [string, unknown, object])[] = [
  ['a frame', frame, { is: 'frame', dialect: 'jointech', wireId: null, at: null, base64: 'AAEC' }],
  [
    'a frame with who and when',
    { ...frame, seal: '8000000001', at },
    { is: 'frame', dialect: 'jointech', wireId: '8000000001', at: Date.parse(at), base64: 'AAEC' },
  ],
  ['a report', { seal: '1' }, { is: 'report', data: { seal: '1' } }],
  ['base64 cut off', { ...frame, frame: 'AAE' }, { is: 'bad', path: 'frame' }],
  ['base64url', { ...frame, frame: '-_8=' }, { is: 'bad', path: 'frame' }],
  ['a frame that is no text', { ...frame, frame: 1 }, { is: 'bad', path: 'frame' }],
  ['a frame of no dialect', { frame: 'AAEC' }, { is: 'bad', path: 'dialect' }],
  ['a seal that is no id', { ...frame, seal: 7 }, { is: 'bad', path: 'seal' }],
  ['a time without a zone', { ...frame, at: '2026-11-23T04:29:26' }, { is: 'bad', path: 'at' }],
  ['another member', { ...frame, lat: 1 }, { is: 'bad', path: 'lat' }],
  ['nothing', null, { is: 'bad', path: '' }],
];
for (const [name, data, expected] of recordRows)
  test(`record: ${name}`, () => {
    assert.deepEqual(readRecord(data), expected);
  });

test('reading is total, and a bad record costs no other', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }), (records) => {
      const batch = readBatch({ id: 'a', records: [...records, frame] });
      assert.ok('records' in batch);
      assert.equal(batch.records.length, records.length + 1);
      assert.equal(batch.records.at(-1)?.is, 'frame');
    }),
  );
});

test('outcomes are counted', () => {
  assert.deepEqual(
    countOutcomes([
      { outcome: 'stored', late: true },
      { outcome: 'known', late: false },
      { outcome: 'doubled', late: true },
      { outcome: 'refused', code: 'unknown-seal' },
    ]),
    { accepted: 2, doubled: 1, refused: 1, late: 1 },
  );
});
