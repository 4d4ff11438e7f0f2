import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ENTRY_BYTES_MAX,
  entriesPath,
  formatEntries,
  newTiles,
  parseEntries,
  parseTilePath,
  tilePath,
  tilesAt,
  widthAt,
  widthsAt,
} from './tile.ts';

const paths = [
  { level: 0, index: 0, path: 'tile/0/000' },
  { level: 0, index: 1, width: 17, path: 'tile/0/001.p/17' },
  { level: 2, index: 1_234_067, path: 'tile/2/x001/x234/067' },
  { level: 0, index: 1_234, path: 'tile/0/x001/234' },
  { level: 63, index: 999, width: 255, path: 'tile/63/999.p/255' },
  { level: 5, index: 123_456_078, width: 2, path: 'tile/5/x123/x456/078.p/2' },
];
for (const { level, index, width, path } of paths) {
  test(`tile ${level}/${index} lies at ${path}, and its entries likewise`, () => {
    assert.equal(tilePath(level, index, width), path);
    assert.deepEqual(parseTilePath(path), { kind: 'hashes', level, index, width: width ?? 256 });
    const bundle = entriesPath(index, width);
    assert.equal(bundle, path.replace(/^tile\/\d+/, 'tile/entries'));
    assert.deepEqual(parseTilePath(bundle), { kind: 'entries', index, width: width ?? 256 });
  });
}

// Of the fuzz seeds of golang/mod sumdb/tlog/tile_test.go those whose height is stripped, and our own.
const noPaths = [
  'tile/5/123/456/078',
  'tile/-1/123/456/078',
  'tile/data/x003/x057/500',
  'tile/0/x003/x057/500/',
  'tile/0/1',
  'tile/0/0001',
  'tile/0/x000/001',
  'tile/00/001',
  'tile/64/001',
  'tile/0/001.p/0',
  'tile/0/001.p/256',
  'tile/0/001.p/017',
  'tile/0/001.p/',
  'tile/0/x001',
  'tile/0/X001/002',
  'tile/entries/x000/000',
  'tile/8/0/001',
  '/tile/0/001',
  'tile/0/001\n',
  'tile/0/x009/x999/x999/x999/x999/999',
  '',
];
for (const path of noPaths) {
  test(`${JSON.stringify(path)} is no tile's path`, () =>
    assert.equal(parseTilePath(path), undefined));
}

test('a path says its tile and no other', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 63 }),
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) => {
        const parsed = parseTilePath(tilePath(level, index, width));
        assert.deepEqual(parsed, { kind: 'hashes', level, index, width });
      },
    ),
  );
});

const widths = [
  { size: 0, levels: [] },
  { size: 1, levels: [[0, 1]] },
  { size: 255, levels: [[0, 255]] },
  {
    size: 256,
    levels: [
      [1, 0],
      [0, 1],
    ],
  },
  {
    size: 257,
    levels: [
      [1, 1],
      [0, 1],
    ],
  },
  {
    size: 65_535,
    levels: [
      [255, 255],
      [0, 255],
    ],
  },
  {
    size: 65_536,
    levels: [
      [256, 0],
      [1, 0],
      [0, 1],
    ],
  },
  // The example of C2SP tlog-tiles, "Partial Tiles".
  {
    size: 70_000,
    levels: [
      [273, 112],
      [1, 17],
      [0, 1],
    ],
  },
];
for (const { size, levels } of widths) {
  test(`a log of ${size} has the full and partial tiles ${JSON.stringify(levels)}`, () => {
    assert.deepEqual(
      widthsAt(size).map(({ full, partial }) => [full, partial]),
      levels,
    );
    const tiles = levels.reduce(
      (sum, [full = 0, partial = 0]) => sum + full + Math.sign(partial),
      0,
    );
    assert.equal(tilesAt(size).length, tiles);
    for (const { level, index, width } of tilesAt(size))
      assert.equal(widthAt(level, index, size), width);
  });
}

const growths = [
  { from: 1, to: 1, paths: [] },
  { from: 0, to: 1, paths: ['tile/0/000.p/1'] },
  { from: 100, to: 101, paths: ['tile/0/000.p/101'] },
  { from: 255, to: 256, paths: ['tile/0/000', 'tile/1/000.p/1'] },
  { from: 256, to: 257, paths: ['tile/0/001.p/1'] },
  { from: 200, to: 600, paths: ['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2'] },
  { from: 65_535, to: 65_536, paths: ['tile/0/255', 'tile/1/000', 'tile/2/000.p/1'] },
];
for (const { from, to, paths: written } of growths) {
  test(`growth from ${from} to ${to} writes ${written.length} tiles`, () =>
    assert.deepEqual(
      newTiles(from, to).map(({ level, index, width }) => tilePath(level, index, width)),
      written,
    ));
}

test('an address beyond the log has no width', () => {
  assert.equal(widthAt(0, 274, 70_000), 0);
  assert.equal(widthAt(3, 0, 70_000), 0);
});

test('entries of any length come back from their bundle', () => {
  const entry = fc.uint8Array({ maxLength: 40 });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 256 }), (entries) => {
      assert.deepEqual(parseEntries(formatEntries(entries)), entries);
    }),
  );
});

test('the longest entry fits, one byte more is the caller’s fault', () => {
  const longest = new Uint8Array(ENTRY_BYTES_MAX).fill(7);
  assert.deepEqual(parseEntries(formatEntries([longest])), [longest]);
  assert.throws(() => formatEntries([new Uint8Array(ENTRY_BYTES_MAX + 1)]), RangeError);
});

const badBundles = [
  { bytes: [0], code: 'length-cut', offset: 0 },
  { bytes: [0, 1, 65, 0], code: 'length-cut', offset: 3 },
  { bytes: [0, 2, 65], code: 'entry-cut', offset: 0 },
  { bytes: [0, 0, 255, 255, 1], code: 'entry-cut', offset: 2 },
  { bytes: Array.from({ length: 2 * 257 }, () => 0), code: 'too-many-entries', offset: 512 },
];
for (const { bytes, ...malformed } of badBundles) {
  test(`a bundle of ${bytes.length} bytes is malformed: ${malformed.code}`, () =>
    assert.deepEqual(parseEntries(Uint8Array.from(bytes)), malformed));
}
