import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../api/contract.ts';
import { sayIn, words } from '../words/words.ts';
import { toldOf } from './told.ts';

const problem = (code: string, facts: object = {}): Problem => ({
  type: `/problems/${code}`,
  title: 'In the server’s words',
  detail: 'In its English at 2026-02-04T05:30:12.000Z',
  status: 409,
  code,
  ...facts,
});
const at = '2026-02-04T05:30:12.000Z';
const en = (it: Problem) => toldOf(sayIn('en'), 'en', it);
const sw = (it: Problem) => toldOf(sayIn('sw'), 'sw', it);

test('who was first, and when, in the person’s language and on the clock of the corridors', () => {
  const first = problem('already-acknowledged', { by: { id: '1', name: 'W. Achieng' }, at });
  assert.equal(en(first).facts, 'W. Achieng acknowledged it on 04 Feb 08:30:12 EAT.');
  assert.equal(sw(first).facts, 'W. Achieng aliipokea 04 Feb 08:30:12 EAT.');
});

test('a distance is told as people say it', () => {
  const far = problem('seal-not-at-station', { nearest: 'Mariakani', awayM: 12_340 });
  assert.equal(en(far).facts, 'The nearest is Mariakani, 12 km away.');
});

test('facts that the server did not send are left out, and so is its English', () => {
  for (const facts of [{}, { destination: 'Malaba', awayM: null }])
    assert.equal(sw(problem('not-at-destination', facts)).facts, '');
  assert.equal(sw(problem('seal-not-locked')).facts, '');
});

test('a code without words is told in the server’s', () => {
  const { title, facts, remedy } = sw(problem('something-new'));
  assert.equal(title, 'In the server’s words');
  assert.match(facts, /In its English/);
  assert.equal(remedy, sayIn('sw')('problem.unexpected.do'));
});

const badRequest = (...errors: readonly { path: string; message: string }[]): Problem =>
  problem('bad-request', { errors });

test('a field that was refused is named as on the screen, never by its path', () => {
  const { fields } = sw(
    badRequest(
      { path: '/plate', message: 'Too big: expected string to have <=16 characters' },
      { path: '/ownerId', message: 'Invalid UUID' },
    ),
  );
  assert.deepEqual(fields, ['Namba ya lori: isizidi herufi 16', 'Mmiliki: si kama inavyotakiwa']);
});

test('fields without a label are told as one plain sentence', () => {
  const { fields } = en(
    badRequest(
      { path: '/', message: 'Invalid input' },
      { path: '/x/0', message: 'Expected object' },
    ),
  );
  assert.deepEqual(fields, [sayIn('en')('form.otherField')]);
});

test('of a path inside a list the innermost known name is told', () => {
  const { fields } = en(badRequest({ path: '/drivers/0/driverName', message: 'Required' }));
  assert.deepEqual(fields, ['Driver’s name: not as it must be']);
});

test('every known refusal says what to do, and every sentence of facts can be filled', () => {
  const codes = Object.keys(words)
    .filter((key) => /^problem\.[a-z-]+$/.test(key))
    .map((key) => key.slice('problem.'.length));
  for (const code of codes) assert.ok(Object.hasOwn(words, `problem.${code}.do`), code);
  const facts = { by: { name: 'A' }, at, nearest: 'B', destination: 'C', awayM: 1, lastAct: at };
  const limits = { min: 1, max: 5, name: 'n', keysMax: 3, path: 'a.b', earliest: at, last: at };
  const all = { ...facts, ...limits, batteryPct: 1, neededPct: 2, deadlineAt: at, incident: 'x' };
  for (const key of Object.keys(words).filter((it) => /^problem\..*\.facts$/.test(it)))
    assert.notEqual(en(problem(key.split('.')[1] ?? '', all)).facts, '', key);
});
