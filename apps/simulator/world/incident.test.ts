// Each incident, from what happens to the truck to what a node's decoder makes of the bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate } from '@lakiri/corridors';
import {
  addMs,
  chanceOf,
  type Dialect,
  type Instant,
  MINUTE_MS,
  positionOf,
  type Report,
} from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { Device } from '../device/device.ts';
import { speechOf } from '../device/speech-of.ts';
import type { SealModel } from '../measurement.ts';
import { forgetfulNode } from '../testing/forgetful-node.ts';
import { NOON } from '../testing/measured.ts';
import { aPlan, hoursAfter } from '../testing/planned.ts';
import { INCIDENT_KINDS, type IncidentKind, tellableBy } from './incident.ts';
import { type Happened, type Said, Truck } from './truck.ts';

const AT = hoursAfter(1);
type Told = Report & { readonly toldAt: Instant };
type Story = {
  readonly told: readonly Told[];
  readonly happened: readonly Happened[];
  readonly truck: Truck;
};

/** A truck with one incident an hour after its departure; its device tells a node all, as it happens. */
function story(kind: IncidentKind, model: SealModel = 'JT701D', hours = 3): Story {
  const wireId = model === 'FMB-rope' ? '356307042441013' : '8131020001';
  const truck = new Truck(aPlan({ model, wireId, startKm: 60 }), [{ at: AT, kind }]);
  const listener = listen(model, wireId);
  for (let now: Instant = NOON; now < hoursAfter(hours); now = addMs(now, 5_000)) {
    for (const said of truck.advance(now)) listener.tell(said, now);
    listener.exchange(now);
  }
  assert.equal(listener.device.count.outstanding, 0);
  return { told: listener.told, happened: truck.happened, truck };
}

/** A seal in talk with a node that stores all. */
function listen(model: SealModel, wireId: string) {
  const dialect: Dialect = model === 'FMB-rope' ? teltonikaWith(sealOnDin1) : jointech;
  const device = new Device({ speech: speechOf(model, wireId, 7), chance: chanceOf(1) });
  const node = forgetfulNode(dialect, model === 'JT701' ? 0x17 : undefined);
  const told: Told[] = [];
  const hear = (frame: Uint8Array, now: Instant): void => {
    const message = dialect.decode(frame);
    if (message.kind === 'reports')
      told.push(...message.reports.map((one) => ({ ...one, toldAt: now })));
    const answer = node.hear(frame, 'stored', now);
    if (answer !== undefined) device.heard(answer, now);
  };
  const exchange = (now: Instant): void => {
    for (let more = device.send(now); more.length > 0; more = device.send(now))
      for (const frame of more) hear(frame, now);
  };
  const open = (now: Instant): void => {
    for (const frame of device.opened(now)) hear(frame, now);
  };
  const tell = (said: Said, now: Instant): void => {
    if (said.kind === 'measured') device.measure(said.measurement);
    else if (said.kind === 'manner') device.manner = said.manner;
    else if (said.is) open(now);
    else device.closed();
    exchange(now);
  };
  open(NOON);
  return { device, told, tell, exchange };
}

const within = ({ told }: Story, fromMin: number, untilMin: number): readonly Told[] =>
  told.filter(
    ({ occurredAt }) =>
      occurredAt !== null &&
      occurredAt >= addMs(AT, fromMin * MINUTE_MS) &&
      occurredAt < addMs(AT, untilMin * MINUTE_MS),
  );
const events = (reports: readonly Told[]): readonly string[] =>
  reports.flatMap(({ event }) => (event === null ? [] : [event.type]));
const positions = (reports: readonly Told[]): readonly Told[] =>
  reports.filter(({ event }) => event === null);

const quiet = (report: Report): boolean => {
  const { motorLocked, ropeInserted, ropeCut, coverOpen } = report.bits;
  return motorLocked !== false && ropeInserted !== false && ropeCut !== true && coverOpen !== true;
};

for (const [kind, holds] of [
  [
    'cut',
    ({ bits }) => bits.ropeCut === true && bits.ropeInserted === true && bits.motorLocked === true,
  ],
  [
    'cover',
    ({ bits }) => bits.coverOpen === true && bits.ropeCut === false && bits.motorLocked === true,
  ],
] as const satisfies readonly (readonly [IncidentKind, (report: Report) => boolean])[])
  test(`${kind}: said at once, and as long as it lasts`, () => {
    const one = story(kind);
    const [entry] = one.happened;
    assert.ok(entry?.until);
    const during = one.told.filter(
      ({ occurredAt: at }) => at !== null && at >= entry.from && at < (entry.until ?? 0),
    );
    assert.equal(during[0]?.occurredAt, entry.from);
    assert.ok(during.length > 5 && during.every(holds));
    assert.ok(one.told.filter((report) => !during.includes(report)).every(quiet));
  });

test('opened: a P45, the motor open, the rope drawn out, and all shut again', () => {
  const one = story('opened');
  assert.deepEqual(events(one.told), ['unlock.bluetooth', 'rope.pulled', 'lock.auto']);
  const open = positions(within(one, 0, 5));
  assert.ok(open.every(({ bits }) => bits.motorLocked === false && bits.ropeCut === false));
  assert.ok(open.some(({ bits }) => bits.ropeInserted === false));
  assert.ok(positions(within(one, 25, 60)).every(quiet));
});

test('vendor-opened: a P45 of the platform’s own password, which nobody here has sent', () => {
  const one = story('vendor-opened');
  assert.deepEqual(events(one.told), ['unlock.remoteStatic', 'rope.pulled', 'lock.auto']);
  assert.ok(positions(within(one, 25, 60)).every(quiet));
});

