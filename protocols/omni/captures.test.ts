// Captures and values stated by the maker, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isoOf, type Message, type RawValue } from '@lakiri/kit';
import { omni, operationKey } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FILE =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/omni.jsonl', import.meta.url))
    : `${SHARED}/data/frames/omni.jsonl`;

type Expected = Readonly<Record<string, unknown>> & { readonly type: string };
type Capture = { readonly id: string; readonly text: string; readonly expect: Expected };

const captures = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

/** The words that the stated types stand for. */
const WORDS: Readonly<Record<string, string>> = {
  checkin: 'Q0',
  heartbeat: 'H0',
  status: 'S5',
  position: 'D0',
  unlockResult: 'L0',
  lockReport: 'L1',
  alarm: 'W0',
  iccid: 'I0',
  key: 'R0',
};

/** Our value for a stated one. */
function sayings(message: Message, frame: Uint8Array): Readonly<Record<string, unknown>> {
  if (message.kind === 'reply') {
    const { operation, user, iccid } = message.params;
    const key = operationKey(frame);
    return { word: message.command, op: operation, user, iccid, key: key && Number(key) };
  }
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  const raw: Readonly<Record<string, RawValue>> = report.raw;
  return {
    ...raw,
    locked: report.bits.motorLocked,
    sats: report.satellites,
    lat: report.lat,
    lon: report.lon,
    altitude: report.altitudeM,
    time: report.occurredAt && isoOf(report.occurredAt).replace('.000', ''),
    valid: report.fix === 'gnss',
    at: raw['operationAt'],
    code: raw['alarm'],
    dialect: raw['form'],
  };
}

test('values stated by the maker', {
  skip: captures.length > 0 ? false : `no captures in ${FILE}`,
}, async (t) => {
  for (const { id, text, expect } of captures)
    await t.test(id, () => {
      const framer = omni.framer();
      const found = [...framer.push(Buffer.from(text, 'latin1')), ...framer.end()];
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ['frame'],
      );
      const frame = found[0]?.bytes ?? new Uint8Array(0);
      const said = sayings(omni.decode(frame), frame);
      assert.equal(said['word'], WORDS[expect.type]);
      const { type: _, note: __, ...values } = expect;
      for (const [name, value] of Object.entries(values)) {
        const ours = said[name];
        if (typeof value === 'number' && typeof ours === 'number')
          assert.ok(Math.abs(ours - value) < 1e-5, `${name}: ${ours}, stated ${value}`);
        else assert.equal(ours, value, name);
      }
    });
});
