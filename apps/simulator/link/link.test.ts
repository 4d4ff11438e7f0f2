import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { chanceOf, type Dialect, type Message } from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { Device } from '../device/device.ts';
import { jt701d } from '../device/jointech-speech.ts';
import type { Speech } from '../device/speech.ts';
import { fmbRope } from '../device/teltonika-speech.ts';
import { getInstant } from '../instants.ts';
import { aMeasurement } from '../testing/measured.ts';
import { type StandIn, standIn } from '../testing/node-stand-in.ts';
import { Link, type LinkMode } from './link.ts';
import { TimerWheel } from './timer-wheel.ts';

const who = { deviceId: '8131020001', imei: '356307042441013', password: '471902' };
const now = () => getInstant(Date.now());

type Road = { device: Device; link: Link; node: StandIn };

async function road(
  t: TestContext,
  { speech, dialect, mode }: { speech: Speech; dialect: Dialect; mode?: LinkMode },
): Promise<Road> {
  const node = await standIn({ dialect });
  const wheel = new TimerWheel(Date.now());
  const timer = setInterval(() => wheel.turn(Date.now()), 10);
  const device = new Device({ speech, chance: chanceOf(3), resendMs: 400 });
  const port = node.port;
  const link = new Link({
    host: '127.0.0.1',
    port,
    device,
    wheel,
    chance: chanceOf(5),
    now,
    ...(mode && { mode }),
  });
  t.after(async () => {
    link.close();
    clearInterval(timer);
    await node.close();
  });
  return { device, link, node };
}

async function until(holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; !holds(); waitedMs += 10) {
    assert.ok(waitedMs < 8_000, 'it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const times = ({ node }: Road): Set<number | null> =>
  new Set(
    node.heard.flatMap(({ message }: { message: Message }) =>
      message.kind === 'reports' ? message.reports.map(({ occurredAt }) => occurredAt) : [],
    ),
  );

const modes: readonly LinkMode[] = [
  { is: 'normal' },
  { is: 'split' },
  { is: 'slow', bytesPerS: 8_000 },
  { is: 'breaking', afterBytes: 900 },
];
for (const mode of modes)
  for (const [name, speech, dialect] of [
    ['JT701D', jt701d(who), jointech],
    ['FMB', fmbRope(who.imei), teltonikaWith(sealOnDin1)],
  ] as const)
    test(`${name} over a ${mode.is} link: all arrives whole`, async (t) => {
      const way = await road(t, { speech, dialect, mode });
      const count = mode.is === 'breaking' && name === 'FMB' ? 8 : 40;
      for (let second = 0; second < count; second++) way.device.measure(aMeasurement(second));
      way.link.open();
      await until(() => way.device.count.outstanding === 0);
      assert.equal(way.device.count.acked, count);
      assert.equal(times(way).size, count);
      assert.ok(way.node.heard.every(({ message }) => message.kind !== 'malformed'));
    });

test('out of coverage it keeps, and tells all when it is back', async (t) => {
  const way = await road(t, { speech: jt701d(who), dialect: jointech });
  way.link.open();
  await until(() => way.link.isOpen);
  way.link.close();
  for (let second = 0; second < 3; second++) way.device.measure(aMeasurement(second));
  way.link.flush();
  assert.equal(way.device.count.outstanding, 3);
  way.link.open();
  await until(() => way.device.count.outstanding === 0);
  assert.equal(times(way).size, 3);
});

test('a network that swallows everything loses nothing', async (t) => {
  const way = await road(t, { speech: jt701d(who), dialect: jointech });
  way.link.open();
  await until(() => way.link.isOpen);
  way.link.mute(300);
  way.device.measure(aMeasurement(0));
  way.link.flush();
  assert.equal(times(way).size, 0);
  await until(() => way.device.count.outstanding === 0);
  assert.equal(times(way).size, 1);
});

test('no other machine is spoken to', () => {
  const device = new Device({ speech: jt701d(who), chance: chanceOf(1) });
  const wheel = new TimerWheel(0);
  for (const host of ['10.0.0.1', '0.0.0.0', 'localhost'])
    assert.throws(
      () => new Link({ host, port: 7001, device, wheel, chance: chanceOf(1), now }),
      /127\.0\.0\.1 only/,
    );
});

test('the wheel wakes each once, in its slot, however far away', () => {
  const wheel = new TimerWheel(1_000);
  const woken: string[] = [];
  for (const [name, dueMs] of [
    ['past', 0],
    ['soon', 1_020],
    ['far', 90_000],
  ] as const)
    wheel.wakeAt(dueMs, () => woken.push(name));
  wheel.turn(1_040);
  assert.deepEqual(woken, []);
  wheel.turn(1_050);
  assert.deepEqual(woken, ['past', 'soon']);
  wheel.turn(89_999);
  assert.deepEqual(woken, ['past', 'soon']);
  wheel.turn(200_000);
  assert.deepEqual(woken, ['past', 'soon', 'far']);
});
