import type { RouteId } from '@lakiri/corridors';
import type { Id, Instant } from '@lakiri/kit';
import type { DriverId, VehicleId } from '@lakiri/parties';
import {
  courseOf,
  type Exception,
  type Fitting,
  type Journey,
  type JourneyId,
  type Milestones,
  type Ref,
} from '../core/index.ts';

/** A row of journeys.journey, as the driver gives it (times in UTC ms). */
export type JourneyRow = {
  readonly id: string;
  readonly version: number;
  readonly ref: string;
  readonly route_id: string;
  readonly route_version: number;
  readonly vehicle: VehicleId;
  readonly trailer: VehicleId | null;
  readonly driver: DriverId | null;
  readonly cargo: string;
  readonly transporter: string;
  readonly created_at: number;
  readonly sealed_at: number | null;
  readonly armed_at: number | null;
  readonly deadline_at: number | null;
  readonly departed_at: number | null;
  readonly arrived_at: number | null;
  readonly disarmed_at: number | null;
  readonly closed_at: number | null;
};

export const JOURNEY_COLUMNS = `id, version, ref, route_id, route_version, vehicle, trailer, driver, cargo, transporter,
  created_at, sealed_at, armed_at, deadline_at, departed_at, arrived_at, disarmed_at, closed_at`;

export type FittingRow = {
  readonly journey: string;
  readonly seal: string;
  readonly number: string;
  readonly fitted_at: number;
  readonly until_at: number | null;
  readonly mechanical_seal: string | null;
  readonly replaces: string | null;
};

export const FITTING_COLUMNS =
  'journey, seal, number, fitted_at, until_at, mechanical_seal, replaces';

/** The times of Postgres as text of UTC, or null. */
export const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Throws on milestones that the table's constraints forbid. */
export function journeyOfRow(
  row: JourneyRow,
  fittings: readonly FittingRow[],
  exceptions: ReadonlyMap<string, readonly Exception[]>,
): Journey {
  const course = courseOf(milestonesOfRow(row));
  if (course === undefined)
    throw new Error(`journey ${row.id} has milestones without those before`);
  return {
    id: row.id as JourneyId,
    ref: row.ref as Ref,
    route: { id: row.route_id as RouteId, version: row.route_version },
    truck: { vehicle: row.vehicle, trailer: row.trailer, driver: row.driver },
    cargo: row.cargo,
    transporter: row.transporter as Id<'Party'>,
    fittings: fittings.filter(({ journey }) => journey === row.id).map(fittingOfRow),
    exceptions: exceptions.get(row.id) ?? [],
    course,
  };
}

function milestonesOfRow(row: JourneyRow): Milestones {
  return {
    createdAt: row.created_at as Instant,
    sealedAt: row.sealed_at as Instant | null,
    armedAt: row.armed_at as Instant | null,
    deadlineAt: row.deadline_at as Instant | null,
    departedAt: row.departed_at as Instant | null,
    arrivedAt: row.arrived_at as Instant | null,
    disarmedAt: row.disarmed_at as Instant | null,
    closedAt: row.closed_at as Instant | null,
  };
}

function fittingOfRow(row: FittingRow): Fitting {
  return {
    seal: row.seal as Id<'Seal'>,
    number: row.number,
    fittedAt: row.fitted_at as Instant,
    until: row.until_at as Instant | null,
    mechanicalSeal: row.mechanical_seal,
    replaces: row.replaces as Id<'Seal'> | null,
  };
}
