import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../api/contract.ts';
import { toldOf } from '../ui/told.ts';
import { sayIn } from '../words/words.ts';
import { asOfBundle } from './refusals.ts';

const en = sayIn('en');
const problem = (code: string, facts: object = {}): Problem => ({
  type: 'x',
  title: 'x',
  status: 409,
  code,
  ...facts,
});
const told = (it: Problem) => toldOf(en, 'en', asOfBundle(it));

test('a bundle that is too large is not told as a text that is too long', () => {
  const { title, facts } = told(problem('too-large', { what: 'frames', max: 200_000 }));
  assert.equal(title, en('problem.bundle-too-large'));
  assert.equal(facts, 'At most 200000 records or messages go into one.');
});

test('a centre that makes other bundles is not told as one where many sign in', () => {
  assert.equal(told(problem('busy')).title, en('problem.bundle-busy'));
});

test('other refusals are told as ever', () => {
  assert.equal(told(problem('not-in-the-log-yet')).title, en('problem.not-in-the-log-yet'));
  assert.equal(told(problem('forbidden')).title, en('problem.forbidden'));
});
