import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_REUSED, problemsOf } from './http.ts';

type Refusal =
  | { readonly code: 'seal-open'; readonly seal: string }
  | { readonly code: 'no-such-seal' };
const problemOf = problemsOf<Refusal>({
  statusOf: { 'seal-open': 409, 'no-such-seal': 404 },
  words: {
    'seal-open': ['This seal is open', 'Close it.'],
    'no-such-seal': ['No such seal', 'It does not exist.'],
  },
});

test('a refusal is told with its facts, its status and its words', () => {
  assert.deepEqual(problemOf({ code: 'seal-open', seal: 'ELK-1' }), {
    status: 409,
    code: 'seal-open',
    title: 'This seal is open',
    detail: 'Close it.',
    seal: 'ELK-1',
  });
  assert.equal(problemOf({ code: 'no-such-seal' }).status, 404);
});

test('a key used again is told alike by every module', () => {
  assert.deepEqual(problemOf({ code: 'key-reused' }), KEY_REUSED);
});
