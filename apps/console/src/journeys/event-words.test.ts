import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FACT_TYPES } from '../evidence/fact-words.ts';
import { sayIn } from '../words/words.ts';
import { eventWords } from './event-words.ts';

for (const language of ['en', 'sw'] as const)
  test(`whatever a fact of a journey is called, its line has words: ${language}`, () => {
    const bare = FACT_TYPES.filter((type) =>
      eventWords(sayIn(language), { type, params: {} }).includes(type),
    );
    assert.deepEqual(bare, []);
  });
