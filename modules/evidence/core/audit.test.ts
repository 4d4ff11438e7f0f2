import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import { auditLog, type Finding } from './audit.ts';
import { sameBytes } from './merkle.ts';
import { type GrownLog, grownLog } from './test-log.ts';
import { formatEntries, tilesAt } from './tile.ts';

const log = grownLog({ sizes: [3, 256, 300, 600], sha256 });

function findings(
  files: Iterable<readonly [string, Uint8Array]>,
  checkpoint: Pick<GrownLog, 'size' | 'root'> = log,
): Finding[] {
  const audit = auditLog({ checkpoint, sha256 });
  for (const [path, bytes] of files) audit.file(path, bytes);
  return audit.done();
}
const changed = (path: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> =>
  new Map([...log.files, [path, bytes]]);
const without = (path: string): (readonly [string, Uint8Array])[] =>
  [...log.files].filter(([name]) => name !== path);
const file = (path: string): Uint8Array => {
  const bytes = log.files.get(path);
  assert.ok(bytes, path);
  return bytes;
};

for (const sizes of [[0], [1], [255], [256], [257], [512], [3, 256, 300, 600]]) {
  test(`a log that grew to ${sizes.join(', ')} is what its checkpoint says`, () => {
    const whole = grownLog({ sizes, sha256 });
    assert.deepEqual(findings(whole.files, whole), []);
    assert.deepEqual(findings([...whole.files].reverse(), whole), []);
  });
}

test('every changed bit of every file is found, in that file and in no other', () => {
  const paths = [...log.files.keys()];
  const place = fc.record({ path: fc.constantFrom(...paths), bit: fc.nat() });
  fc.assert(
    fc.property(place, ({ path, bit }) => {
      const bytes = Uint8Array.from(file(path));
      const at = bit % (bytes.length * 8);
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
      const found = findings(changed(path, bytes));
      assert.deepEqual(
        found.map((finding) => finding.path),
        [path],
      );
    }),
    { numRuns: 120 },
  );
});

test('an exchanged entry is named, wherever the tiles still tell', () => {
  const entries = log.entries.slice(256, 512).with(44, Buffer.from('entry 300!'));
  assert.deepEqual(findings(changed('tile/entries/001', formatEntries(entries))), [
    {
      code: 'differs',
      path: 'tile/entries/001',
      detail: 'entry 300 is not the one that was logged',
    },
  ]);
});

test('an exchanged entry with its tiles made anew is found by the root', () => {
  const forged = grownLog({
    sizes: [600],
    sha256,
    entry: (at) => (at === 300 ? 'entry 300!' : `entry ${at}`),
  });
  assert.ok(!sameBytes(forged.root, log.root));
  const found = findings(forged.files, log);
  assert.deepEqual(
    found.map(({ code, path }) => ({ code, path })),
    [{ code: 'root-differs', path: 'checkpoint' }],
  );
});

test('a forged bundle and its forged tile are both named', () => {
  const forged = grownLog({
    sizes: [600],
    sha256,
    entry: (at) => (at === 300 ? 'entry 300!' : `entry ${at}`),
  });
  const both = ['tile/0/001', 'tile/entries/001'];
  const files = new Map(log.files);
  for (const path of both) files.set(path, forged.files.get(path) as Uint8Array);
  assert.deepEqual(
    findings(files).map(({ code, path }) => ({ code, path })),
    both.map((path) => ({ code: 'differs', path })),
  );
});

test('a tile gone and its entries forged are both named', () => {
  const entries = log.entries.slice(256, 512).with(44, Buffer.from('entry 300!'));
  const files = new Map([...without('tile/0/001'), ['tile/entries/001', formatEntries(entries)]]);
  assert.deepEqual(
    findings(files).map(({ code, path }) => ({ code, path })),
    [
      { code: 'missing', path: 'tile/0/001' },
      { code: 'differs', path: 'tile/entries/001' },
    ],
  );
});

test('every missing file is named, and nothing else', () => {
  for (const path of [
    'tile/entries/000',
    'tile/entries/002.p/88',
    'tile/0/000',
    'tile/0/002.p/88',
    'tile/1/000.p/2',
  ])
    assert.deepEqual(
      findings(without(path)).map(({ code, path: at }) => ({ code, path: at })),
      [{ code: 'missing', path }],
    );
});

test('partial tiles of earlier sizes may be gone', () => {
  const needed = new Set(
    [...grownLog({ sizes: [600], sha256 }).files.keys()].filter((path) => log.files.has(path)),
  );
  assert.equal(needed.size, tilesAt(600).length + 3);
  assert.deepEqual(findings([...log.files].filter(([path]) => needed.has(path))), []);
});

const odd = [
  { say: 'a stranger', path: 'tile/0/notes.txt', bytes: [1], code: 'not-of-this-log' },
  {
    say: 'a tile beyond the log',
    path: 'tile/0/003.p/1',
    bytes: Array(32).fill(1),
    code: 'not-of-this-log',
  },
  {
    say: 'a wider tile than the log',
    path: 'tile/0/002.p/89',
    bytes: Array(89 * 32).fill(1),
    code: 'not-of-this-log',
  },
  {
    say: 'a level beyond the log',
    path: 'tile/2/000.p/1',
    bytes: Array(32).fill(1),
    code: 'not-of-this-log',
  },
  {
    say: 'a bundle beyond the log',
    path: 'tile/entries/003.p/1',
    bytes: [0, 0],
    code: 'not-of-this-log',
  },
  { say: 'an empty tile', path: 'tile/0/001', bytes: [], code: 'wrong-width' },
  {
    say: 'a tile that is too short',
    path: 'tile/0/001',
    bytes: Array(32).fill(1),
    code: 'wrong-width',
  },
  { say: 'half a hash', path: 'tile/0/001', bytes: Array(33).fill(1), code: 'malformed' },
  { say: 'a cut bundle', path: 'tile/entries/001', bytes: [0, 9, 1], code: 'malformed' },
  { say: 'a bundle of one entry', path: 'tile/entries/001', bytes: [0, 0], code: 'wrong-width' },
  {
    say: 'an older tile of other hashes',
    path: 'tile/0/000.p/3',
    bytes: Array(96).fill(1),
    code: 'differs',
  },
  {
    say: 'an older bundle of other entries',
    path: 'tile/entries/000.p/3',
    bytes: [0, 0, 0, 0, 0, 0],
    code: 'differs',
  },
];
for (const { say, path, bytes, code } of odd) {
  test(`${say} is found: ${code}`, () =>
    assert.deepEqual(
      findings(changed(path, Uint8Array.from(bytes))).map((finding) => [
        finding.code,
        finding.path,
      ]),
      [[code, path]],
    ));
}

test('a checkpoint of another root or size is found', () => {
  const root = sha256(Buffer.from('other'));
  assert.deepEqual(
    findings(log.files, { size: 600, root }).map(({ code, path }) => ({ code, path })),
    [{ code: 'root-differs', path: 'checkpoint' }],
  );
  assert.ok(findings(log.files, { size: 599, root: log.root }).length > 0);
  assert.deepEqual(
    findings([], { size: 0, root }).map(({ code }) => code),
    ['root-differs'],
  );
});
