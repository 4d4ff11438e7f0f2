import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Profile, Report } from '@lakiri/kit';
import { omni } from './index.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

function profile(data: unknown): Profile {
  const made = omni.profileOf?.(data);
  assert.ok(made && !('code' in made), JSON.stringify(made));
  return made;
}

function report(text: string, data: unknown): Report {
  const message = omni.decode(bytes(text), profile(data));
  assert.equal(message.kind, 'reports');
  const first = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(first);
  return first;
}

const HEAD = '*CMDR,OM,860000000000017,260318123020,';

test('the zone of the clock is data', () => {
  const { occurredAt } = report(`${HEAD}Q0,412#`, { utcOffsetMinutes: 480 });
  assert.equal(occurredAt, Date.UTC(2026, 2, 18, 4, 30, 20));
});

test('what 1 means for the lock is data', () => {
  assert.equal(report(`${HEAD}H0,0,412,28#`, { lockedValue: 0 }).bits.motorLocked, true);
  assert.equal(report(`${HEAD}H0,1,412,28#`, { lockedValue: 0 }).bits.motorLocked, false);
});

test('what an alarm code means is data', () => {
  const data = { alarms: { 9: 'tamper.ropeCut' } };
  assert.equal(report(`${HEAD}W0,9#`, data).event?.type, 'tamper.ropeCut');
  assert.equal(report(`${HEAD}W0,3#`, data).event, null);
});

test('what the fields of a state are is data', () => {
  const data = { layouts: { 'CMD.H0': ['percent', '', 'lock'] } };
  const said = report(`${HEAD}H0,80,7,1#`, data);
  assert.equal(said.batteryPct, 80);
  assert.equal(said.bits.motorLocked, true);
  assert.equal(said.raw['2'], '7');
});

test('how it is answered is data', () => {
  const message = omni.decode(bytes(`${HEAD}W0,1#`), profile({ answer: 'echo' }));
  const answer = omni.acknowledge(message, 'stored', Date.UTC(2026, 0, 2) as Instant);
  assert.equal(
    answer && Buffer.from(answer).toString('latin1'),
    '\xff\xff*CMDS,OM,860000000000017,260102000000,W0#\n',
  );
});

const faults = [
  [null, ''],
  [[], ''],
  [{ zone: 0 }, 'zone'],
  [{ utcOffsetMinutes: 900 }, 'utcOffsetMinutes'],
  [{ lockedValue: 2 }, 'lockedValue'],
  [{ answer: 'yes' }, 'answer'],
  [{ alarms: { 1: 'burglary' } }, 'alarms.1'],
  [{ alarms: { one: 'tamper.shock' } }, 'alarms.one'],
  [{ alarms: [] }, 'alarms'],
  [{ layouts: { H0: [] } }, 'layouts.H0'],
  [{ layouts: { 'CMD.H0': ['a b'] } }, 'layouts.CMD.H0'],
] as const;
for (const [data, path] of faults)
  test(`${JSON.stringify(data)} is no profile`, () =>
    assert.deepEqual(omni.profileOf?.(data), { code: 'bad-profile', path }));
