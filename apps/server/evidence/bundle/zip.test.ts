import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { deflateSync, inflateSync } from 'fflate';
import { packFile } from './zip.ts';

/** Lines like those of frames: they repeat, and differ. */
function linesOf(bytes: number): Uint8Array {
  const line = (n: number) => `{"at":${n * 977},"bytes":"${(n * 2_654_435_761).toString(16)}"}\n`;
  let text = '';
  for (let n = 0; text.length < bytes; n++) text += line(n);
  return Buffer.from(text.slice(0, bytes));
}

for (const size of [0, 1, 128 * 1024, 128 * 1024 + 1, 3_000_000])
  test(`${size} bytes are packed to what they always were`, async () => {
    const bytes = linesOf(size);
    const { packed, method } = await packFile('lines', bytes);
    const deflated = deflateSync(bytes, { level: 6 });
    assert.deepEqual([method, packed], method === 8 ? [8, deflated] : [0, bytes]);
    assert.equal(method === 8, deflated.length < size);
    if (method === 8) assert.deepEqual(Buffer.from(inflateSync(packed)), bytes);
    assert.equal(bytes.length, size); // it was not given away
  });

test('others are heard while a long file is packed', async () => {
  const packing = packFile('lines', linesOf(8_000_000)).then(() => true);
  let turns = 0;
  for (; !(await Promise.race([packing, setImmediate(false)])); turns++);
  assert.ok(turns > 10, `${turns} turns`);
});
