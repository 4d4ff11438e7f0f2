import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileFault } from './profiles.ts';

for (const [dialect, data, fault] of [
  ['jt808', { checksum: 'lenient' }, undefined],
  ['jt808', { provenCommands: [] }, 'provenCommands'],
  // Jointech decodes all its models alike; only orders to them depend on what was tried.
  ['jointech', { provenCommands: ['server'] }, undefined],
  ['jointech', { checksum: 'lenient' }, 'checksum'],
  ['lakiri', {}, ''],
] as const)
  test(`a model of ${dialect} whose profile is ${JSON.stringify(data)} is at fault: ${fault}`, () =>
    assert.equal(profileFault(dialect, data), fault));
