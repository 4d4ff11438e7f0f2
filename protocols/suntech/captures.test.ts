// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isoOf, type Message, type Report } from '@lakiri/kit';
import { suntech, withoutTerminator } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FOLDER =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/', import.meta.url))
    : `${SHARED}/data/frames/`;
const FILE = `${FOLDER}suntech.jsonl`;

type Capture = {
  readonly id: string;
  readonly layer: string;
  readonly hex?: string;
  readonly text?: string;
  readonly expect: {
    readonly type: string;
    readonly hex?: string;
    readonly key?: string;
    readonly value?: unknown;
    readonly time?: string;
    readonly valid?: boolean;
    readonly lat?: number;
    readonly lon?: number;
  };
};

const isHere = existsSync(FILE);
const captures = isHere
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

/** Names in the captures, and ours: README. */
const OUR_NAME: Readonly<Record<string, string>> = { hours: 'hourMeterMs' };

function assertStated({ expect }: Capture, message: Message): void {
  if (expect.type === 'null') {
    assert.equal(message.kind, 'unknown');
    return;
  }
  if (expect.key === 'result') {
    assert.equal(message.kind === 'reply' && message.params['result'], expect.value);
    return;
  }
  assert.equal(message.kind, 'reports');
  const [report] = message.kind === 'reports' ? message.reports : [];
  assert.ok(report);
  const { key } = expect;
  if (key !== undefined) assert.equal(report.raw[OUR_NAME[key] ?? key], expect.value);
  assertPlaced(expect, report);
}

/** "Decodes to a plausible position": a place on Earth, and a time of this age. */
function assertPlaced({ time, valid, ...expect }: Capture['expect'], report: Report): void {
  const { lat, lon, occurredAt } = report;
  assert.ok(lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  assert.ok(occurredAt !== null && occurredAt > Date.UTC(2000) && occurredAt < Date.UTC(2100));
  if (time !== undefined) assert.equal(isoOf(occurredAt), `${time.replace(' ', 'T')}Z`);
  if (valid !== undefined) assert.equal(report.fix === 'gnss', valid);
  // stated to five decimals
  if (expect.lat !== undefined) assert.ok(Math.abs(lat - expect.lat) < 1e-5);
  if (expect.lon !== undefined) assert.ok(Math.abs(lon - expect.lon) < 1e-5);
}

test('captures of real devices', {
  skip: isHere ? false : `no captures in ${FOLDER}`,
}, async (t) => {
  assert.ok(captures.length > 0);
  for (const capture of captures)
    await t.test(capture.id, () => {
      const { hex, text = '', layer, expect } = capture;
      const bytes = Uint8Array.from(
        hex === undefined ? Buffer.from(text, 'latin1') : Buffer.from(hex, 'hex'),
      );
      if (layer === 'frame') {
        // Some were taken behind another framer, which left the carriage return out.
        const sent = bytes.at(-1) === 0x0d ? bytes : Uint8Array.of(...bytes, 0x0d);
        const [frame, ...more] = suntech.framer().push(sent);
        assert.deepEqual(more, []);
        const shown = withoutTerminator(frame?.bytes ?? new Uint8Array());
        assert.equal(Buffer.from(shown).toString('hex'), expect.hex);
      } else assertStated(capture, suntech.decode(bytes));
    });
});
