// Captures of real devices, kept outside the repository. Without them this file skips, and says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Message, positionOf, type Report } from '@lakiri/kit';
import { teltonika } from './index.ts';

const { LAKIRI_SHARED: SHARED } = process.env;
const FOLDER =
  SHARED === undefined
    ? fileURLToPath(new URL('../../../shared/data/frames/', import.meta.url))
    : `${SHARED}/data/frames/`;
const FILES = ['teltonika.jsonl', 'spec-examples.jsonl'].map((name) => FOLDER + name);

type Capture = {
  readonly id: string;
  readonly protocol: string;
  readonly hex: string;
  /** The second: whether it came over UDP. */
  readonly targetArgs?: readonly unknown[];
  readonly ack?: string;
  readonly disabled?: boolean;
  readonly expect: {
    readonly type: string;
    readonly checkLocation?: boolean;
    readonly key?: string;
    readonly value?: unknown;
    readonly count?: number;
    readonly io?: Readonly<Record<string, number>>;
    readonly text?: string;
  };
};

/** What is read otherwise than the capture says, and why: README, "Disagreements". */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'teltonika-0fa47c98': 'length-out-of-range', // its length and its checksum are 0
  'teltonika-c425ce65': 'cut-off', // two bytes are missing from its checksum
  'teltonika-0776cd44': 'wrong-checksum', // codec 12, a photograph
};
/** Names in the captures, and ours. */
const OUR_NAME: Readonly<Record<string, string>> = { tag1Battery: 'io.10831.beacon1.batteryMv' };

const isHere = FILES.every((file) => existsSync(file));
const captures = isHere
  ? FILES.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Capture)
      .filter(({ protocol }) => protocol === 'teltonika')
  : [];

type Read = { readonly messages: readonly Message[]; readonly faults: readonly string[] };

/** The captures that came over UDP say so. */
function readDatagram({ hex }: Capture): Read {
  const datagram = Uint8Array.from(Buffer.from(hex, 'hex'));
  const message = teltonika.datagrams?.decode(datagram);
  assert.ok(message);
  return { messages: [message], faults: message.kind === 'malformed' ? ['malformed'] : [] };
}

function read(hex: string, step: number): Read {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const framer = teltonika.framer();
  const framed = [];
  for (let at = 0; at < bytes.length; at += step)
    framed.push(...framer.push(bytes.subarray(at, at + step)));
  framed.push(...framer.end());
  const messages: Message[] = [];
  const faults: string[] = [];
  for (const it of framed) {
    if (it.kind === 'discarded') faults.push(it.malformed.code);
    else {
      const message = teltonika.decode(it.bytes);
      messages.push(message);
      if (message.kind === 'malformed') faults.push(message.malformed.code);
    }
  }
  return { messages, faults };
}

function reportsOf({ messages }: Read): readonly Report[] {
  return messages.flatMap((message) => (message.kind === 'reports' ? message.reports : []));
}

function assertStated({ expect, hex, ack }: Capture, said: Read): void {
  assert.deepEqual(said.faults, []);
  assert.equal(said.messages.length, 1);
  const [message] = said.messages;
  assert.ok(message);
  const codec = Number.parseInt(hex.slice(16, 18), 16);
  if (hex.startsWith('000f')) {
    assert.equal(message.kind, 'login');
    return;
  }
  if (![7, 8, 16, 0x8e].includes(codec)) {
    assertSaid(expect, message, codec);
    return;
  }
  const reports = reportsOf(said);
  assert.equal(reports.length, Number.parseInt(hex.slice(18, 20), 16));
  if (expect.count !== undefined) assert.equal(reports.length, expect.count);
  if (expect.key !== undefined)
    assert.equal(reports[0]?.raw[OUR_NAME[expect.key] ?? expect.key], expect.value);
  for (const [id, value] of Object.entries(expect.io ?? {}))
    assert.equal(reports[0]?.raw[`io.${id}`], value);
  if (expect.type === 'positions' && expect.checkLocation !== false)
    for (const report of reports) assertPlausible(report);
  const reply = teltonika.acknowledge(message, 'stored', 0 as never);
  if (ack !== undefined) assert.equal(reply && Buffer.from(reply).toString('hex'), ack);
}

/** Codecs without records: a reply, or one that is framed and not read. */
function assertSaid(expect: Capture['expect'], message: Message, codec: number): void {
  if (message.kind === 'reply') {
    assert.equal(message.command, `codec${codec}`);
    if (expect.key === 'driverUniqueId') assert.equal(message.params['card'], expect.value);
    if (expect.text !== undefined) assert.equal(message.params['text'], expect.text);
    return;
  }
  assert.equal(message.kind, 'unknown');
  assert.match(message.kind === 'unknown' ? message.text : '', new RegExp(`^codec ${codec}:`));
}

/** "Decodes to a plausible position": a place where there are satellites, and a time of this age. */
function assertPlausible(report: Report): void {
  assert.ok(report.occurredAt !== null && report.occurredAt > Date.UTC(2000));
  assert.ok(report.occurredAt < Date.UTC(2100));
  if (report.fix === 'gnss') assert.ok(positionOf(report));
  else assert.equal(report.satellites, 0);
}

test('captures of real devices', {
  skip: isHere ? false : `no captures in ${FOLDER}`,
}, async (t) => {
  assert.ok(captures.length > 0);
  for (const capture of captures)
    await t.test(capture.id, () => {
      if (capture.targetArgs?.[1] === true) {
        const said = readDatagram(capture);
        assert.deepEqual(said.faults, []);
        assert.equal(said.messages[0]?.wireId, '357454072713975');
        assert.ok(reportsOf(said).length > 0);
        return;
      }
      const said = read(capture.hex, capture.hex.length);
      assert.deepEqual(read(capture.hex, 1), said);
      const fault = DISAGREEMENTS[capture.id];
      if (fault === undefined) assertStated(capture, said);
      else {
        assert.equal(said.faults[0], fault);
        assert.deepEqual(reportsOf(said), []);
      }
    });
});
