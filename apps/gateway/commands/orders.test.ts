// What every dialect writes for an order, read back as its device reads it: exactly one frame, nothing but what was
// meant, whatever the values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SPOKEN, WITH_PASSWORD } from '@lakiri/commands';
import { type Instant, ORDER_WORDS, type Order, type OrderTo } from '@lakiri/kit';
import { decodeAnswer as readESeal } from '@lakiri/protocol-eseal';
import { encodeReply as gt06Reply, decodeAnswer as readGt06 } from '@lakiri/protocol-gt06';
import {
  encodeReply as jointechReply,
  decodeAnswer as readJointech,
} from '@lakiri/protocol-jointech';
import { encodeGeneralReply, decodeAnswer as readJt808 } from '@lakiri/protocol-jt808';
import { decodeAnswer as readMeitrack } from '@lakiri/protocol-meitrack';
import { encodeKeyReply, encodePosition, decodeAnswer as readOmni } from '@lakiri/protocol-omni';
import { decodeAnswer as readQueclink } from '@lakiri/protocol-queclink';
import { decodeAnswer as readSuntech } from '@lakiri/protocol-suntech';
import {
  decodeAnswer as readTeltonika,
  encodeReply as teltonikaReply,
} from '@lakiri/protocol-teltonika';
import fc from 'fast-check';
import { DIALECTS } from '../dialects.ts';
import { DEVICES } from '../test-devices.ts';

const at = 1_790_000_000_000 as Instant;
type Name = keyof typeof DIALECTS;
/** Lakiri's own orders are signed by an authority: protocols/lakiri/order.test.ts has them. */
const spoken = Object.entries(DIALECTS).filter(
  ([name, { orders }]) => orders !== undefined && name !== 'lakiri',
);

function to(name: string, over: Partial<OrderTo> = {}): OrderTo {
  const device = DEVICES.find(({ dialect }) => dialect === name);
  assert.ok(device !== undefined, name);
  const { wireId } = device;
  const heard = cut(name as Name, device.report(at));
  return { wireId, part: null, serial: 7, at, password: null, heard, ...over };
}

/** The frame as the framer of its dialect cuts it. */
function cut(name: Name, sent: Uint8Array): Uint8Array {
  const framer = DIALECTS[name].framer();
  const [piece] = [...framer.push(sent), ...framer.end()];
  assert.equal(piece?.kind, 'frame', name);
  return piece?.bytes ?? sent;
}

function written(name: string, order: Order, over: Partial<OrderTo> = {}) {
  const encoded = DIALECTS[name as Name].orders?.encode(order, to(name, over));
  assert.ok(encoded !== undefined);
  return encoded;
}

function bytesOf(name: string, order: Order, over: Partial<OrderTo> = {}): Uint8Array {
  const encoded = written(name, order, over);
  assert.ok('bytes' in encoded, JSON.stringify(encoded));
  return encoded.bytes;
}

const unlock: Order = { word: 'unlock' };
const code = { kind: 'static', text: '246810' } as const;

test('what can be ordered is what the commands module says of each dialect', () => {
  const { lakiri } = DIALECTS;
  const all = [...spoken, ['lakiri', lakiri] as const];
  const words = Object.fromEntries(all.map(([name, { orders }]) => [name, orders?.words]));
  assert.deepEqual(words, SPOKEN);
});

test('where nothing opens without a password, the commands module knows the models', () => {
  const wanting = spoken
    .filter(([name]) => SPOKEN[name]?.includes('unlock'))
    .filter(([name]) => codeOf(name) === 'password-needed')
    .map(([name]) => DEVICES.find(({ dialect }) => dialect === name)?.model ?? name);
  assert.deepEqual(wanting, WITH_PASSWORD.slice(0, 1));
});

function codeOf(name: string): string {
  const encoded = written(name, unlock);
  return 'code' in encoded ? encoded.code : 'bytes';
}

