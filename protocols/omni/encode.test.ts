// What is encoded comes back. That the bytes themselves are right is shown in frames.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, type Message, NO_BITS, type Report } from '@lakiri/kit';
import fc from 'fast-check';
import {
  type Addressee,
  decodeAnswer,
  encodeAlarm,
  encodeKeyReply,
  encodeKeyRequest,
  encodeLock,
  encodeLockReport,
  encodePosition,
  encodeQuestion,
  encodeState,
  encodeTracking,
  encodeUnlock,
  encodeUnlockResult,
  omni,
  operationKey,
  type Speaker,
  secretSpans,
} from './index.ts';

/** The one frame in what an encoder wrote. */
function frameOf(bytes: Uint8Array): Uint8Array {
  const framer = omni.framer();
  const found = [...framer.push(bytes), ...framer.end()];
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['frame'],
  );
  return found[0]?.bytes ?? new Uint8Array(0);
}

function said(bytes: Uint8Array): { message: Message; report: Report } {
  const message = omni.decode(frameOf(bytes));
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  return { message, report };
}

const plain = { noNullPrototype: true } as const;
const second = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 11, 31, 23, 59, 59) / 1000 })
  .map((seconds) => (seconds * 1000) as Instant);
const imei = fc.stringMatching(/^\d{15}$/);
const user = fc.stringMatching(/^[\w-]{1,20}$/);
const key = fc.stringMatching(/^\d{1,10}$/);
const form = fc.constantFrom('CMD', 'SC', 'BG');
const from: fc.Arbitrary<Speaker> = fc.record({ form, imei, clock: fc.option(second) }, plain);
const to: fc.Arbitrary<Addressee> = fc.record({ form, imei, now: second }, plain);
const keyed = to.filter((it) => it.form !== 'CMD');
const order = fc.record({ user, at: second }, plain);

function ofClock({ form: it, clock }: Speaker): Instant | null {
  return it === 'CMD' ? clock : null;
}

test('what a state says comes back', () => {
  const words = [
    ['CMD', 'H0', { charging: false, batteryPct: true }],
    ['SC', 'H0', { charging: true, batteryPct: true }],
    ['BG', 'S5', { charging: false, batteryPct: true }],
  ] as const;
  const state = fc.record(
    {
      locked: fc.boolean(),
      charging: fc.boolean(),
      batteryPct: fc.integer({ min: 0, max: 100 }),
      signal: fc.integer({ min: 0, max: 99 }),
      voltage: fc.integer({ min: 0, max: 9999 }).map((cv) => cv / 100),
    },
    plain,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...words),
      imei,
      fc.option(second),
      state,
      (row, id, clock, input) => {
        const [spoken, word, has] = row;
        const { message, report } = said(
          encodeState({ form: spoken, imei: id, clock }, word, input),
        );
        const { voltage, signal } = report.raw;
        assert.equal(message.wireId, id);
        assert.equal(report.occurredAt, ofClock({ form: spoken, imei: id, clock }));
        assert.deepEqual(report.bits, {
          ...NO_BITS,
          motorLocked: input.locked,
          charging: has.charging ? input.charging : null,
        });
        assert.equal(report.batteryPct, input.batteryPct);
        assert.deepEqual({ voltage, signal }, { voltage: input.voltage, signal: input.signal });
      },
    ),
  );
});

test('what a position says comes back', () => {
  const degrees = (max: number) =>
    fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((units) => units / 1e6 + 0);
  const position = fc.record(
    {
      occurredAt: second,
      lat: degrees(90),
      lon: degrees(180),
      satellites: fc.integer({ min: 0, max: 99 }),
      hdop: fc.integer({ min: 0, max: 9999 }).map((it) => it / 100),
      altitudeM: fc.integer({ min: -4000, max: 90_000 }).map((it) => it / 10),
      tracking: fc.boolean(),
    },
    plain,
  );
  fc.assert(
    fc.property(from, position, (speaker, input) => {
      const { report } = said(encodePosition(speaker, { ...input, valid: true }));
      const { occurredAt, lat, lon, satellites, altitudeM, raw, fix } = report;
      const { hdop, tracking } = raw;
      assert.deepEqual({ occurredAt, lat, lon, satellites, altitudeM, hdop, tracking }, input);
      assert.equal(fix, 'gnss');
    }),
  );
});

test('what happened to an order comes back, with the order', () => {
  fc.assert(
    fc.property(
      from,
      fc.integer({ min: 0, max: 9 }),
      order,
      fc.nat(9999),
      (speaker, status, it, minutes) => {
        const opened = said(encodeUnlockResult(speaker, { status, ...it })).report;
        const closed = said(encodeLockReport(speaker, { status, ...it, minutes })).report;
        for (const { raw, occurredAt } of [opened, closed]) {
          assert.deepEqual([raw['user'], raw['operationAt']], [it.user, it.at / 1000]);
          assert.equal(occurredAt, ofClock(speaker));
        }
        assert.equal(opened.raw['status'], status);
        assert.equal(opened.bits.motorLocked, status === 0 ? false : null);
        const ok = speaker.form === 'CMD' || status === 0;
        assert.equal(closed.bits.motorLocked, ok ? true : null);
        assert.equal(closed.raw['minutes'], minutes);
      },
    ),
  );
});

