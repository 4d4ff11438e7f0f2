import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, MINUTE_MS, type Report } from '@lakiri/kit';
import type { Reading } from '@lakiri/seals';
import { aReading } from '@lakiri/seals/testing';
import { aWatchedSeal, drive, HERE, NINE, toldOf } from '../testing.ts';
import { lostTogether } from './rules/weak-signal.ts';

/** The drive with some of its minutes told otherwise. */
const but = (
  readings: readonly Reading[],
  over: (minute: number, said: Report) => Partial<Report> | null,
): Reading[] =>
  readings.map((reading, minute) => {
    const more = over(minute, reading.report);
    return more === null ? reading : { ...reading, report: { ...reading.report, ...more } };
  });
const blind = { fix: 'none', lat: null, lon: null, speedKmh: null } as const;
const far = { lat: -4, lon: 39.6 };
const shifted = (said: Report, lat: number) => ({ lat: (said.lat ?? 0) + lat });

const rows: readonly {
  readonly say: string;
  readonly readings: readonly Reading[];
  readonly why: readonly string[];
  readonly state?: string;
}[] = [
  { say: 'an ordinary drive', readings: drive(60), why: [] },
  {
    say: 'a jump out of reach, and on from there',
    readings: but(drive(20), (minute, said) => (minute < 8 ? null : shifted(said, 1))),
    why: ['jumped-to'],
    state: 'none',
  },
  {
    say: 'one wild fix, as on a cold start',
    readings: but(drive(20), (minute) => (minute === 8 ? far : null)),
    why: [],
  },
  {
    say: 'the same distance after the hours of a ferry',
    readings: [...drive(5), ...but(drive(5, 300), (_, said) => shifted(said, 0.8))],
    why: [],
  },
  {
    say: 'to and fro between two places',
    readings: but(drive(20), (minute) => (minute % 2 === 1 ? far : null)),
    why: ['two-tracks'],
    state: 'identity-doubted',
  },
  {
    say: 'two wild fixes an hour and more apart',
    readings: but(drive(200), (minute) => (minute === 8 || minute === 110 ? far : null)),
    why: [],
  },
  {
    say: 'a place that stands still while it drives',
    readings: but(drive(20), (minute) => (minute < 8 ? null : { ...HERE, lat: -1.2 })),
    why: ['track-frozen', 'speed-contradicts'],
    state: 'suspect-spoof',
  },
  {
    say: 'a parked truck, held at one place by its receiver',
    readings: but(drive(40), (minute) =>
      minute < 8 ? null : { lat: -1.21, lon: HERE.lon, speedKmh: 0 },
    ),
    why: [],
  },
  {
    say: 'a parked truck under a crane, whose fixes wander',
    readings: but(drive(40), (minute) =>
      minute < 8 ? null : { lat: -1.21 + (minute % 5) * 0.0004, lon: HERE.lon, speedKmh: 0 },
    ),
    why: [],
  },
  {
    say: 'a computed track, to the metre where speed and course say',
    readings: drive(20).map((reading, minute) => ({
      ...reading,
      report: { ...reading.report, lat: HERE.lat + minute / 111.195, lon: HERE.lon },
    })),
    why: ['track-too-smooth'],
    state: 'suspect-spoof',
  },
  {
    say: 'a place drawn away faster than it drives',
    readings: but(drive(20), (minute, said) =>
      minute < 8 ? null : shifted(said, (minute - 7) * 0.012),
    ),
    why: ['speed-contradicts'],
    state: 'suspect-spoof',
  },
  {
    say: 'a slow drag-off, which is like driving',
    readings: but(drive(40), (minute, said) =>
      minute < 8 ? null : shifted(said, (minute - 7) * 0.001),
    ),
    why: [],
  },
  {
    say: 'an odometer that goes on under a mask',
    readings: but(drive(20), (minute) => ({
      odometerKm: 100 + minute,
      ...(minute < 8 ? {} : { lat: -1.21, lon: HERE.lon, speedKmh: 0 }),
    })),
    why: ['odometer-contradicts'],
    state: 'suspect-spoof',
  },
  {
    say: 'dragged on along the road, faster than the wheels turn',
    readings: but(drive(30), (minute, said) => ({
      odometerKm: 100.5 + minute,
      ...(minute < 8 ? {} : shifted(said, (minute - 7) * 0.001)),
    })),
    why: ['odometer-exceeded'],
    state: 'suspect-spoof',
  },
  {
    say: 'the same by an odometer that counts whole kilometres',
    readings: but(drive(30), (minute, said) => ({
      odometerKm: 100 + minute,
      ...(minute < 8 ? {} : shifted(said, (minute - 7) * 0.001)),
    })),
    why: [],
  },
  {
    say: 'worn tyres: an odometer that counts three in a hundred too few',
    readings: but(drive(40), (minute) => ({ odometerKm: 100.5 + minute * 0.97 })),
    why: [],
  },
  {
    say: 'jamming: no satellite while it drives and reports',
    readings: but(drive(20), (minute) =>
      minute < 8 || minute > 14 ? null : { ...blind, satellites: 0 },
    ),
    why: ['fix-lost-moving'],
    state: 'none',
  },
  {
    say: 'jamming: the network is as good as before',
    readings: but(drive(20), (minute) => ({
      signal: 'good',
      ...(minute < 8 || minute > 14 ? {} : { ...blind, satellites: 0 }),
    })),
    why: ['fix-lost-moving', 'signal-good'],
    state: 'none',
  },
  {
    say: 'a tunnel of five minutes, whose network is weak',
    readings: but(drive(20), (minute) =>
      minute < 8 || minute > 12 ? null : { ...blind, satellites: 0, signal: 'low' },
    ),
    why: [],
  },
  {
    say: 'a jammer of both, for longer than any tunnel',
    readings: but(drive(30), (minute) =>
      minute < 8 || minute > 18 ? null : { ...blind, satellites: 0, signal: 'none' },
    ),
    why: ['fix-lost-moving', 'signal-weak'],
    state: 'none',
  },
  {
    say: 'jamming, as the device says itself',
    readings: but(drive(10), (minute) =>
      minute === 8
        ? {
            event: {
              type: 'tamper.jamming',
              credential: null,
              wrongCount: null,
              verification: null,
            },
          }
        : null,
    ),
    why: ['jamming-reported'],
    state: 'none',
  },
  {
    say: 'a tunnel of three minutes with a network in it',
    readings: but(drive(20), (minute) =>
      minute < 8 || minute > 10 ? null : { ...blind, satellites: 0 },
    ),
    why: [],
  },
  {
    say: 'a tunnel without a network: told afterwards',
    readings: but(drive(30), (minute) =>
      minute < 8 || minute > 20 ? null : { ...blind, satellites: 0, source: 'stored' },
    ),
    why: [],
  },
  {
    say: 'a bad aerial that still hears two satellites for a while',
    readings: but(drive(30), (minute) =>
      minute < 8 || minute > 18 ? null : { ...blind, satellites: 2 },
    ),
    why: [],
  },
  {
    say: 'a parked truck under a roof',
    readings: but(drive(60), (minute) => {
      if (minute < 8) return null;
      return minute === 8 ? { speedKmh: 0 } : { ...blind, satellites: 0 };
    }),
    why: [],
  },
  {
    say: 'coordinates 0,0 for some minutes',
    readings: but(drive(20), (minute) =>
      minute < 8 || minute > 12 ? null : { lat: 0, lon: 0, satellites: 3 },
    ),
    why: [],
  },
  {
    say: 'a backlog told after the news, newest first',
    readings: [...drive(5), ...drive(1, 30), ...drive(24, 5).reverse(), ...drive(5, 31)],
    why: [],
  },
];

