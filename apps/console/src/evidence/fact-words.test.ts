import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn, words } from '../words/words.ts';
import { aboutOf, actorWords, FACT_TYPES, factWords } from './fact-words.ts';
import { aFact } from './testing.ts';

const en = sayIn('en');

test('every type that can be filtered by has words, and every type that has words can be filtered by', () => {
  const said = FACT_TYPES.filter((type) => Object.hasOwn(words, `fact.${type}`));
  assert.deepEqual(said, FACT_TYPES);
  const others = new Set(['fact.waiting', 'fact.notWitnessed', 'fact.recorded']);
  const typed = Object.keys(words).filter((key) => /^fact\./.test(key) && !others.has(key));
  assert.deepEqual(typed.map((key) => key.slice(5)).sort(), [...FACT_TYPES].sort());
});

test('a type of tomorrow is shown by its code', () => {
  assert.equal(factWords(en, 'cargo-weighed'), 'cargo-weighed');
  assert.equal(factWords(en, 'case-closed'), 'Alarm closed');
});

const who = [
  ['W. Achieng', { by: 'W. Achieng', actor: 'person:1' }],
  ['A person not named here', { by: null, actor: 'person:1' }],
  ['Gateway jointech', { by: null, actor: 'gateway:jointech' }],
  ['Rule “Seal cut”', { by: null, actor: 'rule:seal-cut' }],
  ['Rule “wet-loss”', { by: null, actor: 'rule:wet-loss' }],
  ['This node', { by: null, actor: 'node' }],
  ['peer:ug:1', { by: null, actor: 'peer:ug:1' }],
] as const;
for (const [told, fact] of who)
  test(`${fact.actor} is told as ${told}`, () => assert.equal(actorWords(en, fact), told));

test('what it is about is told by its reference, or by the end of its id', () => {
  assert.deepEqual(aboutOf(en, aFact({})), { kind: 'Journey', ref: '7QF2-93' });
  const batch = aFact({ subjectKind: 'batch', subject: '0198f0a1-77aa', subjectRef: null });
  assert.deepEqual(aboutOf(en, batch), { kind: 'Messages', ref: '…1-77aa' });
  assert.equal(aboutOf(en, aFact({ subjectKind: 'wagon' })).kind, 'wagon');
});
