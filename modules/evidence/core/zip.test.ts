import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Zippable, zipSync } from 'fflate';
import { readZip, UNPACKED_BYTES_MAX } from './zip.ts';

const mtime = new Date(1980, 0, 1);
const zipped = (files: Zippable, level: 0 | 6 = 6): Uint8Array => zipSync(files, { level, mtime });
const codeOf = (zip: Uint8Array): string => {
  const read = readZip(zip);
  return read.read ? 'read' : read.code;
};
const at = (zip: Uint8Array, signature: number, offset: number): number => {
  for (let from = zip.length - 4; from >= 0; from--)
    if (Buffer.from(zip).readUInt32LE(from) === signature) return from + offset;
  throw new Error('no such record');
};
/** A copy with some bytes of the last record of a kind set anew. */
const patched = (
  zip: Uint8Array,
  signature: number,
  fields: Record<number, number[]>,
): Uint8Array => {
  const copy = Uint8Array.from(zip);
  for (const [offset, bytes] of Object.entries(fields))
    copy.set(bytes, at(zip, signature, Number(offset)));
  return copy;
};
const [CENTRAL, END] = [0x02014b50, 0x06054b50];

for (const level of [0, 6] as const)
  test(`files packed at level ${level} come out as they were`, () => {
    const files = {
      'a.txt': Buffer.from('one'),
      'b/c.bin': Buffer.from(Array.from({ length: 90_000 }, (_, n) => (n * n) % 251)),
      'b/empty': Buffer.of(),
    };
    const read = readZip(zipped(files, level));
    assert.ok(read.read);
    assert.deepEqual([read.damaged, read.unusual], [[], []]);
    assert.deepEqual(
      [...read.files].map(([path, bytes]) => [path, Buffer.from(bytes)]),
      Object.entries(files),
    );
  });

const names = [
  '../up',
  '/root',
  'a//b',
  'a/../b',
  'C:\\x',
  'a\\b',
  '.hidden',
  'a/.git',
  'dir/',
  'x'.repeat(201),
  'ä',
];
for (const name of names)
  test(`the name ${name.slice(0, 20)} is refused`, () => {
    assert.equal(codeOf(zipped({ [name]: Buffer.from('x') })), 'bad-name');
  });

const one = zipped({ a: Buffer.from('x'.repeat(100)) });
const two = zipped({ a: Buffer.from('1'), b: Buffer.from('2') });
const rows: readonly { say: string; zip: Uint8Array; code: string }[] = [
  { say: 'no bytes', zip: Buffer.of(), code: 'not-a-zip' },
  { say: 'noise', zip: Buffer.alloc(500, 7), code: 'not-a-zip' },
  {
    say: 'names that differ by case',
    zip: zipped({ a: Buffer.of(1), A: Buffer.of(2) }),
    code: 'name-twice',
  },
  { say: 'a bomb of zeros', zip: zipped({ a: Buffer.alloc(10_000_000) }), code: 'bomb' },
  { say: 'bytes before', zip: Buffer.concat([Buffer.of(0), one]), code: 'unusual-form' },
  { say: 'bytes behind', zip: Buffer.concat([one, Buffer.of(0)]), code: 'not-a-zip' },
  {
    say: 'a comment',
    zip: zipSync({ a: [Buffer.of(1), { comment: 'hi' }] }, { mtime }),
    code: 'unusual-form',
  },
  {
    say: 'an extra field',
    zip: zipSync({ a: [Buffer.of(1), { extra: { 99: Buffer.of(1) } }] }, { mtime }),
    code: 'unusual-form',
  },
  {
    say: 'a count too low',
    zip: patched(two, END, { 8: [1, 0], 10: [1, 0] }),
    code: 'unusual-form',
  },
  {
    say: 'a count of zip64',
    zip: patched(two, END, { 8: [255, 255], 10: [255, 255] }),
    code: 'too-many-files',
  },
  { say: 'encryption', zip: patched(one, CENTRAL, { 8: [1, 0] }), code: 'unusual-form' },
  { say: 'a data descriptor', zip: patched(one, CENTRAL, { 8: [8, 0] }), code: 'unusual-form' },
  { say: 'an unknown method', zip: patched(one, CENTRAL, { 10: [12, 0] }), code: 'unknown-method' },
  {
    say: 'another size in the directory',
    zip: patched(one, CENTRAL, { 24: [99, 0] }),
    code: 'headers-differ',
  },
  {
    say: 'another name in the directory',
    zip: patched(one, CENTRAL, { 46: [0x62] }),
    code: 'headers-differ',
  },
  {
    say: 'a file on top of another',
    zip: patched(two, CENTRAL, { 42: [0, 0] }),
    code: 'unusual-form',
  },
  { say: 'a directory cut off', zip: patched(two, END, { 12: [60, 0] }), code: 'unusual-form' },
];
for (const { say, zip, code } of rows)
  test(`${say}: ${code}`, () => assert.equal(codeOf(zip), code));

/** A stored file whose header promises another size than it has. */
function lying(size: number, packed: Uint8Array): Uint8Array {
  const zip = Buffer.from(zipSync({ a: [Buffer.alloc(70_000, 'ab'), { level: 6 }] }, { mtime }));
  const [local, central] = [0, at(zip, CENTRAL, 0)];
  const header = Buffer.from(zip.subarray(local, 31));
  const record = Buffer.from(zip.subarray(central, central + 47));
  for (const [target, base] of [
    [header, 18],
    [record, 20],
  ] as const) {
    target.writeUInt32LE(packed.length, base);
    target.writeUInt32LE(size, base + 4);
  }
  const end = Buffer.from(zip.subarray(-22));
  end.writeUInt32LE(header.length + packed.length, 16);
  return Buffer.concat([header, packed, record, end]);
}
const packedOf = (bytes: Uint8Array): Uint8Array => {
  const zip = zipSync({ a: [bytes, { level: 6 }] }, { mtime });
  return zip.subarray(31, at(zip, CENTRAL, 0));
};

for (const size of [10, 100_000, 1_999_999])
  test(`a file that unpacks to more than the ${size} bytes it promises is damaged`, () => {
    const noise = Buffer.from(
      Array.from({ length: 2_000_000 }, (_, n) => (Math.imul(n, 2_654_435_761) >>> 13) ^ (n * n)),
    );
    const read = readZip(lying(size, packedOf(noise)));
    assert.ok(read.read);
    assert.deepEqual([read.damaged, read.files.size], [['a'], 0]);
  });

test('a promise of more than may be unpacked is refused unread', () => {
  const packed = Buffer.alloc(3_000_000);
  assert.equal(codeOf(lying(UNPACKED_BYTES_MAX + 1, packed)), 'too-large');
});
