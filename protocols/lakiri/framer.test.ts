import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Framed } from '@lakiri/kit';
import fc from 'fast-check';
import { FRAME_BYTES_MAX, framer } from './framer.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts));

function cut(stream: Uint8Array, sizes: readonly number[] = []): readonly Framed[] {
  const own = framer();
  const found: Framed[] = [];
  let at = 0;
  for (const size of sizes) {
    found.push(...own.push(stream.slice(at, at + size)));
    at += size;
  }
  found.push(...own.push(stream.slice(at)), ...own.end());
  return found;
}

function seen(found: readonly Framed[]): readonly string[] {
  return found.map((it) =>
    it.kind === 'frame'
      ? `frame ${it.bytes.length}`
      : `${it.malformed.code}@${it.malformed.offset} ${it.bytes.length}`,
  );
}

const beat = '4c4b001083006c4c4b522d303030303030313703';
const full = `4c4b03fcd2${'00'.repeat(FRAME_BYTES_MAX - 5)}`;
const rows: readonly (readonly [string, string, readonly string[]])[] = [
  ['a heartbeat', beat, ['frame 20']],
  ['two', beat + beat, ['frame 20', 'frame 20']],
  ['the longest', full, ['frame 1024']],
  ['one byte more', full.replace('03fc', '03fd'), ['too-long@0 1024']],
  ['a content that is none of ours', `4c4b0002ff00${beat}`, ['not-a-frame@0 6', 'frame 20']],
  ['no content', `4c4b0000d2${beat}`, ['not-a-frame@0 5', 'frame 20']],
  ['L and no K', `4c${beat}`, ['not-a-frame@0 1', 'frame 20']],
  ['half a frame at the end', `${beat}4c4b00`, ['frame 20', 'cut-off@3 3']],
  ['noise', `ffff${beat}`, ['not-a-frame@0 2', 'frame 20']],
];
for (const [name, stream, found] of rows) {
  test(name, () => assert.deepEqual(seen(cut(hex(stream))), found));
  test(`${name}, byte by byte`, () => {
    const bytes = hex(stream);
    assert.deepEqual(cut(bytes, Array(bytes.length).fill(1)), cut(bytes));
  });
}

test('no split whatever changes what is found, and nothing is lost', () => {
  const piece = fc.oneof(
    fc.constantFrom(beat, '4c', '4c4b', '4c4b0004', '83010102', 'd284').map(hex),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 60 })),
      (pieces, sizes) => {
        const stream = joined(...pieces);
        const whole = cut(stream);
        assert.deepEqual(cut(stream, sizes), whole);
        assert.deepEqual(joined(...whole.map(({ bytes }) => bytes)), stream);
      },
    ),
  );
});