for (const { say, readings, why, state = 'none' } of rows)
  test(`${say}: ${why.length === 0 ? 'nothing' : why.join(', ')}`, () => {
    const { doubts, suspicion } = toldOf(readings);
    const codes = new Set(doubts.flatMap((doubt) => doubt.why.map(({ code }) => code)));
    assert.deepEqual([...codes].sort(), [...why].sort());
    assert.equal(suspicion?.state ?? 'none', state);
  });

test('an ordinary drive of a day writes next to nothing', () => {
  // By chance a fix lies within half a metre of where it would be computed: noted, and forgotten by the next.
  assert.ok(toldOf(drive(1_440)).writes <= 2);
});

test('what is carried about unsealed may jump as it likes', () => {
  const readings = but(drive(20), (minute, said) => (minute < 8 ? null : shifted(said, 3)));
  const free = aWatchedSeal({ custody: { phase: 'free' } });
  assert.deepEqual(toldOf(readings, { seal: free }), { doubts: [], suspicion: null, writes: 0 });
});

const CLOCK = [
  { say: 'two hours behind', offS: () => -7_200, raised: 1 },
  { say: 'an hour ahead, within what the rule takes', offS: () => 3_600, raised: 1 },
  { say: 'nine minutes behind: a slow network', offS: () => -540, raised: 0 },
  { say: 'two years ahead: a clock that was reset', offS: () => 63_072_000, raised: 0 },
  {
    say: 'a store sent as live, each less late',
    offS: (at: number) => -7_200 + at * 240,
    raised: 0,
  },
];
for (const { say, offS, raised } of CLOCK)
  test(`a clock ${say}: ${raised === 0 ? 'nothing' : 'told once'}`, () => {
    const readings = Array.from({ length: 10 }, (_, at) => {
      const receivedAt = addMs(NINE, at * MINUTE_MS);
      return aReading({ occurredAt: addMs(receivedAt, offS(at) * 1_000) }, { receivedAt });
    });
    assert.equal(
      toldOf(readings).doubts.filter(({ kind }) => kind === 'clock-jumped').length,
      raised,
    );
  });

test('a store told at once as live moves no clock', () => {
  const receivedAt = addMs(NINE, 600 * MINUTE_MS);
  const readings = drive(30).map((reading) => ({ ...reading, receivedAt }));
  assert.deepEqual(toldOf(readings).doubts, []);
});

const lostAt = (weakMin: number, fix: 'gnss' | 'none') => {
  const place = { ...HERE, at: NINE, speedKmh: 60, courseDeg: 0 };
  const live = { ...aWatchedSeal().live, place, fix };
  return lostTogether({ since: addMs(NINE, weakMin * MINUTE_MS) }, live);
};

test('satellites and network that go together are told from those that do not', () => {
  assert.equal(lostAt(3, 'none'), addMs(NINE, 3 * MINUTE_MS));
  assert.equal(lostAt(-4, 'none'), addMs(NINE, -4 * MINUTE_MS));
  assert.equal(lostAt(20, 'none'), null, 'long after');
  assert.equal(lostAt(3, 'gnss'), null, 'the satellites are there');
  assert.equal(lostTogether(undefined, aWatchedSeal().live), null);
});

test('a network that comes and goes at the edge of a cell is one change', () => {
  const edge = but(drive(30), (minute) => ({ signal: minute % 2 === 0 ? 'low' : 'fair' }));
  assert.equal(toldOf(edge).writes, 1);
});
