import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelVersion } from '../api/contract.ts';
import { bodyOf, changesBetween, dataOf, faultyIn, type RevisionSaid, saidOf } from './revision.ts';

const standing: ModelVersion = {
  version: 1,
  effectiveFrom: '1970-01-01T00:00:00.000Z',
  reportIntervalS: 300,
  parkedIntervalS: null,
  asleepIntervalS: 3_600,
  drainPctPerHour: 1,
  tierMax: 0,
  profile: { items: 'padlock', alarms: { '0': { bit: 'ropeCut' } } },
  basis: 'assumed',
  source: 'nobody has measured it',
};
const said: RevisionSaid = { ...saidOf(standing), source: 'Measured at Mlolongo, 40 days.' };

for (const [what, over, faulty] of [
  ['what stood, by another’s word', {}, []],
  ['nobody’s word', { source: ' ' }, ['source']],
  ['no interval on the road', { reportIntervalS: '' }, ['reportIntervalS']],
  ['none known while parked', { parkedIntervalS: '' }, []],
  ['less often than daily', { asleepIntervalS: '90000' }, ['asleepIntervalS']],
  ['more than the whole battery', { drainPctPerHour: '101' }, ['drainPctPerHour']],
  ['a decimal comma', { drainPctPerHour: '0,4' }, []],
  ['an entry without a way', { profile: [{ path: '', value: '1' }] }, ['profile']],
  ['a time that is none', { effectiveFrom: '2026-13-01T00:00' }, ['effectiveFrom']],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn({ ...said, ...over }), faulty));

test('what is said is sent, its time by the wall of East Africa', () => {
  const { version: _, effectiveFrom: __, ...data } = standing;
  assert.deepEqual(bodyOf({ ...said, drainPctPerHour: '0,4' }), {
    ...data,
    drainPctPerHour: 0.4,
    source: 'Measured at Mlolongo, 40 days.',
  });
  const timed = bodyOf({ ...said, effectiveFrom: '2026-02-04T08:30' }) as { effectiveFrom: string };
  assert.equal(timed.effectiveFrom, '2026-02-04T05:30:00.000Z');
});

test('what changes is told figure by figure and entry by entry, and nothing else', () => {
  const after = dataOf({
    ...said,
    parkedIntervalS: '1800',
    tierMax: '2',
    profile: [
      { path: 'items', value: 'jointech' },
      { path: 'cellBits', value: '[6]' },
    ],
  });
  assert.deepEqual(changesBetween(standing, after), [
    { what: { figure: 'parkedIntervalS' }, before: undefined, after: '1800' },
    { what: { figure: 'tierMax' }, before: '0', after: '2' },
    { what: { path: 'alarms.0.bit' }, before: 'ropeCut', after: undefined },
    { what: { path: 'cellBits' }, before: undefined, after: '[6]' },
    { what: { path: 'items' }, before: 'padlock', after: 'jointech' },
  ]);
  assert.deepEqual(changesBetween(standing, dataOf(said)), []);
});
