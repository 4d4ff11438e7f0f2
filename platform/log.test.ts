import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { test } from 'node:test';
import { createLog, lineOf } from './log.ts';

function written(format: 'json' | 'text', fields: object, message = 'said'): string {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  createLog({ name: 'server', level: 'info', format, destination }).info(fields, message);
  return lines.join('');
}

test('what names a person or opens a door is never written', () => {
  const fields = {
    password: 'p1',
    user: { phoneNumber: 'p2', headers: { Cookie: 'p3', authorization: 'p4' } },
    drivers: ['p5'],
    frameSecret: 'p6',
    seal: 'KE-1',
  };
  for (const format of ['json', 'text'] as const) {
    const line = written(format, fields);
    assert.doesNotMatch(line, /p[1-6]/);
    assert.match(line, /KE-1/);
  }
});

test('a value that nests without end is cut, not walked', () => {
  const ring: { self?: object } = {};
  ring.self = ring;
  assert.match(written('json', { ring }), /…/);
});

test('an error keeps its stack', () => {
  assert.match(written('json', { err: new Error('disk gone') }), /disk gone.*log\.test\.ts/);
});

test('the readable form is one line: time, level, process, words, facts', () => {
  assert.match(
    written('text', { seal: 'KE-1', count: 2 }, 'locked'),
    /^\d\d:\d\d:\d\d\.\d{3} INFO {2}server: locked seal=KE-1 count=2\n$/,
  );
  assert.equal(lineOf('not json'), 'not json');
});

test('a full disk under the log ends nobody', {
  skip: !existsSync('/dev/full') && 'no /dev/full',
}, () => {
  const full = openSync('/dev/full', 'w');
  const lines = `import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)};
    const log = createLog({ name: 'server', level: 'info', format: 'json' });
    for (let line = 0; line < 100; line++) log.info({ line }, 'said');
    process.stderr.write('alive');`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module-typescript', '--eval', lines],
    { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' },
  );
  closeSync(full);
  assert.deepEqual([status, stderr], [0, 'alive']);
});
