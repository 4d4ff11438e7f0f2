import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, Message, Profile, Report } from '@lakiri/kit';
import { eseal } from './index.ts';

function profile(data: unknown): Profile {
  const made = eseal.profileOf?.(data);
  assert.ok(made && !('code' in made), JSON.stringify(made));
  return made;
}

function decode(type: string, door: string, data: unknown): Message {
  const text = `##S,eSeal,1000017,256,3.0.6,${type},34,2026-08-31,08:14:40,15,A,4.043478S 39.660200E,10,36,${door},0.71,0:0:3:0,3.8,-73,E##`;
  return eseal.decode(Uint8Array.from(Buffer.from(text, 'latin1')), profile(data));
}

function report(type: string, door: string, data: unknown): Report {
  const message = decode(type, door, data);
  const first = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(first);
  return first;
}

test('the zone of the clock is data', () => {
  const { occurredAt } = report('Normal', 'Close', { utcOffsetMinutes: -360 });
  assert.equal(occurredAt, Date.UTC(2026, 7, 31, 14, 14, 40));
});

test('which bit the door tells is data', () => {
  const data = { door: { bit: 'ropeInserted', open: false } };
  assert.equal(report('Normal', 'Close', data).bits.ropeInserted, true);
  assert.equal(report('Normal', 'Open', data).bits.ropeInserted, false);
  assert.equal(report('Normal', 'Ajar', data).bits.ropeInserted, null);
});

test('what a type means is data', () => {
  const data = { events: { 'Event-Door': 'tamper.forced', Termination: 'power.off' } };
  assert.equal(report('Event-Door', 'Close', data).event?.type, 'tamper.forced');
  assert.equal(report('Termination', 'Close', data).event?.type, 'power.off');
  assert.equal(report('Event-Shock', 'Close', data).event, null);
});

test('what a seal that starts is set to is data', () => {
  const message = decode('Startup', 'Close', { startup: [180, 30, 30, 16, 1] });
  const answer = eseal.acknowledge(message, 'stored', 0 as Instant);
  assert.equal(
    answer && Buffer.from(answer).toString('latin1'),
    '##S,eSeal,1000017,256,3.0.6,Startup ACK,34,180,30,30,16,1,E##\r\n',
  );
});

const faults = [
  [undefined, ''],
  [{ zone: 0 }, 'zone'],
  [{ utcOffsetMinutes: -721 }, 'utcOffsetMinutes'],
  [{ events: { 'Event-Door': 'burglary' } }, 'events.Event-Door'],
  [{ events: { 'a,b': 'tamper.shock' } }, 'events.a,b'],
  [{ door: { bit: 'shackle', open: true } }, 'door.bit'],
  [{ door: { bit: 'ropeCut' } }, 'door.open'],
  [{ door: { bit: 'ropeCut', open: true, or: 1 } }, 'door.or'],
  [{ startup: [1, -1] }, 'startup.1'],
] as const;
for (const [data, path] of faults)
  test(`${JSON.stringify(data)} is no profile`, () =>
    assert.deepEqual(eseal.profileOf?.(data), { code: 'bad-profile', path }));
