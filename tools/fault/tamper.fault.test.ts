import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

// A sample of all bits and edits; `npm run -s fault:tamper` tries every one of them.
const healthy = runCommand('fault/tamper.ts', ['--every', '397']);
/** A verifier that passes over one table, or one column of one. */
const planted = ['seals.seal', 'parties.credential.password'].map((blind) => {
  const only = blind.split('.').slice(0, 2).join('.');
  return { blind, running: runCommand('fault/tamper.ts', ['--only', only, '--blind', blind]) };
});

test('whatever is tampered with is found and named', async () => {
  const { status, json, told } = await healthy;
  const { tried, found, missed } = json;
  assert.equal(missed, 0, told);
  assert.equal(found, tried);
  assert.ok(Number(tried) > 700, told);
  assert.equal(status, 0);
});

for (const { blind, running } of planted)
  test(`a verifier that does not look at ${blind} is caught`, async () => {
    const { status, json, told } = await running;
    assert.ok(Number(json['missed']) > 0, told);
    assert.equal(status, 1);
  });
