import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message } from '@lakiri/kit';
import fc from 'fast-check';
import {
  cardEventItem,
  decodeAnswer,
  encodeAuthenticate,
  encodeBatch,
  encodeFrame,
  encodeHeartbeat,
  encodeLocation,
  encodeRegister,
  encodeShort,
  encodeTextAnswer,
  encodeUpTransparent,
  type Form,
  type Header,
  jt808,
  PROFILES,
  passwordEventItem,
  sealEventItem,
  subLocksItem,
} from './index.ts';

const NOW = 1_750_666_530_000 as Instant;
const digits = (min: number, max = min) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
    .map((all) => all.join(''));
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });

const headers: fc.Arbitrary<Header> = fc.oneof(
  fc.record({ wireId: digits(12), serial: u16, form: fc.constant<Form>('2013') }),
  fc.record({
    wireId: digits(1, 20).map((id) => id.replace(/^0+(?=\d)/, '')),
    serial: u16,
    form: fc.constant<Form>('2019'),
  }),
  fc.record({ wireId: digits(14), serial: u16, form: fc.constant<Form>('variant') }),
);

const millionths = (max: number) =>
  fc.integer({ min: -max * 1_000_000, max: max * 1_000_000 }).map((it) => it / 1_000_000);
const instants = fc
  .integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2099, 11, 30) / 1000 })
  .map((seconds) => (seconds * 1000) as Instant);
const places = fc.record({
  occurredAt: instants,
  utcOffsetMinutes: fc.constantFrom(0, 480),
  alarm: u32,
  status: u32,
  valid: fc.boolean(),
  lat: millionths(90),
  lon: millionths(180),
  altitudeM: fc.integer({ min: -0x8000, max: 0x7fff }),
  speedKmh: fc.integer({ min: 0, max: 0xffff }).map((it) => it / 10),
  courseDeg: fc.integer({ min: 0, max: 359 }),
});

/** Exactly one frame, whatever stands in it. */
function framed(bytes: Uint8Array): Uint8Array {
  const framer = jt808.framer();
  assert.deepEqual([...framer.push(bytes), ...framer.end()], [{ kind: 'frame', bytes }]);
  return bytes;
}

function heard(bytes: Uint8Array, utcOffsetMinutes = 480): Message {
  const profile = jt808.profileOf?.({ utcOffsetMinutes });
  assert.ok(profile !== undefined && !('code' in profile));
  return jt808.decode(framed(bytes), profile);
}

function reportsOf(message: Message) {
  assert.ok(message.kind === 'reports', message.kind);
  return message.reports;
}

/** -0 and 0 are one place. */
const same = (one: number): number => (one === 0 ? 0 : one);

test('a location is heard as it was meant', () => {
  fc.assert(
    fc.property(headers, places, (header, place) => {
      const message = heard(encodeLocation(header, place), place.utcOffsetMinutes);
      const [report] = reportsOf(message);
      assert.ok(report);
      assert.equal(message.wireId, header.wireId);
      assert.deepEqual(
        [report.occurredAt, same(report.lat ?? 0), same(report.lon ?? 0), report.altitudeM],
        [place.occurredAt, same(place.lat), same(place.lon), place.altitudeM],
      );
      assert.deepEqual(
        [report.speedKmh, report.courseDeg, report.fix === 'gnss', report.raw['alarm']],
        [place.speedKmh, place.courseDeg, place.valid, place.alarm],
      );
      assert.equal(report.raw['serial'], header.serial);
    }),
  );
});

test('a batch is heard as its readings, in as many frames as it needs', () => {
  const sources = fc.constantFrom('live' as const, 'stored' as const);
  fc.assert(
    fc.property(
      headers,
      sources,
      fc.array(places, { minLength: 1, maxLength: 120 }),
      (header, source, all) => {
        const readings = all.map((place) => ({ ...place, utcOffsetMinutes: 480 }));
        const framer = jt808.framer();
        const found = encodeBatch(header, { source, readings }).flatMap((it) => framer.push(it));
        assert.deepEqual(
          found.map(({ kind }) => kind),
          ['frame'],
        );
        const reports = reportsOf(jt808.decode(found[0]?.bytes ?? new Uint8Array()));
        const own = reports.filter((report, at) => at === 0 || report.record.length === 28);
        assert.deepEqual(
          own.map(({ occurredAt }) => occurredAt),
          readings.map(({ occurredAt }) => occurredAt),
        );
        assert.ok(reports.every((report) => report.source === source));
      },
    ),
    { numRuns: 30 },
  );
});

