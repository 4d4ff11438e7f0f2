// Go's own implementation of transparency logs reads what our core wrote. It shares no line with ours.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { formatProof, inclusionProof, leafHash } from '@lakiri/evidence';
import { type GrownLog, grownLog } from '@lakiri/evidence/testing';
import { sha256 } from '@lakiri/platform/sha256';
import { buildVerify, GO_MISSING, hasGo } from './build.ts';

const SIZE = 70_000; // tiles of three levels, partial ones in each
const OLDER = [300, 65_536, 69_999];

const skip = hasGo() ? false : GO_MISSING;
const place = mkdtempSync(join(tmpdir(), 'lakiri-independent-'));
const program = join(place, 'verify');
const directory = join(place, 'log');
const log = grownLog({ sizes: [300, SIZE], sha256 });

before(() => {
  if (skip !== false) return;
  buildVerify(program);
  write(directory, log);
});
after(() => rmSync(place, { recursive: true }));

function write(to: string, { checkpoint, vkey, files }: GrownLog): void {
  const all = new Map<string, string | Uint8Array>([
    ...files,
    ['checkpoint', checkpoint],
    ['vkey', `${vkey}\n`],
  ]);
  for (const [path, bytes] of all) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), bytes);
  }
}

function verify(...args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, said: stdout.trim() };
}

/** What is said while one byte of a file is another. */
function whileFlipped(path: string, at: number): ReturnType<typeof verify> {
  const file = join(directory, path);
  const bytes = readFileSync(file);
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ 0x01;
  writeFileSync(file, flipped);
  try {
    return verify(directory);
  } finally {
    writeFileSync(file, bytes);
  }
}

test(`Go finds every record of a log of ${SIZE}, and that it grew from every size asked`, {
  skip,
}, () => {
  const older = OLDER.map((size) => {
    const file = join(place, `checkpoint.${size}`);
    writeFileSync(file, grownLog({ sizes: [size], sha256 }).checkpoint);
    return file;
  });
  assert.deepEqual(verify(directory, ...older), { status: 0, said: `OK ${log.origin} ${SIZE}` });
});

test('Go refuses an older checkpoint of another history', { skip }, () => {
  const file = join(place, 'checkpoint.fork');
  const fork = grownLog({
    sizes: [300],
    sha256,
    entry: (at) => `entry ${at === 7 ? 'seven' : at}`,
  });
  writeFileSync(file, fork.checkpoint);
  const { status, said } = verify(directory, file);
  assert.equal(status, 1);
  assert.match(said, /^FAIL growth from 300/);
});

const flips = [
  { path: 'tile/0/000', at: 0, says: /tile\/0\/000 is not what the entries give/ },
  { path: 'tile/0/200', at: 4_095, says: /tile\/0\/200 is not/ },
  { path: 'tile/0/273.p/112', at: 112 * 32 - 1, says: /tile\/0\/273.p\/112 is not/ },
  { path: 'tile/1/000', at: 8_191, says: /tile\/1\/000 is not/ },
  { path: 'tile/1/001.p/17', at: 5, says: /tile\/1\/001.p\/17 is not/ },
  { path: 'tile/2/000.p/1', at: 31, says: /tile\/2\/000.p\/1 is not/ },
  { path: 'tile/entries/000', at: 2, says: /the entries do not give the signed root/ },
  { path: 'tile/entries/137', at: 1, says: /tile\/entries\/137/ },
  { path: 'tile/entries/273.p/112', at: 20, says: /signed root|entries\/273/ },
  { path: 'checkpoint', at: 4, says: /signature/ },
  { path: 'checkpoint', at: 19, says: /signature/ },
  { path: 'checkpoint', at: 30, says: /signature/ },
  { path: 'checkpoint', at: 150, says: /signature|malformed/ },
  { path: 'vkey', at: 30, says: /verifier/ },
];
for (const { path, at, says } of flips) {
  test(`Go refuses the log with byte ${at} of ${path} changed`, { skip }, () => {
    const { status, said } = whileFlipped(path, at);
    assert.equal(status, 1, said);
    assert.match(said, /^FAIL /);
    assert.match(said, says);
  });
}

test('Go verifies a proof that stands alone, and refuses it for another entry', { skip }, () => {
  const INDEX = 65_537;
  const entry = join(place, 'entry');
  const file = join(place, 'entry.tlog-proof');
  const proof = inclusionProof(INDEX, SIZE, log.hashAt, sha256);
  writeFileSync(file, formatProof({ index: INDEX, proof, checkpointNote: log.checkpoint }));
  writeFileSync(entry, log.entries[INDEX] as Uint8Array);
  const args = ['-proof', file, '-entry', entry, '-vkey', join(directory, 'vkey')];
  assert.deepEqual(verify(...args), {
    status: 0,
    said: `OK ${log.origin} ${SIZE} entry ${INDEX}`,
  });
  writeFileSync(entry, leafHash(log.entries[INDEX] as Uint8Array, sha256));
  assert.deepEqual(verify(...args), { status: 1, said: 'FAIL invalid transparency proof' });
});
