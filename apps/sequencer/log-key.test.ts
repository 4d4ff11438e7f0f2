import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { newEd25519Key } from '@lakiri/evidence';
import { openLogKey } from './log-key.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lakiri-key-'));
});
afterEach(() => rmSync(data, { recursive: true }));

type Given = { origin?: string; publicUrl?: string };
const open = ({ origin, publicUrl }: Given = {}, log?: Parameters<typeof openLogKey>[0]) =>
  openLogKey(log, { file: join(data, 'log-key'), node: 'malaba', origin, publicUrl });

const origins: readonly (readonly [Given, RegExp])[] = [
  [{}, /^node-[0-9a-f]{8}\.local\/log\/malaba$/],
  [{ publicUrl: 'https://customs.example/' }, /^customs\.example\/log\/malaba$/],
  [{ publicUrl: 'http://127.0.0.1:8080' }, /^127\.0\.0\.1:8080\/log\/malaba$/],
  [{ publicUrl: 'https://customs.example', origin: 'kra.example/seals' }, /^kra\.example\/seals$/],
];
for (const [given, name] of origins)
  test(`a new log with ${JSON.stringify(given)} has the origin ${name.source}`, () => {
    const { signer, vkey } = open(given);
    assert.match(signer.name, name);
    assert.ok(vkey.startsWith(`${signer.name}+${signer.keyId}+`));
  });

test('a key is made once, readable for its user only, and stays under another address', () => {
  const first = open({ publicUrl: 'https://customs.example' });
  assert.equal(statSync(join(data, 'log-key')).mode & 0o777, 0o600);
  const text = readFileSync(join(data, 'log-key'), 'utf8');
  assert.match(text, /^PRIVATE\+KEY\+customs\.example\/log\/malaba\+[0-9a-f]{8}\+\S+\n$/);
  const log = { name: 'malaba', origin: first.signer.name, vkey: first.vkey };
  assert.equal(open({ publicUrl: 'https://moved.example' }, log).vkey, first.vkey);
  assert.equal(readFileSync(join(data, 'log-key'), 'utf8'), text);
});

test('a key whose text has the plus of base64 is read whole', () => {
  const seed = new Uint8Array(32).fill(0xfb); // +/v7… in base64
  const { skey, vkey } = newEd25519Key('customs.example/log/malaba', seed);
  assert.ok(skey.split('+').length > 5);
  writeFileSync(join(data, 'log-key'), skey);
  assert.equal(open().vkey, vkey);
});

test('processes that start at once in a new folder have one key', async () => {
  const file = join(data, 'log-key');
  const given = { file, node: 'malaba', origin: undefined, publicUrl: 'https://customs.example' };
  const script = `
    import { openLogKey } from ${JSON.stringify(new URL('log-key.ts', import.meta.url).href)};
    console.log(openLogKey(undefined, ${JSON.stringify(given)}).vkey);`;
  const started = await Promise.all(
    Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]),
    ),
  );
  const [vkey] = new Set(started.map(({ stdout }) => stdout.trim()));
  for (const { stdout } of started) assert.equal(stdout.trim(), vkey);
  assert.equal(open({}).vkey, vkey);
  assert.deepEqual(readdirSync(data), ['log-key']);
});

test('another origin than the key was made for is refused', () => {
  open();
  assert.throws(() => open({ origin: 'other.example/log' }), { code: 'log-origin-other' });
});