test('refused: three attempts with one foreign card, counted by the seal, and nothing opened', () => {
  const one = story('refused');
  const attempts = one.told.flatMap(({ event }) => (event === null ? [] : [event]));
  assert.deepEqual(
    attempts.map(({ type, wrongCount }) => [type, wrongCount]),
    [
      ['unlock.refusedCard', 1],
      ['unlock.refusedCard', 2],
      ['unlock.refusedCard', 3],
    ],
  );
  assert.equal(new Set(attempts.map(({ credential }) => credential)).size, 1);
  assert.ok(one.told.every(quiet));
});

test('deviation: beyond the buffer and back', () => {
  const one = story('deviation');
  const { index } = one.truck.plan;
  const offM = (reports: readonly Told[]): readonly number[] =>
    reports.map((report) => {
      const position = positionOf(report);
      return position === undefined ? 0 : locate(index, position).offM;
    });
  const away = offM(within(one, 0, 45));
  assert.ok(away.filter((m) => m > index.route.bufferM).length > 10, `${Math.max(...away)}`);
  assert.ok(offM([...within(one, -60, 0), ...within(one, 45, 120)]).every((m) => m < 100));
});

test('long-stop: one place, longer than any hour allows', () => {
  const [entry] = story('long-stop').happened;
  const one = story('long-stop');
  assert.ok(entry?.until && entry.until - entry.from >= 38 * MINUTE_MS);
  const stood = within(one, 1, 30);
  assert.ok(stood.length > 20 && stood.every(({ speedKmh }) => speedKmh === 0));
});

test('silence: nothing for a while, then all of it, as stored', () => {
  const one = story('silence');
  const [entry] = one.happened;
  assert.ok(entry?.until);
  const { from, until } = entry;
  assert.deepEqual(
    one.told.filter(({ toldAt }) => toldAt > addMs(from, 5_000) && toldAt < until),
    [],
  );
  const kept = one.told.filter(({ occurredAt: at }) => at !== null && at > from && at < until);
  assert.ok(kept.length > 30 && kept.every(({ source }) => source === 'stored'));
});

test('battery: low within minutes', () => {
  const one = story('battery');
  assert.ok((within(one, -1, 0).at(-1)?.batteryPct ?? 0) > 90);
  const low = within(one, 4, 40);
  assert.ok(
    low.every(({ batteryPct, bits }) => (batteryPct ?? 99) < 10 && bits.lowBattery === true),
  );
});

test('clock-1970: two digits of a year make 2070 of it, a u64 keeps it', () => {
  for (const [model, year] of [
    ['JT701D', 2070],
    ['FMB-rope', 1970],
  ] as const) {
    const wrong = story('clock-1970', model).told.filter(
      ({ occurredAt: at }) => new Date(at ?? 0).getUTCFullYear() !== 2026,
    );
    assert.ok(wrong.length >= 5);
    for (const { occurredAt: at } of wrong) assert.equal(new Date(at ?? 0).getUTCFullYear(), year);
  }
});

test('clock-ahead: two years', () => {
  const ahead = story('clock-ahead').told.filter(
    ({ occurredAt: at }) => (at ?? 0) > hoursAfter(24),
  );
  assert.ok(ahead.length >= 5);
  for (const { occurredAt: at, toldAt } of ahead)
    assert.ok(Math.abs((at ?? 0) - toldAt - 730 * 86_400_000) < 10_000);
});

test('no-fix and zero-fix: nobody may take them for a place', () => {
  for (const kind of ['no-fix', 'zero-fix'] as const) {
    const one = story(kind);
    const [entry] = one.happened;
    const during = one.told.filter(
      ({ occurredAt: at }) => at !== null && entry?.until && at > entry.from && at < entry.until,
    );
    assert.ok(during.length > 5);
    assert.ok(during.every((report) => positionOf(report) === undefined));
    assert.ok(during.every(({ fix }) => fix === (kind === 'no-fix' ? 'none' : 'gnss')));
    assert.ok(within(one, -30, 0).every((report) => positionOf(report) !== undefined));
  }
});

test('doubled: the same record twice', () => {
  const one = story('doubled');
  const records = one.told.map(({ record }) => Buffer.from(record).toString('hex'));
  assert.ok(records.length - new Set(records).size >= 8);
});

test('reordered: what was kept comes in the wrong order, and whole', () => {
  const one = story('reordered');
  const times = one.told.map(({ occurredAt }) => Number(occurredAt));
  assert.ok(times.some((at, n) => at < (times[n - 1] ?? 0)));
  const whole = story('doubled', 'JT701D').told.map(({ occurredAt }) => occurredAt);
  assert.deepEqual([...new Set(times)].sort(), [...new Set(whole)].sort());
});

for (const model of ['JT701', 'JT600', 'FMB-rope'] as const)
  test(`${model}: what it has words for reaches the node`, () => {
    for (const kind of tellableBy[model]) {
      const one = story(kind, model);
      assert.deepEqual(
        one.happened.map((entry) => entry.kind),
        [kind],
      );
      if (kind === 'cut') assert.ok(within(one, 0, 30).every(({ bits }) => bits.ropeCut === true));
      if (kind === 'opened')
        assert.deepEqual(events(one.told), ['unlock.bluetooth', 'rope.pulled', 'lock.auto']);
    }
  });

test('every incident ends', () => {
  for (const kind of INCIDENT_KINDS) {
    const [entry] = story(kind).happened;
    assert.ok(entry?.until, kind);
  }
});

test('what cannot happen now is put off: nobody leaves the road while standing in port', () => {
  const truck = new Truck(aPlan(), [{ at: addMs(NOON, -10 * MINUTE_MS), kind: 'deviation' }]);
  truck.advance(hoursAfter(2));
  assert.ok((truck.happened[0]?.from ?? 0) >= NOON);
});