const part = '0B00000001';
const dynamic = { kind: 'dynamic', text: '135790' } as const;
const rows: readonly (readonly [
  string,
  Order,
  Partial<OrderTo>,
  unknown,
  (bytes: Uint8Array) => unknown,
])[] = [
  [
    'jointech',
    unlock,
    { password: code },
    { kind: 'command', command: 'P43', params: ['246810'] },
    readJointech,
  ],
  [
    'jointech',
    unlock,
    { password: dynamic },
    { kind: 'command', command: 'P52', params: ['3', '135790'] },
    readJointech,
  ],
  [
    'jointech',
    { word: 'locate' },
    {},
    { kind: 'command', command: 'P02', params: [] },
    readJointech,
  ],
  [
    'jointech',
    { word: 'set-interval', intervalS: 60 },
    {},
    { kind: 'command', command: 'P04', params: ['1', '60', '30'] },
    readJointech,
  ],
  [
    'jointech',
    unlock,
    { part },
    {
      kind: 'command',
      command: '8100000001',
      params: ['1', '007', 'WLNET', '8', '1', '1', '1', part],
    },
    readJointech,
  ],
  [
    'jt808',
    unlock,
    {},
    { wireId: '790000000001', serial: 7, kind: 'vehicleControl', isLocked: false },
    readJt808,
  ],
  [
    'jt808',
    { word: 'lock' },
    {},
    { wireId: '790000000001', serial: 7, kind: 'vehicleControl', isLocked: true },
    readJt808,
  ],
  [
    'jt808',
    { word: 'set-interval', intervalS: 60 },
    {},
    {
      ...{ wireId: '790000000001', serial: 7, kind: 'parameters' },
      parameters: [{ id: 0x29, value: Uint8Array.of(0, 0, 0, 60) }],
    },
    readJt808,
  ],
  ['gt06', unlock, {}, { kind: 'command', serial: 7, serverFlag: 7, text: 'RELAY,1#' }, readGt06],
  [
    'gt06',
    { word: 'set-interval', intervalS: 30 },
    {},
    { kind: 'command', serial: 7, serverFlag: 7, text: 'TIMER,30,30#' },
    readGt06,
  ],
  ['eseal', unlock, {}, { id: '1000821', kind: 'unlock' }, readESeal],
  [
    'omni',
    unlock,
    {},
    { form: 'CMD', imei: '863725031194523', now: at, kind: 'unlock', key: null, user: '7', at },
    readOmni,
  ],
  [
    'omni',
    { word: 'locate' },
    {},
    { form: 'CMD', imei: '863725031194523', now: at, kind: 'question', about: 'place' },
    readOmni,
  ],
];

for (const [name, order, over, expected, read] of rows)
  test(`${name} hears ${JSON.stringify(order)} ${JSON.stringify(over)} as it was meant`, () => {
    const bytes = bytesOf(name, order, over);
    assert.deepEqual(read(bytes), expected);
  });

test('teltonika, meitrack, queclink and suntech hear theirs', () => {
  const texts = [unlock, { word: 'lock' } as const, { word: 'locate' } as const].map((order) =>
    readTeltonika(bytesOf('teltonika', order)),
  );
  assert.match(JSON.stringify(texts), /setdigout 1.*setdigout 0.*getgps/);
  assert.match(JSON.stringify(readMeitrack(bytesOf('meitrack', unlock))), /C01/);
  assert.match(
    JSON.stringify(readQueclink(bytesOf('queclink', { word: 'locate' }, { password: code }))),
    /"word":"RTO","password":"246810".*"serial":7/,
  );
  const heard = Buffer.from('ST300STT;100850000;01;010;20261123;12:00:00;…', 'latin1');
  const suntech = bytesOf('suntech', unlock, { heard, wireId: '100850000' });
  assert.match(JSON.stringify(readSuntech(suntech)), /Enable1/);
});

test('an Omni lock of the SC form is asked for its key first, and opened with it', () => {
  const imei = '863725031194523';
  const speaker = { form: 'SC', imei } as const;
  const heard = encodePosition(speaker as never, {
    ...{ occurredAt: at, valid: true, lat: -4, lon: 39, satellites: 9, hdop: 1, altitudeM: 1 },
    tracking: true,
  });
  const over = { heard: cut('omni', heard) };
  assert.equal((readOmni(bytesOf('omni', unlock, over)) as { kind: string }).kind, 'keyRequest');
  const answer = encodeKeyReply(
    speaker as never,
    {
      ...{ operation: 'unlock', key: '4242', user: '7', at },
    } as never,
  );
  const { orders } = DIALECTS.omni;
  assert.deepEqual(orders?.match(DIALECTS.omni.decode(cut('omni', answer)))?.words, ['unlock']);
  const then = orders?.next?.(unlock, to('omni', over), cut('omni', answer));
  assert.ok(then !== undefined);
  const opened = readOmni(then.bytes) as { kind: string; key: string };
  assert.deepEqual([opened.kind, opened.key], ['unlock', '4242']);
  assert.equal(then.secrets.length, 1);
});

