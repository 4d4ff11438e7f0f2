// Frames of real devices, with the values stated beside them. They are not part of this repository: LAKIRI_SHARED
// names the folder that holds data/frames, else ../shared is tried.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Message, positionOf, type Report } from '@lakiri/kit';
import { encodeText, encodeTransparentText, jt808, unescapeFrame } from './index.ts';
import { MODELS, PROFILES } from './models.ts';
import { type Jt808Profile, leniently, profileOf } from './profile.ts';

const { LAKIRI_SHARED: shared } = process.env;
const file = new URL(
  'data/frames/jt808.jsonl',
  shared ? pathToFileURL(`${shared}/`) : new URL('../../../shared/', import.meta.url),
);

type Capture = {
  readonly id: string;
  readonly layer: 'frame' | 'decode' | 'encode';
  readonly hex?: string;
  readonly options?: { readonly setModelOverride?: readonly string[] };
  readonly expect: {
    readonly type: string;
    readonly hex?: string;
    readonly key?: string;
    readonly value?: unknown;
    readonly command?: { readonly attributes: { readonly data: string } };
  };
};

/** What is read otherwise than stated, and why: README, "Disagreements with captures". */
const WITHOUT_FIX = [
  'jt808-18996dd5',
  'jt808-c2648ada',
  'jt808-ba2ac186',
  'jt808-1c1160f7',
  'jt808-90649a44',
];
const PASSWORD_NOT_SHOWN = ['jt808-67c387bf'];
const WRONG_CHECKSUM = ['jt808-c56bfa0c'];
const captures = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Capture)
  : [];

function bytesOf(hex: string | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(hex ?? '', 'hex'));
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function profileFor({ options }: Capture): Jt808Profile {
  const family = MODELS[options?.setModelOverride?.[0] ?? ''];
  const profile = profileOf(family === undefined ? {} : PROFILES[family]);
  assert.ok(!('code' in profile));
  return profile as Jt808Profile;
}

/** One capture is one frame. Those of the layer `decode` were taken behind a framer: where a delimiter stands inside, unescaped, ours cannot cut them. */
function frameOf({ hex, layer }: Capture): Uint8Array {
  const bytes = bytesOf(hex);
  if (layer === 'decode' && bytes[0] === 0x7e && bytes.indexOf(0x7e, 1) !== bytes.length - 1)
    return bytes;
  const framer = jt808.framer();
  const [found, ...more] = [...framer.push(bytes), ...framer.end()];
  assert.deepEqual([found?.kind, more], ['frame', []]);
  return bytes;
}

/** The names of `expect` that our report has under another name. */
const OURS: Readonly<Record<string, (report: Report) => unknown>> = {
  sat: ({ satellites }) => satellites,
  batteryLevel: ({ batteryPct }) => batteryPct,
  charge: ({ bits }) => bits.charging,
  alarm: ({ raw: { alarms } }) => alarms, // every capture that states one has no other
};

function assertValue(message: Message, key: string, value: unknown): void {
  if (message.kind === 'reply') {
    assert.equal(message.params[key], value);
    return;
  }
  assert.equal(message.kind, 'reports');
  const [report] = message.kind === 'reports' ? message.reports : [];
  assert.ok(report);
  const ours = OURS[key]?.(report) ?? report.raw[key];
  if (typeof value === 'number' && typeof ours === 'number')
    assert.ok(Math.abs(ours - value) < 1e-9, `${key}: ${ours}, stated ${value}`);
  else assert.equal(ours, value, key);
}

function assertStated({ id, expect: { type, key, value } }: Capture, message: Message): void {
  if (key !== undefined) {
    assertValue(message, key, value);
    return;
  }
  assert.equal(message.kind === 'reports', type !== 'null');
  if (message.kind !== 'reports' || !type.startsWith('position')) return;
  for (const report of message.reports) {
    assert.ok(report.occurredAt !== null && report.lat !== null);
    if (!WITHOUT_FIX.includes(id)) assert.ok(positionOf(report));
  }
  if (WITHOUT_FIX.includes(id)) assert.ok(message.reports.some(({ fix }) => fix === 'none'));
}

test('captures of real devices', {
  skip: captures.length > 0 ? false : 'data/frames is not here; set LAKIRI_SHARED',
}, async (t) => {
  for (const capture of captures)
    await t.test(capture.id, () => {
      if (capture.layer === 'encode') assertCommand(capture);
      else if (capture.layer === 'frame')
        assert.equal(hexOf(unescapeFrame(frameOf(capture))), capture.expect.hex);
      else assertDecoded(capture);
    });
});

function assertDecoded(capture: Capture): void {
  const { id } = capture;
  const frame = frameOf(capture);
  const profile = profileFor(capture);
  const message = jt808.decode(frame, profile);
  if (PASSWORD_NOT_SHOWN.includes(id))
    assert.deepEqual([message.kind, message.secrets.length], ['reply', 1]);
  else if (WRONG_CHECKSUM.includes(id)) {
    assert.equal(message.kind === 'malformed' && message.malformed.code, 'wrong-checksum');
    assertStated(capture, jt808.decode(frame, leniently(profile)));
  } else assertStated(capture, message);
}

/** Commands to two models: a text (8300) and a transparent text (8900, kind F0). */
function assertCommand({ options, expect: { hex, command } }: Capture): void {
  const text = command?.attributes.data ?? '';
  const header = { wireId: '123456789012347', serial: 0 } as const; // with its check digit
  const isCamera = MODELS[options?.setModelOverride?.[0] ?? ''] === 'jimiCamera';
  const frame = isCamera
    ? encodeTransparentText(header, { kind: 0xf0, text })
    : encodeText(header, { flags: 1, text });
  assert.equal(hexOf(frame), hex);
}
