// What is encoded comes back from the decoder. That the bytes themselves are right is shown in
// frames.test.ts, by files transcribed from the field tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message, Report, SealBits } from '@lakiri/kit';
import fc from 'fast-check';
import {
  encodeLockEvent,
  encodeLongForm,
  encodeShortForm,
  jointech,
  LOCK_EVENT_TYPES,
  type LongFormInput,
} from './index.ts';

function onlyReport(message: Message): Report {
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  return report;
}

const digits = (size: number) => fc.stringMatching(new RegExp(`^\\d{${size}}$`));
const byte = fc.integer({ min: 0, max: 255 });
/** Degrees as the wire has them: in ten-thousandths of a minute, decoded to six decimals. */
const degrees = (max: number) =>
  fc
    .integer({ min: -max * 600_000, max: max * 600_000 })
    .map((units) => (Math.sign(units) * Math.round(Math.abs(units * 5) / 3)) / 1e6 + 0);
const second = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2099, 11, 31, 23, 59, 59) / 1000 })
  .map((seconds) => (seconds * 1000) as Instant);

const bit = fc.boolean();
const plain = { noNullPrototype: true } as const;
const bits: fc.Arbitrary<{ [K in keyof SealBits]: boolean }> = fc.record(
  {
    motorLocked: bit,
    ropeInserted: bit,
    ropeCut: bit,
    coverOpen: bit,
    motorStuck: bit,
    wrongPassword: bit,
    illegalCard: bit,
    longUnlocked: bit,
    lowBattery: bit,
    charging: bit,
  },
  plain,
);
const place = {
  occurredAt: second,
  valid: bit,
  lat: degrees(90),
  lon: degrees(180),
  speedKmh: byte.map((knots) => Math.round(knots * 1852) / 1000),
  courseDeg: fc.integer({ min: 0, max: 179 }).map((half) => half * 2),
};
const longForm: fc.Arbitrary<Required<LongFormInput>> = fc.record(
  {
    ...place,
    bits,
    deviceId: digits(10),
    serial: byte,
    dataType: fc.constantFrom('realtime', 'alarm', 'blindArea', 'subNew'),
    version: byte,
    deviceType: fc.integer({ min: 0, max: 15 }),
    odometerKm: fc.integer({ min: 0, max: 0xffffffff }),
    satellites: byte,
    vehicleId: fc.integer({ min: 0, max: 0xffffffff }),
    cell: bit,
    fenceEntered: bit,
    fenceLeft: bit,
    ackRequired: bit,
    batteryPct: fc.integer({ min: 0, max: 100 }),
    gsm: byte,
    fence: byte,
    wake: fc.constantFrom('restart', 'rtc', 'rope', 'bluetooth'),
    cellId: fc.integer({ min: 0, max: 0xffffffff }),
    lac: fc.integer({ min: 0, max: 0xffff }),
    mcc: fc.integer({ min: 0, max: 0xffff }),
    mncLow: byte,
    imei: digits(15),
  },
  plain,
);

test('what a long form says comes back, whatever it is', () => {
  fc.assert(
    fc.property(longForm, (input) => {
      const message = jointech.decode(encodeLongForm(input));
      const report = onlyReport(message);
      const { raw } = report;
      const { cellIdHigh, cellIdLow } = raw;
      assert.deepEqual(
        {
          ...input,
          deviceId: message.wireId,
          occurredAt: report.occurredAt,
          lat: report.lat,
          lon: report.lon,
          speedKmh: report.speedKmh,
          courseDeg: report.courseDeg,
          odometerKm: report.odometerKm,
          satellites: report.satellites,
          batteryPct: report.batteryPct,
          bits: report.bits,
          cell: report.fix === 'cell',
          cellId: Number(cellIdHigh) * 65536 + Number(cellIdLow),
          ...Object.fromEntries(
            (
              [
                'valid serial dataType version deviceType vehicleId fenceEntered fenceLeft',
                'ackRequired gsm fence wake lac mcc mncLow imei',
              ] as const
            )
              .flatMap((names) => names.split(' '))
              .map((name) => [name, raw[name]]),
          ),
        },
        input,
      );
      assert.equal(report.source, input.dataType === 'blindArea' ? 'stored' : 'live');
      if (!input.cell) assert.equal(report.fix, input.valid ? 'gnss' : 'none');
    }),
  );
});

