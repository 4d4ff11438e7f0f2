import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Truck } from '../api/live-contract.ts';
import { diffFor, nothingPending, pend, truckFeature } from './truck-features.ts';

function aTruck(some: Partial<Truck>): Truck {
  return {
    sealId: 's1',
    journeyId: 'j',
    ref: '7QF2-93',
    plate: 'KDJ 417K',
    number: 'JT-20417',
    lat: -0.2,
    lon: 36,
    courseDeg: 71.4,
    speedKmh: 61,
    state: 'moving',
    severity: null,
    occurredAt: '2026-02-04T05:30:00Z',
    receivedAt: '2026-02-04T05:30:00Z',
    batteryPct: 64,
    ...some,
  };
}

const rows = [
  [{}, { sign: 'moving', plain: 'moving', course: 71, label: '', severity: 9 }],
  [{ state: 'stopped' }, { sign: 'stopped', plain: 'stopped', course: 0, label: '', severity: 9 }],
  [{ state: 'silent' }, { sign: 'silent', plain: 'silent', course: 0, label: '', severity: 9 }],
  [{ severity: 2 }, { sign: 'severity-2', plain: 'moving', course: 71, label: '', severity: 2 }],
  [
    { severity: 1, state: 'stopped' },
    { sign: 'severity-1', plain: 'stopped', course: 0, label: 'KDJ 417K', severity: 1 },
  ],
] as const;
for (const [some, drawn] of rows) {
  test(`a truck with ${JSON.stringify(some)} is drawn as ${drawn.sign}`, () => {
    assert.deepEqual(truckFeature(aTruck(some))?.properties, { id: 's1', ...drawn });
  });
}

test('only the last of several changes reaches the map', () => {
  const one = pend(nothingPending, {
    changed: [aTruck({ lat: 1 }), aTruck({ sealId: 's2' })],
    removed: [],
  });
  const two = pend(one, { changed: [aTruck({ lat: 2 })], removed: ['s2'] });
  assert.deepEqual(
    [...two.changed.values()].map(({ lat }) => lat),
    [2],
  );
  assert.deepEqual([...two.removed], ['s2']);
  const three = pend(two, { changed: [aTruck({ sealId: 's2', lat: 3 })], removed: [] });
  assert.equal(three.removed.size, 0);
});

test('a new truck is added, a known one is moved with only what differs, an unknown one is not removed', () => {
  const before = truckFeature(aTruck({}));
  assert.ok(before);
  const drawn = new Map([['s1', before]]);
  const diff = diffFor(drawn, {
    changed: new Map([
      ['s1', aTruck({ lon: 36.1, severity: 3 })],
      ['s2', aTruck({ sealId: 's2' })],
    ]),
    removed: new Set(['s1', 'never']),
  });
  assert.deepEqual(
    diff.add.map(({ id }) => id),
    ['s2'],
  );
  assert.deepEqual(diff.remove, ['s1']);
  assert.deepEqual(diff.update, [
    {
      id: 's1',
      newGeometry: { type: 'Point', coordinates: [36.1, -0.2] },
      addOrUpdateProperties: [
        { key: 'sign', value: 'severity-3' },
        { key: 'severity', value: 3 },
      ],
    },
  ]);
});

test('a truck without a place is not drawn', () => {
  const nowhere = aTruck({ lat: null, lon: null });
  assert.equal(truckFeature(nowhere), undefined);
  const diff = diffFor(new Map(), { changed: new Map([['s1', nowhere]]), removed: new Set() });
  assert.deepEqual(diff.add, []);
});
