import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LINE_BYTES_MAX, linesOf } from './decoding/lines.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function lakiri(args: readonly string[], input = '') {
  const options = { input, encoding: 'utf8', timeout: 20_000, maxBuffer: 1 << 24 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options);
  return { status, stdout, stderr };
}

type Answer = {
  readonly id: unknown;
  readonly frames: readonly string[];
  readonly reports: readonly Record<string, unknown>[];
  readonly events: readonly Record<string, unknown>[];
  readonly messages: readonly Record<string, unknown>[];
  readonly malformed: { readonly offset: number; readonly code: string } | null;
};

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

const EVENT =
  '(8100000001,P45,230625,081530,4.04348,S,39.66020,E,A,36,270,1,3,0004711815,0,0,24,4660)';
const POSITION =
  '2481000000011911003423062508153004026086039396120d1b2d000012340a0000000020e05a1a2b01021900010f000f0f0f0f0f0f0f0f0001027f022a';
const LOGIN = `000f${hex('350000000000006')}`;

const lines = [
  { id: 'event', protocol: 'jointech', framing: 'text', text: EVENT },
  { id: 'two', protocol: 'jt600', framing: 'binary', hex: `${POSITION}${hex('(8100000001,@JT)')}` },
  { id: 'buffer', protocol: 'jointech', framing: 'buffer', hex: hex('(8100000001,P41,2,17)') },
  { id: 'escaped', protocol: 'jt600', framing: 'binary', hex: '28312c3d152c3d1429' },
  { id: 'login', protocol: 'teltonika', framing: 'binary', hex: LOGIN },
  { id: 'garbage', protocol: 'jointech', framing: 'binary', hex: `2829ffff${POSITION}` },
  { id: 'half', protocol: 'jointech', hex: POSITION.slice(0, 40) },
  { id: 'who', protocol: 'morse', hex: '00' },
  { id: 'odd', protocol: 'jointech', hex: '123' },
  { id: 'empty', protocol: 'jointech' },
];