test('a reading sent again from the store is the same record', () => {
  fc.assert(
    fc.property(places, u16, u16, (place, one, other) => {
      const input = { ...place, utcOffsetMinutes: 480 };
      const [live] = reportsOf(heard(encodeLocation({ wireId: '1', serial: one }, input)));
      const [frame] = encodeBatch(
        { wireId: '1', serial: other },
        { source: 'stored', readings: [input] },
      );
      const [stored] = reportsOf(heard(frame ?? new Uint8Array()));
      assert.deepEqual(stored?.record, live?.record);
    }),
  );
});

const content = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});

test('what happens at a lock is heard, and no password is shown', () => {
  const secrets = digits(6).filter((it) => it !== '000000');
  fc.assert(
    fc.property(headers, secrets, fc.constantFrom(1, 2, 0x1e), (header, password, command) => {
      const place = { occurredAt: NOW, valid: true, lat: 1, lon: 36, speedKmh: 0, courseDeg: 0 };
      const items = [passwordEventItem({ command, password, result: 101 })];
      const frame = encodeLocation(header, { ...place, items });
      const message = heard(frame);
      const [report] = reportsOf(message);
      assert.equal(report?.event?.type, 'unlock.opened');
      const [span] = message.secrets;
      const marked = frame.subarray(span?.from, span?.to);
      assert.equal(Buffer.from(marked).toString('latin1'), password);
      assert.ok(!Buffer.from(report.record).toString('latin1').includes(password));
      assert.ok(!JSON.stringify(report.raw).includes(`"${password}"`));
    }),
  );
});

test('items of a seal are heard as they were meant', () => {
  const place = { occurredAt: NOW, valid: true, lat: 1, lon: 36, speedKmh: 0, courseDeg: 0 };
  fc.assert(
    fc.property(headers, fc.integer({ min: 0, max: 0x60 }), content, (header, event, said) => {
      const items = [sealEventItem(event, { content: said })];
      const [report] = reportsOf(heard(encodeLocation(header, { ...place, items })));
      assert.equal(report?.raw['event'], event);
      assert.equal(report?.raw['eventContent'], said === '' ? '00' : said);
    }),
  );
  fc.assert(
    fc.property(headers, u32, fc.integer({ min: 0, max: 255 }), (header, card, result) => {
      const items = [cardEventItem({ command: 0x22, card, result })];
      const [report] = reportsOf(heard(encodeLocation(header, { ...place, items })));
      assert.equal(report?.raw['lockCard'], card);
      const type = result === 255 ? 'unlock.refusedCard' : 'unlock.rfid';
      assert.deepEqual([report?.event?.type, report?.event?.verification], [type, result]);
    }),
  );
  const lock = fc.record({
    id: fc.uint8Array({ minLength: 6, maxLength: 6 }).map((it) => Buffer.from(it).toString('hex')),
    batteryMv: u16,
    sealed: fc.boolean(),
  });
  fc.assert(
    fc.property(headers, fc.array(lock, { minLength: 1, maxLength: 23 }), (header, locks) => {
      const items = [subLocksItem(locks)];
      const [, ...parts] = reportsOf(heard(encodeLocation(header, { ...place, items })));
      assert.deepEqual(
        parts.map(({ part, bits }) => [part, bits.motorLocked]),
        locks.map(({ id, sealed }) => [id, sealed]),
      );
    }),
  );
});

