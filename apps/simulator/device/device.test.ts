import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, chanceOf, type Dialect, type Instant } from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import fc from 'fast-check';
import { type Fate, type ForgetfulNode, forgetfulNode } from '../testing/forgetful-node.ts';
import { aMeasurement, NOON } from '../testing/measured.ts';
import { Device, type DeviceOptions } from './device.ts';
import { jt600, jt701, jt701d } from './jointech-speech.ts';
import type { Speech } from './speech.ts';
import { fmbRope } from './teltonika-speech.ts';

const who = { deviceId: '8131020001', imei: '356307042441013', password: '471902' };
const teltonika = teltonikaWith(sealOnDin1);
type Model = {
  readonly name: string;
  readonly speech: Speech;
  readonly dialect: Dialect;
  readonly version?: number;
};
const models: readonly Model[] = [
  { name: 'JT701D', speech: jt701d(who), dialect: jointech },
  { name: 'JT701', speech: jt701(who), dialect: jointech, version: 0x17 },
  { name: 'JT600', speech: jt600(who), dialect: jointech },
  { name: 'FMB', speech: fmbRope(who.imei), dialect: teltonika },
];

const aDevice = (options: Partial<DeviceOptions> = {}): Device =>
  new Device({ speech: jt701d(who), chance: chanceOf(1), resendMs: 1_000, ...options });
const later = (seconds: number): Instant => addMs(NOON, seconds * 1_000);
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** What a frame says: when, under which serial, live or stored. */
function readings(dialect: Dialect, frames: readonly Uint8Array[]) {
  return frames.flatMap((frame) => {
    const message = dialect.decode(frame);
    return message.kind === 'reports'
      ? message.reports.map(({ occurredAt, source, raw }) => ({
          occurredAt,
          source,
          serial: raw['serial'],
        }))
      : [];
  });
}

test('a record leaves only when its own serial is acknowledged', () => {
  const device = aDevice();
  device.opened(NOON);
  device.measure(aMeasurement(1));
  device.measure(aMeasurement(2));
  const sent = readings(jointech, device.send(later(2)));
  assert.deepEqual(sent, [
    { occurredAt: later(2), source: 'live', serial: 0 },
    { occurredAt: later(1), source: 'live', serial: 1 },
  ]);
  device.heard(bytes('(P69,0,9)'), later(3));
  assert.equal(device.count.outstanding, 2);
  device.heard(bytes('(P69,0,'), later(3));
  device.heard(bytes('1)'), later(3));
  assert.deepEqual(device.count, { measured: 2, acked: 1, outstanding: 1, lost: 0 });
});

test('what is not acknowledged is sent again, ever more rarely, and then the connection is given up', () => {
  const device = aDevice();
  device.opened(NOON);
  device.send(NOON);
  device.measure(aMeasurement(0));
  const sendings: number[] = [];
  for (let second = 0; second <= 40; second++) {
    const sent = readings(jointech, device.send(later(second)));
    if (sent.length > 0) sendings.push(second);
    assert.ok(sent.every(({ serial }) => serial === 0));
    if (device.isHopeless(later(second))) break;
  }
  assert.deepEqual(sendings, [0, 1, 3, 7, 15, 31]);
  assert.ok(device.isHopeless(later(40)));
});

test('after a break everything unacknowledged is told again, in order, as stored', () => {
  const device = aDevice();
  device.opened(NOON);
  for (const second of [1, 2, 3]) device.measure(aMeasurement(second));
  device.send(later(3));
  device.closed();
  device.measure(aMeasurement(4));
  device.opened(later(5));
  const sent = readings(jointech, device.send(later(5)));
  assert.deepEqual(
    sent.map(({ occurredAt }) => occurredAt),
    [1, 2, 3, 4].map(later),
  );
  assert.ok(sent.every(({ source }) => source === 'stored'));
});

test('the second answer to a frame sent twice settles nothing else', () => {
  const device = aDevice();
  device.opened(NOON);
  device.measure(aMeasurement(0));
  device.send(NOON); // serial 0
  device.send(later(2)); // serial 0 again
  device.heard(bytes('(P69,0,0)'), later(3));
  // All other serials are used up, so that 0 would be next if it were free.
  for (let second = 1; second <= 255; second++) {
    device.measure(aMeasurement(second));
    device.send(later(second + 3));
    device.heard(bytes(`(P69,0,${second})`), later(second + 3));
  }
  assert.equal(device.count.outstanding, 0);
  device.measure(aMeasurement(300));
  const [next] = readings(jointech, device.send(later(300)));
  assert.equal(next?.serial, 1);
  device.heard(bytes('(P69,0,0)'), later(301));
  assert.equal(device.count.outstanding, 1);
});

test('a full store loses the oldest, and says how many', () => {
  const device = aDevice({ storedMax: 5 });
  for (let second = 0; second < 8; second++) device.measure(aMeasurement(second));
  assert.deepEqual(device.count, { measured: 8, acked: 0, outstanding: 5, lost: 3 });
  device.opened(later(9));
  const [oldest] = readings(jointech, device.send(later(9)));
  assert.equal(oldest?.occurredAt, later(3));
});

