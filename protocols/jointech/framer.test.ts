import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, framedIn, pieces, seen } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { FRAME_BYTES_MAX, framer } from './framer.ts';
import { encodeHeartbeat, encodeLongForm, encodeShortForm, unescapeFrame } from './index.ts';

const cut = (stream: Uint8Array, sizes?: readonly number[]) =>
  framedIn(framer(), pieces(stream, sizes));

const place = {
  occurredAt: 1_750_666_530_000 as never,
  valid: true,
  lat: -4.043477,
  lon: 39.6602,
  speedKmh: 50,
  courseDeg: 90,
};
const long = encodeLongForm({
  ...place,
  deviceId: '8100000001',
  serial: 0x28, // a bracket, where a careless framer would stumble
  odometerKm: 0x24282928,
  satellites: 10,
  bits: {},
  batteryPct: 90,
});
const own = { kind: 2, fuel: 1, status: 2, odometerKm: 3 } as const;
const short = encodeShortForm({
  deviceId: '3100000005',
  serial: 1,
  records: Array.from({ length: 37 }, () => ({ ...place, own })),
});
const heartbeat = encodeHeartbeat('8100000001');

const rows: { name: string; stream: Uint8Array; found: string[] }[] = [
  { name: 'nothing', stream: bytesOf(), found: [] },
  {
    name: 'both forms and a text',
    stream: bytesOf(long, short, heartbeat, long),
    found: ['frame 62', 'frame 1009', 'frame 16', 'frame 62'],
  },
  {
    name: 'garbage between frames is one run',
    stream: bytesOf(heartbeat, 'xyz\r\n', long),
    found: ['frame 16', 'not-a-frame@0 5', 'frame 62'],
  },
  {
    name: 'a dollar with no number behind it',
    stream: bytesOf('$\x0abc', heartbeat),
    found: ['bad-bcd@0 4', 'frame 16'],
  },
  {
    name: 'a length beyond any frame',
    stream: bytesOf('$\x12\x34\x56\x78\x90\x11\x7f\xff\x00', heartbeat),
    found: ['too-long@0 10', 'frame 16'],
  },
  {
    name: 'a text begun and begun again',
    stream: bytesOf('(81000000', heartbeat),
    found: ['unterminated@0 9', 'frame 16'],
  },
  {
    name: 'a bracket with no word behind it',
    stream: bytesOf('( hello)', heartbeat),
    found: ['not-a-frame@0 8', 'frame 16'],
  },
  {
    name: 'a word longer than any',
    stream: bytesOf(`(${'1'.repeat(20)},`, heartbeat),
    found: ['not-a-frame@0 22', 'frame 16'],
  },
  {
    name: 'a text without end',
    stream: bytesOf(`(8100000001,${'x'.repeat(FRAME_BYTES_MAX)}`, heartbeat),
    found: ['too-long@0 1024', 'not-a-frame@0 12', 'frame 16'],
  },
  {
    name: 'a megabyte of noise comes in pieces',
    stream: bytesOf('x'.repeat(3 * 1024 + 5)),
    found: [...Array(3).fill('not-a-frame@0 1024'), 'not-a-frame@0 5'],
  },
  {
    name: 'half a frame at the end',
    stream: bytesOf(heartbeat, long.subarray(0, 30)),
    found: ['frame 16', 'cut-off@30 30'],
  },
  {
    name: 'garbage and half a frame at the end',
    stream: bytesOf('xx', heartbeat.subarray(0, 5)),
    found: ['not-a-frame@0 7'],
  },
];

for (const { name, stream, found } of rows) {
  test(name, () => assert.deepEqual(seen(cut(stream)), found));
  test(`${name}, byte by byte`, () =>
    assert.deepEqual(cut(stream, Array(stream.length).fill(1)), cut(stream)));
}

test('no split whatever changes what is found, and nothing is lost', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      long,
      short,
      heartbeat,
      long.subarray(0, 20),
      bytesOf('$'),
      bytesOf('('),
      bytesOf(')'),
    ),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 90 })),
      (pieces, sizes) => {
        const stream = bytesOf(...pieces);
        const whole = cut(stream);
        assert.deepEqual(cut(stream, sizes), whole);
        assert.deepEqual(bytesOf(...whole.map((it) => it.bytes)), stream);
      },
    ),
  );
});

test('what waits is never more than the longest frame', () => {
  const own = framer();
  own.push(bytesOf(`(8100000001,${'x'.repeat(900)}`));
  own.push(bytesOf('x'.repeat(10_000)));
  assert.ok(own.end().every((it) => it.bytes.length <= FRAME_BYTES_MAX));
});

test('escapes are undone only in texts, and only where they are escapes', () => {
  const rows = [
    ['(1,\x3d\x15\x3d\x14\x3d\x11\x3d\x00)', '(1,(),=)'],
    ['(1,a=b)', '(1,a=b)'],
    ['(1,=)', '(1,=)'],
    ['$\x3d\x15', '$\x3d\x15'],
  ] as const;
  for (const [wire, plain] of rows) assert.deepEqual(unescapeFrame(bytesOf(wire)), bytesOf(plain));
});