test('what a short form says comes back, record by record', () => {
  const own = fc.oneof(
    fc.record({
      kind: fc.constant(1 as const),
      satellites: byte,
      power: fc.integer({ min: 0, max: 100 }),
      flags: byte,
      altitudeM: fc.integer({ min: 0, max: 0xffff }),
      cellId: fc.integer({ min: 0, max: 0xffff }),
      lac: fc.integer({ min: 0, max: 0xffff }),
      gsm: byte,
    }),
    fc.record({
      kind: fc.constant(2 as const),
      fuel: fc.integer({ min: 0, max: 0xffff }),
      status: fc.integer({ min: 0, max: 0xffffffff }),
      odometerKm: fc.integer({ min: 0, max: 0xffffffff }),
    }),
    fc.record({
      kind: fc.constant(3 as const),
      fuels: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 0xfff }))) as fc.Arbitrary<
        [number, number, number]
      >,
      odometerKm: fc.integer({ min: 0, max: 0xfffff }),
      status: fc.integer({ min: 0, max: 0xffffff }),
    }),
  );
  fc.assert(
    fc.property(
      digits(10),
      byte,
      own,
      fc.array(fc.record(place, plain), { minLength: 1, maxLength: 37 }),
      (deviceId, serial, same, places) => {
        const frame = encodeShortForm({
          deviceId,
          serial,
          records: places.map((it) => ({ ...it, own: same })),
        });
        const message = jointech.decode(frame);
        assert.equal(message.kind, 'reports');
        if (message.kind !== 'reports') return;
        assert.deepEqual(
          message.reports.map(({ occurredAt, lat, lon, speedKmh, courseDeg, raw: { valid } }) => {
            return { occurredAt, valid, lat, lon, speedKmh, courseDeg };
          }),
          places,
        );
        for (const { raw, odometerKm } of message.reports) {
          const { power, status, fuel, fuel1, fuel2, fuel3 } = raw;
          if (same.kind === 1) assert.equal(power, same.power);
          else assert.deepEqual([status, odometerKm], [same.status, same.odometerKm]);
          if (same.kind === 2) assert.equal(fuel, same.fuel);
          if (same.kind === 3) assert.deepEqual([fuel1, fuel2, fuel3], same.fuels);
        }
      },
    ),
  );
});

test('what a lock event says comes back, for every kind of event', () => {
  const fiveDecimals = (max: number) =>
    fc.integer({ min: -max * 1e5, max: max * 1e5 }).map((units) => units / 1e5 + 0);
  fc.assert(
    fc.property(
      fc.record(
        {
          deviceId: digits(10),
          serial: byte,
          occurredAt: second,
          valid: bit,
          lat: fiveDecimals(90),
          lon: fiveDecimals(180),
          speedKmh: byte,
          courseDeg: fc.integer({ min: 0, max: 359 }),
          type: fc.constantFrom(...LOCK_EVENT_TYPES),
          card: fc.stringMatching(/^[1-9]\d{9}$/),
          wrongCount: byte,
          odometerKm: fc.integer({ min: 0, max: 999_999 }),
        },
        plain,
      ),
      (input) => {
        const message = jointech.decode(encodeLockEvent(input));
        const report = onlyReport(message);
        const { serial } = report.raw;
        assert.deepEqual(
          {
            deviceId: message.wireId,
            serial,
            occurredAt: report.occurredAt,
            valid: report.fix === 'gnss',
            lat: report.lat,
            lon: report.lon,
            speedKmh: report.speedKmh,
            courseDeg: report.courseDeg,
            type: report.event?.type,
            card: report.event?.credential,
            wrongCount: report.event?.wrongCount,
            odometerKm: report.odometerKm,
          },
          input,
        );
      },
    ),
  );
});
