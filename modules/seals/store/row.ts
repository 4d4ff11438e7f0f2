import { type Id, type Instant, parseTier } from '@lakiri/kit';
import {
  type Custody,
  clockOf,
  fixOf,
  type Live,
  type ModelProfile,
  type Phase,
  type Seal,
  unpackBits,
} from '@lakiri/seals';

/** A row of seals.seal with its model, as the driver gives it (times in UTC ms). */
export type SealRow = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly dialect: string;
  readonly wire_id: string;
  readonly model: string;
  readonly maker: string;
  readonly model_version: number;
  readonly report_interval_s: number;
  readonly parked_interval_s: number | null;
  readonly asleep_interval_s: number | null;
  readonly drain_pct_per_hour: number;
  readonly tier_max: number;
  readonly owner: string;
  readonly registered_at: number;
  readonly phase: Phase;
  readonly journey: string | null;
  readonly phase_at: number | null;
  readonly occurred_at: number | null;
  readonly received_at: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly place_at: number | null;
  readonly speed_kmh: number | null;
  readonly course_deg: number | null;
  readonly fix: number;
  readonly bits: number;
  readonly battery_pct: number | null;
  readonly odometer_km: number | null;
  readonly clock: number;
  readonly latches: string;
  readonly due_at: number | null;
  readonly order_command: string | null;
  readonly order_from: number | null;
  readonly order_until: number | null;
};

export const SEAL_COLUMNS = `s.id, s.version, s.number, s.dialect, s.wire_id, s.model,
  m.maker, m.version AS model_version, m.report_interval_s, m.parked_interval_s,
  m.asleep_interval_s, m.drain_pct_per_hour, m.tier_max, s.owner, s.registered_at, s.phase, s.journey, s.phase_at,
  s.occurred_at, s.received_at, s.lat, s.lon, s.place_at, s.speed_kmh, s.course_deg, s.fix, s.bits,
  s.battery_pct, s.odometer_km, s.clock, s.latches, s.due_at, s.order_command, s.order_from,
  s.order_until`;

export function sealOfRow(row: SealRow): Seal {
  return {
    id: row.id as Id<'Seal'>,
    number: row.number,
    wireId: row.wire_id,
    model: modelOfRow(row),
    owner: row.owner as Id<'Party'>,
    registeredAt: row.registered_at as Instant,
    custody: custodyOfRow(row),
    ...orderOfRow(row),
    live: liveOfRow(row),
  };
}

function modelOfRow(row: SealRow): ModelProfile {
  return {
    model: row.model,
    dialect: row.dialect,
    maker: row.maker,
    version: row.model_version,
    reportIntervalS: row.report_interval_s,
    parkedIntervalS: row.parked_interval_s,
    asleepIntervalS: row.asleep_interval_s,
    drainPctPerHour: row.drain_pct_per_hour,
    tierMax: parseTier(row.tier_max) ?? 0,
  };
}

function custodyOfRow(row: SealRow): Custody {
  const journey = row.journey as Id<'Journey'>;
  const at = row.phase_at as Instant;
  switch (row.phase) {
    case 'free':
      return { phase: 'free' };
    case 'fitted':
      return { phase: 'fitted', journey };
    case 'armed':
      return { phase: 'armed', journey, armedAt: at };
    case 'disarmed':
      return { phase: 'disarmed', journey, disarmedAt: at };
  }
}

function orderOfRow(row: SealRow): Pick<Seal, 'order'> {
  const { order_command: command, order_from: from, order_until: until } = row;
  if (command === null || from === null || until === null) return {};
  return {
    order: { command: command as Id<'Command'>, from: from as Instant, until: until as Instant },
  };
}

function liveOfRow(row: SealRow): Live {
  return {
    occurredAt: row.occurred_at as Instant | null,
    receivedAt: row.received_at as Instant | null,
    place:
      row.lat === null || row.lon === null || row.place_at === null
        ? null
        : {
            lat: row.lat,
            lon: row.lon,
            at: row.place_at as Instant,
            speedKmh: row.speed_kmh,
            courseDeg: row.course_deg,
          },
    fix: fixOf(row.fix),
    bits: unpackBits(row.bits),
    batteryPct: row.battery_pct,
    odometerKm: row.odometer_km,
    clock: clockOf(row.clock),
    latches: JSON.parse(row.latches) as Live['latches'],
  };
}

/** When the present phase began, where the phase keeps it. */
export function phaseAtOf(custody: Custody): Instant | null {
  if (custody.phase === 'armed') return custody.armedAt;
  return custody.phase === 'disarmed' ? custody.disarmedAt : null;
}