test('a password stands where the dialect says, and nowhere else is it known', () => {
  for (const [name, order] of [
    ['jointech', unlock],
    ['queclink', { word: 'locate' }],
  ] as const) {
    const encoded = written(name, order, { password: code });
    assert.ok('bytes' in encoded);
    const [span] = encoded.secrets;
    assert.equal(Buffer.from(encoded.bytes.subarray(span?.from, span?.to)).toString(), code.text);
  }
});

test('whatever a password or an id holds, at most one frame is written', () => {
  const odd = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.stringMatching(/^[(),$#*;\r\n0-9A-Fa-f]{0,20}$/),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...spoken.map(([name]) => name)),
      fc.constantFrom(...ORDER_WORDS),
      fc.record({
        text: odd,
        part: fc.option(odd),
        wireId: odd,
        n: fc.integer(),
        serial: fc.nat(999),
      }),
      (name, word, { text, part: behind, wireId, n, serial }) => {
        const order: Order = word === 'set-interval' ? { word, intervalS: n } : { word };
        const dialect = DIALECTS[name as Name];
        const over = { password: { kind: 'static', text } as const, part: behind, wireId, serial };
        const encoded = dialect.orders?.encode(order, to(name, over));
        if (encoded === undefined || 'code' in encoded) return;
        const framer = dialect.framer();
        const pieces = [...framer.push(encoded.bytes), ...framer.end()];
        const whole = pieces.filter(({ bytes }) =>
          bytes.some((byte) => byte !== 0x0a && byte !== 0x0d),
        );
        assert.equal(whole.length, 1, Buffer.from(encoded.bytes).toString('latin1'));
      },
    ),
    { numRuns: 2_000 },
  );
});

for (const [say, name, frame, expected] of [
  [
    'yes to P43',
    'jointech',
    jointechReply('8100000001', 'P43', [1, 0]),
    { words: ['unlock'], ok: true, serial: null },
  ],
  [
    'no to P43',
    'jointech',
    jointechReply('8100000001', 'P43', [0, 3]),
    { words: ['unlock'], ok: false, serial: null },
  ],
  [
    'yes to P52',
    'jointech',
    jointechReply('8100000001', 'P52', [3, 1, 0]),
    { words: ['unlock'], ok: true, serial: null },
  ],
  [
    'an echo of WLNET',
    'jointech',
    jointechReply('8100000001', '1', ['007', 'WLNET', '8', '1', '1', '1', part]),
    { words: ['unlock'], ok: null, serial: 7, part },
  ],
  [
    'a general reply',
    'jt808',
    encodeGeneralReply({ wireId: '790000000001', serial: 9 }, {
      serial: 7,
      messageId: 0x8500,
      result: 0,
    } as never),
    { words: ['unlock', 'lock'], ok: true, serial: 7 },
  ],
  [
    'a text of the relay',
    'gt06',
    gt06Reply({ serial: 1, serverFlag: 7, text: 'RELAY:1 Success' }),
    { serial: 7, ok: true },
  ],
  [
    'a text of the output',
    'teltonika',
    teltonikaReply('DOUT1:1 Timeout:INFINITY'),
    { words: ['unlock'], ok: true },
  ],
] as const)
  test(`an answer is known for what it is: ${say}`, () => {
    const { decode, orders } = DIALECTS[name];
    const answer = orders?.match(decode(cut(name, frame)));
    assert.partialDeepStrictEqual(answer, expected);
  });

test('a report is no answer', () => {
  for (const [name, { decode, orders }] of spoken) {
    const heard = to(name).heard;
    assert.ok(heard !== null);
    assert.equal(orders?.match(decode(heard)), undefined, name);
  }
});
