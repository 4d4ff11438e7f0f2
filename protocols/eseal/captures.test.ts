// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eseal } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FILE =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/eseal.jsonl', import.meta.url))
    : `${SHARED}/data/frames/eseal.jsonl`;

type Capture = {
  readonly id: string;
  readonly hex: string;
  readonly expect: { readonly type: 'null' | 'position' };
};

const captures = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

test('captures of real devices', {
  skip: captures.length > 0 ? false : `no captures in ${FILE}`,
}, async (t) => {
  for (const { id, hex, expect } of captures)
    await t.test(id, () => {
      const framer = eseal.framer();
      const found = [...framer.push(Buffer.from(hex, 'hex')), ...framer.end()];
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ['frame'],
      );
      const message = eseal.decode(found[0]?.bytes ?? new Uint8Array(0));
      if (expect.type === 'null') {
        assert.equal(message.kind, 'reply');
        return;
      }
      const report = message.kind === 'reports' ? message.reports[0] : undefined;
      assert.ok(report?.occurredAt && report.occurredAt > Date.UTC(2000));
      assert.ok(report.fix === 'none' ? report.lat === 0 && report.lon === 0 : report.lat !== 0);
    });
});
