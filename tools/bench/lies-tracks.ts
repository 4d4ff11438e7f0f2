// Made-up journeys with labelled lies and with honest things that look like them. Seeded: the same seed, the same tracks.
import { distanceM } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import {
  addMs,
  type Chance,
  chanceOf,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  NO_BITS,
  type Report,
  SECOND_MS,
} from '@lakiri/kit';
import type { Reading } from '@lakiri/seals';
import { Truck } from '@lakiri/simulator';

export const HOURS = 24;
const START = Date.UTC(2026, 2, 2, 4) as Instant;
const DEG_PER_M = 1 / 111_195;

const indexes = new Map<string, ReturnType<typeof shippedIndex>>();
function indexOf(route: string) {
  const known = indexes.get(route) ?? shippedIndex(route);
  indexes.set(route, known);
  return known;
}

/** One honest journey of a day, a report a minute on the road and each five minutes at rest. */
export function journey(seed: number): Reading[] {
  const startAt = START;
  const truck = new Truck({
    truck: 0,
    seed,
    model: 'JT701D',
    wireId: '8131020001',
    index: indexOf(seed % 2 === 0 ? 'mombasa-kampala' : 'mombasa-malaba'),
    startKm: (seed * 37) % 200,
    startAt,
    departAt: addMs(startAt, 20 * MINUTE_MS),
    batteryPct: 97,
    drainPctPerHour: 0.4,
    pace: {
      liveFrom: startAt,
      movingMs: MINUTE_MS,
      standingMs: 5 * MINUTE_MS,
      pastMovingMs: MINUTE_MS,
      pastStandingMs: 5 * MINUTE_MS,
    },
    rates: {},
  });
  const chance = chanceOf(seed + 1);
  return truck.advance(addMs(startAt, HOURS * HOUR_MS)).flatMap((said) => {
    if (said.kind !== 'measured') return [];
    const { saidAt, lat, lon, speedKmh, courseDeg, satellites, odometerKm } = said.measurement;
    return [
      readingOf(
        {
          occurredAt: saidAt,
          // As a dialect carries them: whole kilometres an hour, two degrees of course.
          speedKmh: Math.round(speedKmh),
          courseDeg: Math.round(courseDeg / 2) * 2,
          ...{ lat, lon, satellites, odometerKm },
        },
        chance.integer(1, 6),
      ),
    ];
  });
}

function readingOf(
  over: Partial<Report> & { readonly occurredAt: Instant },
  lagS: number,
): Reading {
  const report: Report = {
    source: 'live',
    fix: 'gnss',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: 9,
    odometerKm: null,
    batteryPct: 90,
    bits: NO_BITS,
    event: null,
    raw: {},
    record: new Uint8Array(),
    ...over,
  };
  return { report, receivedAt: addMs(over.occurredAt, lagS * SECOND_MS), digest: '' };
}

/** What a lie or a nuisance does to the readings of a span; `at` counts them. */
type Change = (said: Report, at: number) => Partial<Report> | null;
export type Play = {
  readonly name: string;
  /** Whether it needs the truck to drive when it begins. */
  readonly drives: boolean;
  readonly minutes: readonly [number, number];
  change(chance: Chance, first: Report, all: readonly Reading[], from: number): Change;
};

const BLIND = { fix: 'none', lat: null, lon: null, speedKmh: null, courseDeg: null } as const;

function away(from: Report, chance: Chance, kmFrom: number, kmTo: number) {
  const m = (kmFrom + chance.next() * (kmTo - kmFrom)) * 1_000;
  const angle = chance.next() * 2 * Math.PI;
  return {
    lat: (from.lat ?? 0) + m * Math.cos(angle) * DEG_PER_M,
    lon: (from.lon ?? 0) + m * Math.sin(angle) * DEG_PER_M,
  };
}

const near = (place: { lat: number; lon: number }, chance: Chance, m: number) => ({
  lat: place.lat + (chance.next() - 0.5) * 2 * m * DEG_PER_M,
  lon: place.lon + (chance.next() - 0.5) * 2 * m * DEG_PER_M,
});

/** Until it drives off. */
function atRest(change: Change): Change {
  let isOver = false;
  return (said, at) => {
    isOver ||= (said.speedKmh ?? 0) > 5;
    return isOver ? null : change(said, at);
  };
}

/** Half a metre to two a second, the same way for as long as it goes on; any way. */
function dragged(chance: Chance): (said: Report, at: number) => { lat: number; lon: number } {
  const mPerS = 0.5 + chance.next() * 1.5;
  const angle = chance.next() * 2 * Math.PI;
  return ({ lat, lon }, at) => {
    const deg = mPerS * 60 * (at + 1) * DEG_PER_M;
    return { lat: (lat ?? 0) + deg * Math.cos(angle), lon: (lon ?? 0) + deg * Math.sin(angle) };
  };
}

const placeOf = ({ lat, lon }: Report) => ({ lat: lat ?? 0, lon: lon ?? 0 });