test('a JT705A is heard as it was meant, to a ten-thousandth of a minute', () => {
  const input = fc.record({
    occurredAt: instants,
    source: fc.constantFrom('live' as const, 'stored' as const),
    ackWanted: fc.boolean(),
    valid: fc.boolean(),
    lat: millionths(90),
    lon: millionths(180),
    speedKmh: fc.integer({ min: 0, max: 255 }).map((knots) => (knots * 1852) / 1000),
    courseDeg: fc.integer({ min: 0, max: 179 }).map((half) => half * 2),
    satellites: fc.integer({ min: 0, max: 255 }),
    odometerKm: u32,
    batteryPct: fc.integer({ min: 0, max: 100 }),
    isLocked: fc.boolean(),
  });
  const serials = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(digits(12), serials, input, (wireId, serial, said) => {
      const message = heard(encodeShort({ wireId, serial }, said));
      const [report] = reportsOf(message);
      assert.ok(report);
      assert.equal(message.ack !== null, said.ackWanted);
      assert.ok(Math.abs((report.lat ?? 0) - said.lat) < 2e-6);
      assert.ok(Math.abs((report.lon ?? 0) - said.lon) < 2e-6);
      assert.deepEqual(
        [report.occurredAt, report.source, report.fix === 'gnss', report.bits.motorLocked],
        [said.occurredAt, said.source, said.valid, said.isLocked],
      );
      assert.deepEqual(
        [
          report.speedKmh,
          report.courseDeg,
          report.satellites,
          report.odometerKm,
          report.batteryPct,
        ],
        [said.speedKmh, said.courseDeg, said.satellites, said.odometerKm, said.batteryPct],
      );
    }),
  );
});

test('logins, heartbeats, texts and whatever bytes a maker sends are one frame each', () => {
  fc.assert(
    fc.property(headers, content, fc.uint8Array({ maxLength: 900 }), (header, text, value) => {
      const id = header.wireId;
      assert.deepEqual(kindOf(heard(encodeHeartbeat(header))), ['heartbeat', id]);
      assert.deepEqual(kindOf(heard(encodeAuthenticate(header, text))), ['login', id]);
      const maker = text.slice(0, 5);
      const register = encodeRegister(header, {
        maker,
        model: maker,
        terminal: maker,
        plate: text,
      });
      assert.deepEqual(kindOf(heard(register)), ['login', id]);
      const answer = heard(encodeTextAnswer(header, text));
      assert.equal(answer.kind === 'reply' && answer.params['result'], text);
      assert.equal(heard(encodeUpTransparent(header, 0x0b, value)).wireId, id);
      assert.equal(heard(encodeFrame(0x0a00, header, value)).kind, 'unknown');
    }),
  );
});

function kindOf({ kind, wireId }: Message): unknown {
  return [kind, wireId];
}

test('no bytes, and no change to a good frame, make it throw or give a number that is none', () => {
  const profiles = [undefined, ...Object.values(PROFILES)].map((data) =>
    data === undefined ? undefined : jt808.profileOf?.(data),
  );
  const header = { wireId: '013912345678', serial: 1 };
  const good = fc.constantFrom(
    encodeLocation(header, {
      occurredAt: NOW,
      valid: true,
      lat: 1,
      lon: 36,
      speedKmh: 0,
      courseDeg: 0,
      items: [
        sealEventItem(0x62, { content: '1234561234567812' }),
        passwordEventItem({ command: 3, password: '689607', result: 255 }),
        subLocksItem([{ id: '861632000001', batteryMv: 4000, sealed: true }]),
      ],
    }),
    encodeFrame(0x0900, header, Buffer.from('f02506231615300102020001ffffffff0001', 'hex')),
    Buffer.from('(740190311185,1,001,ELOCK,3,529439)', 'latin1'),
  );
  const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(
      good,
      fc.array(change, { maxLength: 6 }),
      fc.constantFrom(...profiles),
      (frame, changes, profile) => {
        const broken = Uint8Array.from(frame);
        for (const { at, value } of changes) broken[at % broken.length] = value;
        assert.ok(profile === undefined || !('code' in profile));
        for (const one of [profile, { ...(profile ?? jt808.profileOf?.({})), lenient: true }]) {
          const message = jt808.decode(broken, one);
          jt808.acknowledge(message, 'stored', NOW);
          decodeAnswer(broken);
          assertNumbers(message);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

function assertNumbers(message: Message): void {
  if (message.kind !== 'reports') return;
  for (const report of message.reports)
    for (const value of [...Object.values(report), ...Object.values(report.raw)])
      assert.ok(typeof value !== 'number' || Number.isFinite(value));
}
