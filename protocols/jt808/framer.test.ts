import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { bytesOf, framedIn, pieces, seen } from '@lakiri/kit/testing';
import fc from 'fast-check';
import { FRAGMENTS_MAX, FRAME_BYTES_MAX, framer, PART_BYTES_MAX } from './framer.ts';
import {
  encodeBatch,
  encodeFragments,
  encodeHeartbeat,
  encodeLocation,
  encodeTimeRequest,
  jt808,
} from './index.ts';

const cut = (stream: Uint8Array, sizes?: readonly number[]) =>
  framedIn(framer(), pieces(stream, sizes));

const header = { wireId: '013912345678', serial: 0x7e7d };
const place = {
  occurredAt: 1_750_666_530_000 as Instant,
  valid: true,
  lat: -4.043477,
  lon: 39.6602,
  speedKmh: 50,
  courseDeg: 90,
};
const location = encodeLocation(header, place);
const variant = encodeLocation({ ...header, wireId: '00013912345678', form: 'variant' }, place);
const heartbeat = encodeHeartbeat(header);
const text = encodeTimeRequest('740190311185');
const parts = encodeBatch(
  { ...header, serial: 0xffff },
  { source: 'stored', readings: Array.from({ length: 80 }, () => place) },
);
const fragmented = bytesOf(...parts);

const L = `frame ${location.length}`;
const H = `frame ${heartbeat.length}`;
const rows: { name: string; stream: Uint8Array; found: string[] }[] = [
  { name: 'nothing', stream: bytesOf(), found: [] },
  {
    name: 'the standard, its variant and a text',
    stream: bytesOf(location, variant, text, heartbeat),
    found: [L, `frame ${variant.length}`, `frame ${text.length}`, H],
  },
  {
    name: 'garbage between frames is one run',
    stream: bytesOf(heartbeat, 'xyz\r\n', location),
    found: [H, 'not-a-frame@0 5', L],
  },
  {
    name: 'a frame whose beginning was lost',
    stream: bytesOf(location.subarray(5), heartbeat),
    found: [`not-a-frame@0 ${location.length - 5}`, H],
  },
  {
    name: 'delimiters in a row',
    stream: bytesOf('\x7e\x7e\x7e', heartbeat.subarray(1)),
    found: ['empty-frame@0 2', H],
  },
  {
    name: 'a frame without end',
    stream: bytesOf('\x7e', 'x'.repeat(PART_BYTES_MAX), heartbeat),
    found: [
      'too-long@0 1024',
      'not-a-frame@0 1024',
      `not-a-frame@0 ${PART_BYTES_MAX + 1 - 2048}`,
      H,
    ],
  },
  {
    name: 'a text begun and begun again',
    stream: bytesOf('(740190', text),
    found: ['unterminated@0 7', `frame ${text.length}`],
  },
  {
    name: 'a bracket with no word behind it',
    stream: bytesOf('( hello)', heartbeat),
    found: ['not-a-frame@0 8', H],
  },
  {
    name: 'half a frame at the end',
    stream: bytesOf(heartbeat, location.subarray(0, 20)),
    found: [H, 'cut-off@20 20'],
  },
  {
    name: 'the parts of a message are one frame',
    stream: bytesOf(heartbeat, fragmented, location),
    found: [H, `frame ${fragmented.length}`, L],
  },
  {
    name: 'another frame between the parts goes first',
    stream: bytesOf(parts[0] ?? '', heartbeat, ...parts.slice(1)),
    found: [H, `frame ${fragmented.length}`],
  },
  {
    name: 'a part is missing',
    stream: bytesOf(parts[0] ?? '', parts[2] ?? '', heartbeat),
    found: [`fragment-missing@0 ${parts[0]?.length}`, `fragment-missing@0 ${parts[2]?.length}`, H],
  },
  {
    name: 'a message begun again',
    stream: bytesOf(parts[0] ?? '', fragmented),
    found: [`fragment-missing@0 ${parts[0]?.length}`, `frame ${fragmented.length}`],
  },
  {
    name: 'parts that never end',
    stream: bytesOf(parts[0] ?? ''),
    found: [`fragment-missing@0 ${parts[0]?.length}`],
  },
];

for (const { name, stream, found } of rows) {
  test(name, () => assert.deepEqual(seen(cut(stream)), found));
  test(`${name}, byte by byte`, () =>
    assert.deepEqual(cut(stream, Array(stream.length).fill(1)), cut(stream)));
}

test('no split whatever changes what is found, and nothing is lost', () => {
  const piece = fc.oneof(
    fc.constantFrom(location, variant, heartbeat, text, location.subarray(0, 20)),
    fc.constantFrom(...parts),
    fc.constantFrom(...['\x7e', '\xe7', '(', ')'].map((it) => bytesOf(it))),
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
        // Parts that are held come later than what was sent between them, but all of it comes.
        assert.deepEqual(bytesOf(...whole.map((it) => it.bytes)).sort(), stream.slice().sort());
      },
    ),
  );
});

test('a message of more parts than any is refused, and what waits stays bounded', () => {
  const many = encodeFragments(0x0704, header, {
    body: new Uint8Array(FRAGMENTS_MAX + 1),
    bodyBytesMax: 1,
  });
  const found = cut(bytesOf(...many));
  assert.deepEqual(
    new Set(found.map((it) => it.kind === 'discarded' && it.malformed.code)),
    new Set(['too-many-fragments']),
  );
  const own = framer();
  for (let n = 0; n < 100; n++) own.push(bytesOf(parts[0] ?? '', '\x7e', 'x'.repeat(900)));
  assert.ok(own.end().every((it) => it.bytes.length <= FRAME_BYTES_MAX));
  assert.equal(jt808.frameBytesMax, FRAME_BYTES_MAX);
});

test('a fragmented batch is read whole, and each of its parts is acknowledged', () => {
  const [found] = cut(fragmented);
  const message = jt808.decode(found?.bytes ?? bytesOf());
  assert.ok(message.kind === 'reports');
  assert.equal(message.reports.length, 80);
  const answer = jt808.acknowledge(message, 'stored', place.occurredAt) ?? bytesOf();
  assert.deepEqual(
    cut(answer).map((it) => Buffer.from(it.bytes.slice(13, 17)).toString('hex')),
    ['ffff0704', '00000704', '00010704'],
  );
  const alone = jt808.datagrams?.decode(parts[1] ?? bytesOf());
  assert.deepEqual([alone?.kind, alone?.ack], ['unknown', null]);
});
