import { type Id, type Instant, NO_BITS, type Report } from '@lakiri/kit';
import type { Reading } from './core/fold.ts';
import { type JourneyRef, type ModelProfile, NOTHING_HEARD, type Seal } from './core/seal.ts';

export const jt701d: ModelProfile = {
  model: 'JT701D',
  dialect: 'jointech',
  maker: 'Jointech',
  version: 1,
  reportIntervalS: 60,
  parkedIntervalS: null,
  asleepIntervalS: 1_800,
  drainPctPerHour: 0.4,
  tierMax: 0,
};

/** A seal for tests, free and never heard unless told otherwise. */
export function aSeal(over: Partial<Seal> = {}): Seal {
  return {
    id: '01900000-0000-7000-8000-000000000001' as Id<'Seal'>,
    number: 'ELK-20417',
    wireId: '8000620011',
    model: jt701d,
    owner: '01900000-0000-7000-8000-0000000000aa' as Id<'Party'>,
    registeredAt: 0 as Instant,
    custody: { phase: 'free' },
    live: NOTHING_HEARD,
    ...over,
  };
}

export const aJourney = '01900000-0000-7000-8000-0000000000bb' as JourneyRef;

/** A live satellite fix near Nairobi with nothing said about the lock, unless told otherwise. */
export function aReport(over: Partial<Report> = {}): Report {
  return {
    occurredAt: 1_700_000_000_000 as Instant,
    source: 'live',
    fix: 'gnss',
    lat: -1.2833,
    lon: 36.8167,
    speedKmh: 60,
    courseDeg: 300,
    altitudeM: null,
    satellites: 9,
    odometerKm: null,
    batteryPct: 80,
    bits: NO_BITS,
    event: null,
    raw: {},
    record: new Uint8Array(),
    ...over,
  };
}

/** A reading heard the moment it happened, unless told otherwise. */
export function aReading(report: Partial<Report> = {}, over: Partial<Reading> = {}): Reading {
  const said = aReport(report);
  return {
    report: said,
    receivedAt: (said.occurredAt ?? 1_700_000_000_000) as Instant,
    digest: '00000000000000000000000000000000',
    ...over,
  };
}
