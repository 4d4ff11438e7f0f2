import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseDetail } from '../api/case-contract.ts';
import type { Truck } from '../api/live-contract.ts';
import { alarmPlaceAt, livePlaceOf } from './alarm-place.ts';
import { aCase } from './testing.ts';

const lastAlarmAt = '2026-02-04T05:29:12.000Z';
const alarm = (occurredAt: string, known?: string): CaseDetail['alarmList'][number] => ({
  id: occurredAt,
  occurredAt,
  receivedAt: occurredAt,
  recordedAt: occurredAt,
  late: false,
  why: known === undefined ? [] : [{ code: 'place-last-known', params: { at: known } }],
});

const rows = [
  ['of one alarm, its own time', [alarm('2026-02-04T05:29:12.000Z')], '2026-02-04T05:29:12.000Z'],
  [
    'of several, the newest one’s, however they are ordered',
    [alarm('2026-02-04T05:10:00.000Z'), alarm('2026-02-04T05:29:12.000Z')],
    '2026-02-04T05:29:12.000Z',
  ],
  [
    'where the seal had no fix, the time of its last one',
    [alarm('2026-02-04T05:29:12.000Z', '2026-02-04T04:58:00.000Z')],
    '2026-02-04T04:58:00.000Z',
  ],
  ['without its alarms, the time of the last', [], lastAlarmAt],
] as const;
for (const [name, alarmList, at] of rows)
  test(`the time of an alarm’s place: ${name}`, () =>
    assert.equal(alarmPlaceAt({ alarmList, lastAlarmAt }), at));

const truck: Truck = {
  sealId: 's',
  journeyId: 'j',
  ref: '7QF2-93',
  plate: 'KDJ 417K',
  number: 'JT-20417',
  lat: -1,
  lon: 37,
  courseDeg: null,
  speedKmh: null,
  state: 'moving',
  severity: 1,
  occurredAt: '2026-02-04T06:00:00.000Z',
  receivedAt: '2026-02-04T06:00:01.000Z',
  positionAt: '2026-02-04T05:59:30.000Z',
  batteryPct: null,
};

test('where the truck is now has the age of its own fix, not of the alarm', () => {
  assert.deepEqual(livePlaceOf(aCase({}), truck), { lat: -1, lon: 37, at: truck.positionAt });
});

test('a seal that has gone on to another journey tells nothing of this one', () => {
  assert.equal(livePlaceOf(aCase({}), { ...truck, journeyId: 'next' }), undefined);
  assert.equal(livePlaceOf(aCase({}), undefined), undefined);
  assert.equal(livePlaceOf(aCase({}), { ...truck, lat: null }), undefined);
});
