import type { Id, Instant } from '@lakiri/kit';
import { isoOf } from '@lakiri/kit';
import type { VehicleId } from '@lakiri/parties';
import type { Sql } from '@lakiri/platform/sql';

/** A seal on a truck, with what its journey was created on. */
export type FittingSpan = {
  readonly journey: Id<'Journey'>;
  readonly ref: string;
  readonly seal: Id<'Seal'>;
  readonly fittedAt: Instant;
  /** Null while it is on. */
  readonly untilAt: Instant | null;
  readonly routeId: string;
  readonly routeVersion: number;
};

/** Fittings that lasted into a span; of one journey in so many, always the same ones. By journey. */
export async function fittingsWithin(
  tx: Sql,
  asked: { readonly from: Instant; readonly until: Instant; readonly oneIn: number },
): Promise<FittingSpan[]> {
  const { rows } = await tx.query<FittingSpan>(
    `SELECT f.journey, j.ref, f.seal, f.fitted_at AS "fittedAt", f.until_at AS "untilAt",
       j.route_id AS "routeId", j.route_version AS "routeVersion"
     FROM journeys.fitting f JOIN journeys.journey j ON j.id = f.journey
     WHERE f.fitted_at < $2 AND (f.until_at IS NULL OR f.until_at > $1)
       AND ('x' || left(md5(f.journey::text), 7))::bit(28)::int % $3 = 0
     ORDER BY f.fitted_at, f.journey, f.seal`,
    [isoOf(asked.from), isoOf(asked.until), asked.oneIn],
  );
  return rows;
}

/** A truck while a seal was on it. */
export type TruckFitted = {
  readonly journey: Id<'Journey'>;
  readonly ref: string;
  readonly vehicle: VehicleId;
  readonly seal: Id<'Seal'>;
  readonly number: string;
  readonly fittedAt: Instant;
  readonly untilAt: Instant | null;
};

/** The trucks under seal in a span, the longest under way first; at most `max`. */
export async function trucksFitted(
  tx: Sql,
  asked: { readonly from: Instant; readonly until: Instant; readonly max: number },
): Promise<readonly TruckFitted[]> {
  const { rows } = await tx.query<TruckFitted>(
    `SELECT f.journey, j.ref, j.vehicle, f.seal, f.number, f.fitted_at AS "fittedAt", f.until_at AS "untilAt"
     FROM journeys.fitting f JOIN journeys.journey j ON j.id = f.journey
     WHERE f.fitted_at < $2 AND (f.until_at IS NULL OR f.until_at > $1)
     ORDER BY f.fitted_at, f.journey, f.seal LIMIT $3`,
    [isoOf(asked.from), isoOf(asked.until), asked.max],
  );
  return rows;
}
