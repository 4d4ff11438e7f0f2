// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Message, Report } from '@lakiri/kit';
import { queclink } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FOLDER =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/', import.meta.url))
    : `${SHARED}/data/frames/`;
const FILE = `${FOLDER}gl200text.jsonl`;

type Capture = {
  readonly id: string;
  readonly hex: string;
  readonly expect: {
    readonly type: string;
    readonly checkLocation?: boolean;
    readonly key?: string;
    readonly value?: unknown;
  };
};

const isHere = existsSync(FILE);
const captures = isHere
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

/** What is read otherwise than the capture says, and why: README, "Disagreements". */
const REPLIES = /^\+ACK:GT(?!HBD)/;

/** Names in the captures, and where the report has them. */
function valueIn(report: Report, key: string): unknown {
  return key === 'batteryLevel' ? report.batteryPct : report.raw[key];
}

/** "Decodes to a plausible position": a place on Earth, and a time of this age. */
function assertPlausible({ lat, lon, occurredAt }: Report): void {
  assert.ok(lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  assert.ok(occurredAt !== null);
  assert.ok(occurredAt > Date.UTC(2000) && occurredAt < Date.UTC(2100));
}

function assertStated({ expect }: Capture, text: string, message: Message): void {
  if (expect.type === 'null') {
    assert.equal(message.kind, 'heartbeat');
    return;
  }
  if (REPLIES.test(text)) {
    assert.equal(message.kind, 'reply');
    return;
  }
  assert.equal(message.kind, 'reports');
  const reports = message.kind === 'reports' ? message.reports : [];
  const [report] = reports;
  assert.ok(report);
  assert.equal(report.source, text.startsWith('+BUFF') ? 'stored' : 'live');
  if (expect.key !== undefined) assert.equal(valueIn(report, expect.key), expect.value);
  const isPlaced = expect.type.startsWith('position') && expect.checkLocation !== false;
  if (isPlaced) for (const one of reports) assertPlausible(one);
}

test('captures of real devices', {
  skip: isHere ? false : `no captures in ${FOLDER}`,
}, async (t) => {
  assert.ok(captures.length > 0);
  for (const capture of captures)
    await t.test(capture.id, () => {
      const bytes = Uint8Array.from(Buffer.from(capture.hex, 'hex'));
      const text = Buffer.from(bytes).toString('latin1');
      const message = queclink.decode(bytes);
      assertStated(capture, text, message);
      if (!text.endsWith('$')) return; // taken behind another framer
      const framer = queclink.framer();
      assert.deepEqual([...framer.push(bytes), ...framer.end()], [{ kind: 'frame', bytes }]);
    });
});