export const LIES: readonly Play[] = [
  {
    name: 'jam',
    drives: true,
    minutes: [1, 60],
    change: () => () => ({ ...BLIND, satellites: 0 }),
  },
  {
    name: 'teleport',
    drives: true,
    minutes: [10, 60],
    change: (chance, first) => {
      const there = away(first, chance, 20, 300);
      const here = placeOf(first);
      return ({ lat, lon }) => ({
        lat: there.lat + ((lat ?? 0) - here.lat),
        lon: there.lon + ((lon ?? 0) - here.lon),
      });
    },
  },
  {
    name: 'meaconing',
    drives: true,
    minutes: [10, 60],
    change: (chance, first) => {
      const aerial = away(first, chance, 1, 30);
      return () => ({ ...near(aerial, chance, 4), speedKmh: 0 });
    },
  },
  {
    name: 'replayed trip',
    drives: true,
    minutes: [20, 120],
    change: (chance, _first, all, from) => {
      const back = Math.max(0, from - chance.integer(40, 240));
      return (_said, at) => {
        const told = all[back + at]?.report;
        if (told === undefined) return null;
        const { lat, lon, speedKmh, courseDeg } = told;
        return { lat, lon, speedKmh, courseDeg };
      };
    },
  },
  {
    name: 'slow drag-off, odometer of wheels',
    drives: true,
    minutes: [10, 40],
    change: (chance) => dragged(chance),
  },
  {
    // As a receiver counts that adds up its own fixes.
    name: 'slow drag-off, odometer of fixes',
    drives: true,
    minutes: [10, 40],
    change: (chance, first) => {
      const drag = dragged(chance);
      let last = placeOf(first);
      let odometerKm = first.odometerKm ?? 0;
      return (said, at) => {
        const place = drag(said, at);
        odometerKm += distanceM(last, place) / 1_000;
        last = place;
        return { ...place, odometerKm };
      };
    },
  },
  {
    name: 'static mask, odometer of wheels',
    drives: true,
    minutes: [10, 60],
    change: (chance, first) => {
      const held = placeOf(first);
      return () => ({ ...near(held, chance, 3), speedKmh: 0 });
    },
  },
  {
    name: 'static mask, odometer of fixes',
    drives: true,
    minutes: [10, 60],
    change: (chance, first) => {
      const held = placeOf(first);
      return () => ({ ...near(held, chance, 3), speedKmh: 0, odometerKm: first.odometerKm });
    },
  },
];

/** Honest, each with how often an hour it happens to a truck. */
export const NUISANCES: readonly (Play & { readonly perHour: number })[] = [
  {
    name: 'tunnel with a network',
    perHour: 0.03,
    drives: true,
    minutes: [1, 3],
    change: () => () => ({ ...BLIND, satellites: 0 }),
  },
  {
    name: 'tunnel without a network',
    perHour: 0.03,
    drives: true,
    minutes: [1, 4],
    change: () => () => ({ ...BLIND, satellites: 0, source: 'stored' }),
  },
  {
    name: 'port crane',
    perHour: 0.05,
    drives: false,
    minutes: [20, 120],
    change: (chance, first) =>
      atRest(() => ({ ...near(placeOf(first), chance, 80), speedKmh: chance.integer(0, 3) })),
  },
  {
    // Likoni is half a kilometre wide.
    name: 'ferry',
    perHour: 0.01,
    drives: false,
    minutes: [8, 15],
    change: (_chance, first) => {
      const { lat, lon } = placeOf(first);
      return atRest((_said, at) => ({
        lat: lat + (at + 1) * 100 * DEG_PER_M,
        lon,
        speedKmh: 8,
        courseDeg: 0,
      }));
    },
  },
  {
    name: 'cold start',
    perHour: 0.05,
    drives: false,
    minutes: [1, 1],
    change: (chance, first) => {
      const wild = away(first, chance, 0.2, 8);
      return (_said, at) => (at === 0 ? wild : null);
    },
  },
  {
    name: 'bad sky',
    perHour: 0.05,
    drives: true,
    minutes: [3, 12],
    change: (chance) => () => ({ ...BLIND, satellites: chance.integer(1, 3) }),
  },
  {
    name: 'canyon: fixes off by a street',
    perHour: 0.05,
    drives: false,
    minutes: [5, 20],
    change: (chance) => (said) => near(placeOf(said), chance, 120),
  },
];

export type Played = {
  readonly readings: readonly Reading[];
  readonly from: Instant;
  readonly until: Instant;
};

const DRIVING_KMH = 20;

/** The journey with one play in it; undefined where the truck never comes to it. */
export function played(all: readonly Reading[], play: Play, chance: Chance): Played | undefined {
  const minutes = chance.integer(...play.minutes);
  const candidates = all.flatMap(({ report }, at) => {
    const drives = (report.speedKmh ?? 0) >= DRIVING_KMH;
    // Driving for some minutes already, well inside the journey.
    const isIn = at > 300 && at < all.length - 200;
    return isIn && drives === play.drives && report.fix === 'gnss' ? [at] : [];
  });
  if (candidates.length === 0) return undefined;
  const from = chance.pick(candidates);
  const first = all[from];
  if (first === undefined || first.report.occurredAt === null) return undefined;
  const until = addMs(first.report.occurredAt, minutes * MINUTE_MS);
  const before = all[from - 1]?.report ?? first.report;
  const change = play.change(chance, before, all, from);
  const readings = all.map((reading, at) => {
    const { occurredAt } = reading.report;
    if (at < from || occurredAt === null || occurredAt >= until) return reading;
    const over = change(reading.report, at - from);
    return over === null ? reading : { ...reading, report: { ...reading.report, ...over } };
  });
  return { readings, from: first.report.occurredAt, until };
}
