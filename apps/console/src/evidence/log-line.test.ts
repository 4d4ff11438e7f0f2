import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogState, SubjectLog } from '../api/evidence-contract.ts';
import { sayIn } from '../words/words.ts';
import { grouped, type LogTone, logLine } from './log-line.ts';
import { aLog } from './testing.ts';

const now = Date.parse('2026-02-04T05:30:05Z');
const subject = (some: Partial<SubjectLog>): SubjectLog => ({
  facts: 8,
  inLog: 8,
  lastIndex: 18_211,
  witnesses: 2,
  ...some,
});
const behind = { pending: 3, oldestPendingAt: '2026-02-04T05:30:02Z' };

const rows: readonly (readonly [string, LogTone, SubjectLog, LogState | undefined])[] = [
  ['In the log at 18,211, witnessed by 2', 'well', subject({}), aLog({})],
  [
    'Nothing about this is recorded yet.',
    'waiting',
    subject({ facts: 0, inLog: 0, lastIndex: null, witnesses: null }),
    aLog({}),
  ],
  [
    'Waiting for the log, 3 s',
    'waiting',
    subject({ inLog: 0, lastIndex: null, witnesses: null }),
    aLog(behind),
  ],
  ['1 of 8 facts waits for the log, 3 s', 'waiting', subject({ inLog: 7 }), aLog(behind)],
  ['2 of 8 facts wait for the log', 'waiting', subject({ inLog: 6 }), undefined],
  [
    '3 of 8 facts wait for the log, the log refuses to sign',
    'bad',
    subject({ inLog: 5 }),
    aLog({ ...behind, refuses: 'behind-its-witnesses' }),
  ],
  [
    'In the log at 18,211, not witnessed: none configured',
    'well',
    subject({ witnesses: null }),
    aLog({ policy: null, witnessed: null }),
  ],
  ['In the log at 18,211, not witnessed yet', 'waiting', subject({ witnesses: 0 }), aLog({})],
  ['In the log at 18,211', 'well', subject({ witnesses: null }), undefined],
  [
    'In the log at 18,211, witnessed by 2',
    'bad',
    subject({}),
    aLog({ refuses: 'behind-its-witnesses' }),
  ],
];
for (const [words, tone, of, log] of rows)
  test(`${words} (${tone})`, () =>
    assert.deepEqual(logLine(sayIn('en'), of, log, now), { tone, words }));

test('the same in Swahili', () => {
  assert.equal(
    logLine(sayIn('sw'), subject({}), aLog({}), now).words,
    'Kwenye daftari, nafasi 18,211, mashahidi 2',
  );
});

const counts = [
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [18_211, '18,211'],
  [1_234_567, '1,234,567'],
] as const;
for (const [n, words] of counts)
  test(`${n} is read as ${words}`, () => assert.equal(grouped(n), words));
