// What a seal says was done to it: by the signed records of the reference device, decoded as a gateway does, and judged
// by the rules of the release. Its twin is just not it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULES, type Kind, type Override, rulesOf } from '@lakiri/alarms';
import { atKm, follow, NINE } from '@lakiri/alarms/testing';
import { DIALECTS } from '@lakiri/gateway/refolding';
import { addMs, type Instant, MINUTE_MS, type SealEventType } from '@lakiri/kit';
import { hexOf, signerOf } from '@lakiri/protocol-lakiri';
import type { Reading } from '@lakiri/seals';
import { LakiriDevice, type LakiriReading } from '@lakiri/simulator';

type Says = Omit<LakiriReading, 'at'> & { readonly min: number };
type Story = {
  readonly kind: Kind;
  readonly says: readonly Says[];
  readonly twin: readonly Says[];
};

const event = (type: SealEventType, ...minutes: readonly number[]): Says[] =>
  minutes.map((min) => ({ min, event: { type } }));
const measured = (name: string, values: readonly number[]): Says[] =>
  values.map((value, n) => ({ min: n * 6, measured: { [name]: value } }));

const STORIES: readonly Story[] = [
  {
    kind: 'device-removed',
    says: event('tamper.removed', 5),
    twin: event('tamper.coverClosed', 5),
  },
  { kind: 'power-cut', says: event('power.cut', 5), twin: event('power.restored', 5) },
  { kind: 'shock', says: event('tamper.shock', 5, 8, 11), twin: event('tamper.shock', 5, 17, 29) },
  { kind: 'sos', says: event('person.sos', 5), twin: event('device.woken', 5) },
  { kind: 'accident', says: event('vehicle.accident', 5), twin: event('tamper.shock', 5) },
  {
    kind: 'temperature-out',
    says: measured('tempC10', [60, 85, 92, 95]), // 8 °C is the limit of the reefer
    twin: measured('tempC10', [60, 80, 80, 75]),
  },
  {
    kind: 'humidity-out',
    says: measured('humidityPct', [50, 70, 71, 72, 75, 78, 79]),
    twin: measured('humidityPct', [50, 70, 64, 60, 60, 60, 60]),
  },
];

const reefer = (kind: Kind, params: Override['params']): Override => ({
  ...{ kind, params, name: 'reefer', scope: {}, severity: null, basis: 'configuration' },
  ...{ effectiveFrom: 0 as Instant, until: null, source: 'story' },
});
const rules = rulesOf(DEFAULT_RULES, {
  overrides: [
    reefer('temperature-out', { minC: 2, maxC: 8 }),
    reefer('humidity-out', { maxPct: 65 }),
  ],
  fences: [],
  administrations: [],
});

/** The readings that a gateway makes of a device's bytes; `lateMin`: it had no network for so long. */
function readingsOf(says: readonly Says[], lateMin: number): Reading[] {
  const device = new LakiriDevice({
    id: 'LKR-00000017',
    signer: signerOf('ES256', Uint8Array.of(1), new Uint8Array(32).fill(1)),
    authorities: new Map(),
  });
  if (lateMin === 0) device.opened(NINE);
  for (const { min, ...said } of says)
    device.measure({ at: addMs(NINE, min * MINUTE_MS), place: placeAt(min), ...said });
  if (lateMin > 0) device.opened(addMs(NINE, lateMin * MINUTE_MS));
  return device.send(NINE).flatMap((frame) => {
    const message = DIALECTS.lakiri.decode(frame);
    assert.ok(message.kind === 'reports');
    return message.reports.map((report) => ({
      report,
      receivedAt: addMs(report.occurredAt ?? NINE, lateMin * MINUTE_MS),
      digest: hexOf(report.record).slice(-32),
    }));
  });
}

function placeAt(min: number) {
  const where = { ...atKm(30 + min * 0.8), speedKmh: 48, courseDeg: 90 };
  return { fix: 'gnss' as const, ...where, altitudeM: null, satellites: 9 };
}

/** A word of the present, so that what comes after it is late. */
const NOW: Says = { min: 100 };

for (const { kind, says, twin } of STORIES) {
  const raised = (readings: readonly Reading[]) =>
    follow(readings, { rules }).raised.filter((one) => one.kind === kind);

  test(`${kind}: raised once, and nothing else`, () => {
    const { raised: all } = follow(readingsOf(says, 0), { rules });
    assert.deepEqual(
      all.map((one) => one.kind),
      [kind],
    );
  });

  test(`${kind}: its twin calls nobody`, () => {
    assert.deepEqual(follow(readingsOf(twin, 0), { rules }).raised, []);
  });

  test(`${kind}: told doubled, late and in the wrong order`, () => {
    const live = readingsOf(says, 0);
    assert.equal(raised(live.flatMap((one) => [one, one])).length, 1);
    const [now] = readingsOf([NOW], 0);
    const late = readingsOf(says, 110);
    assert.ok(now !== undefined);
    const [one, ...more] = raised([now, ...late]);
    assert.deepEqual(more, []);
    assert.ok(one?.late === true && one.why.some(({ code }) => code === 'told-late'));
    assert.ok(raised([now, ...late.toReversed()]).length <= 1);
  });
}