test('the node may ask for a frame again', () => {
  const device = aDevice({ resendMs: 60_000 });
  device.opened(NOON);
  device.measure(aMeasurement(0));
  device.send(NOON);
  assert.equal(device.send(later(1)).length, 0);
  device.heard(bytes('(P69,1,0)'), later(1));
  assert.equal(readings(jointech, device.send(later(1))).length, 1);
});

test('the password is told each minute until it is confirmed', () => {
  const device = aDevice();
  device.opened(NOON);
  const told = (second: number): number =>
    device
      .send(later(second))
      .filter((frame) => String.fromCharCode(...frame).includes(',P52,2,471902')).length;
  assert.deepEqual([told(0), told(59), told(60)], [1, 0, 1]);
  device.heard(bytes('(P52,2,000000)'), later(61));
  assert.equal(told(120), 1);
  device.heard(bytes('(P52,2,471902)'), later(121));
  assert.deepEqual([told(180), told(240)], [0, 0]);
});

test('an idle seal shows that it lives', () => {
  const device = aDevice();
  device.opened(NOON);
  device.heard(bytes('(P52,2,471902)'), NOON);
  assert.equal(device.dueAt, later(240));
  assert.deepEqual(
    device.send(later(240)).map((frame) => String.fromCharCode(...frame)),
    ['(8131020001,@JT)'],
  );
});

test('a Teltonika says nothing before it is welcome, and gives up where it is not', () => {
  const device = aDevice({ speech: fmbRope(who.imei) });
  device.measure(aMeasurement(0));
  assert.deepEqual(device.opened(NOON), [
    Uint8Array.from(Buffer.from(`\0\x0f${who.imei}`, 'latin1')),
  ]);
  assert.deepEqual(device.send(later(1)), []);
  device.heard(Uint8Array.of(0), later(1));
  assert.ok(device.isHopeless(later(1)));
  device.closed();
  device.opened(later(2));
  device.heard(Uint8Array.of(1), later(2));
  assert.equal(device.send(later(2)).length, 1);
  device.heard(Uint8Array.of(0, 0, 0), later(3));
  device.heard(Uint8Array.of(0), later(3)); // none kept
  assert.equal(device.count.outstanding, 1);
  assert.equal(device.send(later(4)).length, 1);
  device.heard(Uint8Array.of(0, 0, 0, 1), later(4));
  assert.equal(device.count.outstanding, 0);
});

const step = fc.record({
  measure: fc.integer({ min: 0, max: 3 }),
  fates: fc.array(
    fc.constantFrom<Fate | 'break'>('stored', 'stored', 'stored', 'unanswered', 'ignored', 'break'),
    { minLength: 1, maxLength: 6 },
  ),
  seconds: fc.integer({ min: 0, max: 20 }),
  doubled: fc.boolean(),
  reordered: fc.boolean(),
});

type Talk = { readonly device: Device; readonly node: ForgetfulNode; readonly now: Instant };

/** The device says all it has to say, and each frame meets its fate. */
function exchange({ device, node, now }: Talk, fates: readonly (Fate | 'break')[]): void {
  const said = device.isConnected ? device.send(now) : device.opened(now);
  for (const [at, frame] of said.entries()) {
    const fate = fates[at % fates.length] ?? 'break';
    if (fate === 'break') device.closed();
    if (fate === 'break' || !device.isConnected) return;
    const answer = node.hear(frame, fate, now);
    if (answer !== undefined) device.heard(answer, now);
  }
  if (device.isHopeless(now)) device.closed();
}

for (const { name, speech, dialect, version } of models)
  test(`${name}: whatever the node and the network do, no record is given up before it is stored`, () => {
    const live = (
      steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[],
    ): void => {
      const acked: number[] = [];
      const onAcked: DeviceOptions['onAcked'] = (records) =>
        acked.push(...records.map(({ at }) => at));
      const device = aDevice({ speech, onAcked });
      const node = forgetfulNode(dialect, version);
      let now = NOON;
      let second = 0;
      for (const { measure, fates, seconds, doubled, reordered } of steps) {
        device.manner = { doubled, reordered };
        for (let count = 0; count < measure; count++) device.measure(aMeasurement(second++));
        exchange({ device, node, now }, fates);
        now = addMs(now, seconds * 1_000);
        for (const at of acked) assert.ok(node.stored.has(at), 'acknowledged, but not stored');
        assert.equal(acked.length + device.count.outstanding, second);
      }
      device.manner = { doubled: false, reordered: false };
      for (let round = 0; round < 400 && device.count.outstanding > 0; round++) {
        exchange({ device, node, now }, ['stored']);
        now = addMs(now, 30_000);
      }
      assert.equal(device.count.outstanding, 0);
      assert.equal(node.stored.size, second);
    };
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), live), { numRuns: 200 });
  });
