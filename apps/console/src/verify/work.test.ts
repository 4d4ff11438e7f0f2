import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testBundle, zipOf } from '@lakiri/evidence/testing-bundle';
import { languages } from '../words/said.ts';
import { sayIn } from '../words/words.ts';
import { tellBundle, tellProof } from './verdict-lines.ts';
import { verifyChosen } from './work.ts';

const bundle = testBundle();
const zip = { name: 'b.zip', bytes: bundle.zip };
const file = (path: string) => ({ name: path, bytes: bundle.files.get(path) ?? new Uint8Array() });
const [entry, proof] = [file('entries/3.json'), file('proofs/3.tlog-proof')];

test('a bundle is held against keys, against a policy, or against its own', () => {
  for (const keys of ['', bundle.policy, [bundle.logVkey, ...bundle.witnessVkeys].join('\n')]) {
    const done = verifyChosen({ files: [zip], keys });
    assert.ok(done.is === 'bundle');
    for (const language of languages) {
      const told = tellBundle(done.verdict, { say: sayIn(language), language });
      assert.ok(told.held);
      assert.deepEqual(
        told.lines.filter(({ mark }) => mark === 'wrong'),
        [],
      );
      assert.equal(told.lines.filter(({ mark }) => mark === 'good').length, 8);
      assert.equal(told.notProves.length, keys === '' ? 5 : 4);
    }
  }
});

test('a changed byte is told with its file, and nothing is proven by it', () => {
  const files = new Map(bundle.files);
  const bytes = Uint8Array.from(file('entries/3.json').bytes);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  const done = verifyChosen({
    files: [{ name: 'b.zip', bytes: zipOf(files.set('entries/3.json', bytes)) }],
    keys: bundle.policy,
  });
  assert.ok(done.is === 'bundle');
  const told = tellBundle(done.verdict, { say: sayIn('en'), language: 'en' });
  assert.deepEqual([told.held, told.proves], [false, []]);
  assert.ok(told.lines.some(({ mark, path }) => mark === 'wrong' && path === 'entries/3.json'));
});

test('a proof and its entry in either order; another entry; without the key', () => {
  const keys = bundle.logVkey;
  for (const files of [
    [proof, entry],
    [entry, proof],
  ]) {
    const done = verifyChosen({ files, keys });
    assert.ok(done.is === 'proof' && done.verdict.held);
    assert.ok(tellProof(done.verdict, { say: sayIn('sw'), language: 'sw' }).held);
  }
  const other = verifyChosen({ files: [proof, file('entries/4.json')], keys });
  assert.equal(other.is === 'proof' && other.verdict.code, 'not-included');
  assert.equal(verifyChosen({ files: [proof, entry], keys: '' }).is, 'keys-needed');
});

test('what is nothing of ours is said to be nothing', () => {
  assert.equal(verifyChosen({ files: [entry], keys: '' }).is, 'unknown');
  assert.equal(verifyChosen({ files: [entry, zip], keys: '' }).is, 'unknown');
  assert.deepEqual(verifyChosen({ files: [zip], keys: '\nnonsense' }), { is: 'bad-keys', line: 2 });
});
