// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Profile, Report } from '@lakiri/kit';
import { encodePositionRequest, leniently, meitrack } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FILE =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/meitrack.jsonl', import.meta.url))
    : `${SHARED}/data/frames/meitrack.jsonl`;

type Capture = {
  readonly id: string;
  readonly layer: 'frame' | 'decode' | 'encode';
  readonly hex?: string;
  readonly expect: {
    readonly type: string;
    readonly hex?: string;
    readonly key?: string;
    readonly value?: unknown;
  };
};

/** Read only leniently, and why: README, "Disagreements". */
const WRONG_SUM = ['meitrack-6927f4c7'];

const captures = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

function read(hex: string, step: number, profile?: Profile) {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const framer = meitrack.framer();
  const found = [];
  for (let at = 0; at < bytes.length; at += step)
    found.push(...framer.push(bytes.subarray(at, at + step)));
  found.push(...framer.end());
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['frame'],
  );
  const [frame] = found;
  assert.ok(frame);
  assert.deepEqual(
    meitrack.datagrams?.decode(bytes, profile),
    meitrack.decode(frame.bytes, profile),
  );
  return { frame: frame.bytes, message: meitrack.decode(frame.bytes, profile) };
}

function assertStated({ expect }: Capture, frame: Uint8Array, reports: readonly Report[]): void {
  assert.ok(reports.length > 0);
  for (const { occurredAt, lat, lon } of reports) {
    assert.ok(occurredAt !== null && occurredAt > Date.UTC(2000) && occurredAt < Date.UTC(2100));
    assert.ok(lat !== null && lon !== null && Math.abs(lat) > 1 && Math.abs(lon) > 1);
  }
  if (expect.hex !== undefined) assert.equal(Buffer.from(frame).toString('hex'), expect.hex);
  if (expect.key === undefined) return;
  const [first] = reports;
  const ours = expect.key === 'lock' ? first?.bits.motorLocked : first?.raw[expect.key];
  assert.equal(ours, expect.value);
}

test('captures of real devices', {
  skip: captures.length > 0 ? false : `no captures in ${FILE}`,
}, async (t) => {
  for (const capture of captures)
    await t.test(capture.id, () => {
      const { id, hex, expect } = capture;
      if (hex === undefined) {
        const asked = encodePositionRequest({ imei: '123456789012345', flag: 'A' });
        assert.equal(Buffer.from(asked).toString('hex'), expect.hex);
        return;
      }
      const isWrong = WRONG_SUM.includes(id);
      const profile = isWrong ? leniently(undefined) : undefined;
      const { frame, message } = read(hex, hex.length, profile);
      assert.deepEqual(read(hex, 1, profile).message, message);
      assertStated(capture, frame, message.kind === 'reports' ? message.reports : []);
      const strict = meitrack.decode(frame);
      if (isWrong)
        assert.equal(strict.kind === 'malformed' && strict.malformed.code, 'wrong-checksum');
    });
});