test('decode --jsonl answers each line, good or not, in order', () => {
  const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\nnot json\n[]`;
  const { status, stdout, stderr } = lakiri(['decode', '--jsonl'], input);
  assert.equal(status, 0, stderr);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  assert.deepEqual(
    answers.map(({ id, frames, reports, events, messages, malformed }) => [
      id,
      frames.length,
      reports.length,
      events.length,
      messages.map(({ kind }) => kind).join(),
      malformed && `${malformed.code}@${malformed.offset}`,
    ]),
    [
      ['event', 1, 1, 1, 'reports', null],
      ['two', 2, 1, 0, 'reports,heartbeat', null],
      ['buffer', 1, 0, 0, 'reply', null],
      ['escaped', 1, 0, 0, 'unknown', null],
      ['login', 1, 0, 0, 'login', null],
      ['garbage', 2, 1, 0, 'unknown,reports', 'not-a-frame@2'],
      ['half', 0, 0, 0, '', 'cut-off@20'],
      ['who', 0, 0, 0, '', 'unknown-protocol@0'],
      ['odd', 0, 0, 0, '', 'bad-line@0'],
      ['empty', 0, 0, 0, '', 'bad-line@0'],
      [null, 0, 0, 0, '', 'bad-line@0'],
      [null, 0, 0, 0, '', 'bad-line@0'],
    ],
  );
  const [event, two, buffer, escaped, login] = answers;
  const [{ raw: asSent, ...shown } = {}] = (event?.events ?? []) as Record<string, unknown>[];
  assert.deepEqual((asSent as Record<string, unknown> | undefined)?.['serial'], 24);
  assert.deepEqual(
    [shown],
    [
      {
        type: 'unlock.rfid',
        occurredAt: '2025-06-23T08:15:30.000Z',
        lat: -4.04348,
        lon: 39.6602,
        fix: 'gnss',
        credential: '0004711815',
        wrongCount: 0,
        verification: 3,
      },
    ],
  );
  const { occurredAt, lat, lon, fix, speedKmh, courseDeg, motorLocked, raw } =
    two?.reports[0] ?? {};
  assert.deepEqual(
    [occurredAt, lat, lon, fix, speedKmh, courseDeg, motorLocked],
    ['2025-06-23T08:15:30.000Z', -4.043477, 39.6602, 'gnss', 50.004, 90, true],
  );
  assert.equal((raw as Record<string, unknown> | undefined)?.['dataType'], 'realtime');
  assert.deepEqual(
    [event, two].map((answer) => answer?.messages[0]?.['answer']),
    ['(P69,0,24)', '(P69,0,42)'],
  );
  assert.deepEqual(buffer?.messages[0]?.['params'], ['2', '17']);
  assert.deepEqual(escaped?.frames, ['28312c282c2929']);
  assert.deepEqual(
    [login?.messages[0]?.['wireId'], login?.messages[0]?.['answer']],
    ['350000000000006', '01'],
  );
});

// 0x0200 of JT/T 808, status 0, alarm bit 0, 2025-06-23 16:15:30 at GMT+8; the sum is the last byte.
const ALARM = '020000250139123456780007000000010000000200 3db2c5025d2c58001401f4005a250623161530'
  .replaceAll(' ', '')
  .concat('01040000303931010a');
const sealed = (hexBytes: string, spoilt = 0): string => {
  const bytes = Buffer.from(hexBytes, 'hex');
  const sum = bytes.reduce((all, byte) => all ^ byte, spoilt);
  return `7e${hexBytes}${sum.toString(16).padStart(2, '0')}7e`;
};
const inFieldOrder = [
  {
    say: 'the standard',
    options: undefined,
    hex: sealed(ALARM),
    seen: ['sos', null, 'person.sos', null],
  },
  {
    say: 'a padlock',
    options: { setModelOverride: ['G-360P'] },
    hex: sealed(ALARM),
    seen: ['removing', true, undefined, null],
  },
  {
    say: 'a wrong sum',
    options: undefined,
    hex: sealed(ALARM, 1),
    seen: ['sos', null, 'person.sos', 'wrong-checksum'],
  },
] as const;
for (const { say, options, hex: frame, seen } of inFieldOrder)
  test(`decode reads a frame as its model means it: ${say}`, () => {
    const line = { id: say, protocol: 'jt808', framing: 'binary', hex: frame, options };
    const { stdout } = lakiri(['decode', '--jsonl'], JSON.stringify(line));
    const { reports, events, malformed } = JSON.parse(stdout) as Answer;
    const raw = reports[0]?.['raw'] as Record<string, unknown> | undefined;
    assert.deepEqual(
      [raw?.['alarms'], reports[0]?.['ropeCut'], events[0]?.['type'], malformed?.code ?? null],
      seen,
    );
  });

test('decode of one frame is pretty, and its exit status says whether it made sense', () => {
  const good = lakiri(['decode', '--text', EVENT]);
  assert.equal(good.status, 0, good.stderr);
  assert.match(good.stdout, /^ {6}"type": "unlock.rfid"/m);
  assert.equal(lakiri(['decode', '--hex', POSITION]).status, 0);
  const bad = lakiri([
    'decode',
    '--protocol',
    'jointech',
    '--hex',
    POSITION.replace('0402', '040a'),
  ]);
  assert.equal(bad.status, 1);
  assert.deepEqual((JSON.parse(bad.stdout) as Answer).malformed, { offset: 17, code: 'bad-bcd' });
  assert.equal(lakiri(['decode', '--hex', '2']).status, 1);
});

test('help teaches, and a mistake says what to do', () => {
  const help = lakiri(['help', 'decode']);
  assert.equal(help.status, 0);
  assert.match(help.stdout, /Examples:[\s\S]*lakiri decode --jsonl < captures\.jsonl/);
  assert.match(lakiri(['--help']).stdout, /decode +say what/);
  assert.match(lakiri(['decode']).stderr, /give --jsonl, --hex or --text/);
  assert.match(lakiri(['decoed']).stderr, /unknown command 'decoed'/);
});

function* inChunks(text: string, size: number): Generator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
}

async function all(chunks: Iterable<Uint8Array>): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  for await (const line of linesOf(chunks)) lines.push(line);
  return lines;
}

test('lines come out the same however the stream is cut, and one too long is said and skipped', async () => {
  for (const size of [1, 2, 3, 7, 100])
    assert.deepEqual(await all(inChunks('one\r\n\ntwo\nthree', size)), ['one', 'two', 'three']);
  const long = 'x'.repeat(LINE_BYTES_MAX + 1);
  assert.deepEqual(await all(inChunks(`${long}\nnext\n${long}`, 1 << 16)), [
    undefined,
    'next',
    undefined,
  ]);
});
