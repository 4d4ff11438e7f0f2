// SPEC.md is what makers build from: its hex must be ours to the byte, and its tables those of the code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SEAL_EVENTS } from '@lakiri/kit';
import {
  EVENT_CODES,
  lakiri,
  RESULTS,
  readCommand,
  recordHash,
  sealSecretOf,
  WORDS,
} from './index.ts';

const page = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
const examples = new Map(
  [...page.matchAll(/```hex (\S+)\n([\s\S]*?)```/g)].map(([, name = '', hex = '']) => [
    name,
    hex.replaceAll(/\s/g, ''),
  ]),
);
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (name: string): Uint8Array =>
  Uint8Array.from(Buffer.from(examples.get(name) ?? '', 'hex'));

test('the frames of the page are the annotated frames', () => {
  const names = [...examples.keys()].filter((name) => name.endsWith('.txt'));
  assert.equal(names.length, 9);
  for (const name of names) {
    const file = readFileSync(new URL(`./frames/${name}`, import.meta.url), 'utf8');
    const [frame = ''] = file.split('\n---\n');
    assert.equal(examples.get(name), frame.replaceAll(/#.*/g, '').replaceAll(/\s/g, ''), name);
  }
});

test('what is signed, and its hash, are as the page says', () => {
  const message = lakiri.decode(bytesOf('started.txt'));
  assert.equal(message.kind, 'reports');
  assert.ok(message.proof);
  assert.equal(hexOf(message.proof.signed), examples.get('started.signed'));
  assert.equal(hexOf(recordHash(message.proof)), examples.get('started.hash'));
  const [report] = message.kind === 'reports' ? message.reports : [];
  assert.equal(report && hexOf(report.record), examples.get('started.payload'));
});

test('the secret of a T2 seal is as the page says', () => {
  const master = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
  assert.equal(hexOf(sealSecretOf(master, 'LKR-00000017', 1)), examples.get('secret'));
  assert.notEqual(hexOf(sealSecretOf(master, 'LKR-00000017', 2)), examples.get('secret'));
  assert.throws(() => sealSecretOf(master.subarray(1), 'LKR-00000017', 1), RangeError);
  assert.throws(() => sealSecretOf(master, 'LKR-00000017', 0), RangeError);
});

test('the command of the page is an order to open', () => {
  const read = readCommand(bytesOf('server-unlock.txt'));
  assert.ok(!('code' in read));
  if (!('code' in read)) assert.deepEqual(read.command?.order, { word: 'unlock' });
});

test('every event, word and result is in the page under its number', () => {
  for (const type of SEAL_EVENTS)
    assert.match(page, new RegExp(`\\| ${EVENT_CODES[type]} \\| \`${type}\` \\|`), type);
  assert.equal(new Set(Object.values(EVENT_CODES)).size, SEAL_EVENTS.length);
  for (const [word, { code }] of Object.entries(WORDS))
    assert.match(page, new RegExp(`\\n\\| ${code} \\| ${word} \\|`), word);
  for (const [result, code] of Object.entries(RESULTS))
    assert.match(page, new RegExp(`\\b${code} ${result}\\b`), result);
});
