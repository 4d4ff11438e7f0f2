import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './run-command.ts';

// A sample of all bits and edits; `npm run -s fault:tamper` tries every one of them.
const healthy = [
  { only: 'files', every: '397', triedMin: 900 },
  { only: 'rows', every: '17', triedMin: 100 },
].map(({ only, every, triedMin }) => {
  const running = runCommand('fault/tamper.ts', ['--only', only, '--every', every]);
  return { only, triedMin, running };
});
/** A verifier that passes over one table, or one column of one. */
const planted = ['seals.seal', 'parties.credential.password'].map((blind) => {
  const only = blind.split('.').slice(0, 2).join('.');
  return { blind, running: runCommand('fault/tamper.ts', ['--only', only, '--blind', blind]) };
});

for (const { only, triedMin, running } of healthy)
  test(`whatever is tampered with is found and named: ${only}`, async () => {
    const { status, json, told } = await running;
    const { tried, found, missed } = json;
    assert.equal(missed, 0, told);
    assert.equal(found, tried);
    assert.ok(Number(tried) > triedMin, told);
    assert.equal(status, 0);
  });

for (const { blind, running } of planted)
  test(`a verifier that does not look at ${blind} is caught`, async () => {
    const { status, json, told } = await running;
    assert.ok(Number(json['missed']) > 0, told);
    assert.equal(status, 1);
  });