test('an alarm comes back', () => {
  fc.assert(
    fc.property(from, fc.nat(999), (speaker, alarm) => {
      assert.equal(said(encodeAlarm(speaker, alarm)).report.raw['alarm'], alarm);
    }),
  );
});

test('a key comes back to whoever asks, and stands in a secret span', () => {
  fc.assert(
    fc.property(
      from,
      key,
      order,
      fc.constantFrom('unlock', 'lock'),
      (speaker, own, it, operation) => {
        const frame = frameOf(encodeKeyReply(speaker, { operation, key: own, ...it }));
        const [span] = secretSpans(frame);
        assert.equal(operationKey(frame), own);
        assert.equal(Buffer.from(frame.subarray(span?.from, span?.to)).toString(), own);
        const message = omni.decode(frame);
        assert.ok(message.kind === 'reply' && message.params['key'] === null);
      },
    ),
  );
});

test('the lock hears what is said to it', () => {
  const head = ({ form: it, imei: id, now }: Addressee) => ({
    form: it,
    imei: id,
    now: it === 'CMD' ? now : null,
  });
  fc.assert(
    fc.property(keyed, to, order, key, fc.nat(65_535), (lock, any, it, own, n) => {
      const rows: readonly (readonly [Uint8Array, object])[] = [
        [
          encodeKeyRequest(lock, { operation: 'lock', validS: n, order: it }),
          { ...head(lock), kind: 'keyRequest', operation: 'lock', validS: n, ...it },
        ],
        [
          encodeUnlock(lock, { order: it, key: own }),
          { ...head(lock), kind: 'unlock', key: own, ...it },
        ],
        [
          encodeUnlock({ ...lock, form: 'CMD' }, { order: it }),
          { ...head({ ...lock, form: 'CMD' }), kind: 'unlock', key: null, ...it },
        ],
        [encodeLock(lock, { key: own }), { ...head(lock), kind: 'lock', key: own }],
        [encodeQuestion(any, 'place'), { ...head(any), kind: 'question', about: 'place' }],
        [encodeQuestion(any, 'state'), { ...head(any), kind: 'question', about: 'state' }],
        [
          encodeTracking(any, n),
          { ...head(any), kind: 'command', word: 'D1', params: [String(n)] },
        ],
      ];
      for (const [bytes, heard] of rows) {
        assert.deepEqual(decodeAnswer(bytes), heard);
        assert.deepEqual(decodeAnswer(frameOf(bytes)), heard);
      }
      for (const bytes of [
        encodeUnlock(lock, { order: it, key: own }),
        encodeLock(lock, { key: own }),
      ]) {
        const [span] = secretSpans(bytes.subarray(0, -1));
        assert.equal(Buffer.from(bytes.subarray(span?.from, span?.to)).toString(), own);
      }
    }),
  );
});

test('any text at all is one frame that says it, or is refused', () => {
  const nasty = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('1', 'a', ',', '#', '*', '\n', ' ', '\xff', 'é'),
      maxLength: 22,
    }),
  );
  const now = 0 as Instant;
  const at = 1000 as Instant;
  fc.assert(
    fc.property(nasty, nasty, nasty, (id, who, own) => {
      const encoders: readonly (() => Uint8Array)[] = [
        () =>
          encodeUnlock(
            { form: 'BG', imei: '1'.repeat(15), now },
            { key: own, order: { user: who, at } },
          ),
        () =>
          encodeUnlock({ form: 'CMD', imei: '1'.repeat(15), now }, { order: { user: who, at } }),
        () => encodeLock({ form: 'SC', imei: '1'.repeat(15), now, maker: id }, { key: own }),
        () => encodeQuestion({ form: 'SC', imei: id, now }, 'state'),
        () =>
          encodeUnlockResult(
            { form: 'SC', imei: '1'.repeat(15), clock: null },
            { status: 0, user: who, at },
          ),
      ];
      for (const encode of encoders) {
        let bytes: Uint8Array;
        try {
          bytes = encode();
        } catch (error) {
          assert.ok(error instanceof RangeError);
          if (own.length > 3) assert.ok(!error.message.includes(own));
          continue;
        }
        assert.ok(decodeAnswer(frameOf(bytes)) !== undefined || said(bytes));
      }
    }),
    { numRuns: 1000 },
  );
});

test('no bytes whatever make decoding throw, and no offset is outside the frame', () => {
  const almost = fc
    .tuple(
      fc.constantFrom('*CMDR,OM,860000000000017,', '*SCOR,OM,860000000000017,', '*BGCS,', ''),
      fc.constantFrom('', '260318123020,'),
      fc.constantFrom('D0,', 'L0,', 'L1,', 'W0,', 'H0,', 'Q0,', 'R0,', 'K0,', 'C0,', 'ZZ', ''),
      fc.string({
        unit: fc.constantFrom('1', '0', ',', 'A', '-', '.', ' ', '*', '#', '~'),
        maxLength: 40,
      }),
    )
    .map((parts) => Uint8Array.from(Buffer.from(`${parts.join('')}#`, 'latin1')));
  fc.assert(
    fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 80 })), (bytes) => {
      const message = omni.decode(bytes);
      if (message.kind === 'malformed') assert.ok(message.malformed.offset <= bytes.length);
      for (const { from: start, to: end } of message.secrets)
        assert.ok(start >= 0 && start < end && end <= bytes.length);
    }),
    { numRuns: 2000 },
  );
});
