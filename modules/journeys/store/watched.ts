import type { RouteId } from '@lakiri/corridors';
import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId, Watching } from '@lakiri/seals';
import type { JourneyId, JourneyState, Ref } from '../core/index.ts';
import { allowancesOf, EXCEPTIONS_OF_JOURNEY } from './exceptions.ts';

/** The journey that a seal is on, in what intake needs of it. */
export type WatchedJourney = {
  readonly journey: JourneyId;
  readonly version: number;
  readonly ref: Ref;
  readonly state: JourneyState;
  readonly routeId: RouteId;
  readonly routeVersion: number;
  readonly armedAt: Instant | null;
  readonly deadlineAt: Instant | null;
  /** The seal's fitting; `until` is null while it is on the truck. */
  readonly from: Instant;
  readonly until: Instant | null;
  /** When the truck may stand where it stands, and the orders that a transload names. */
  readonly allowed: Watching['allowed'];
  readonly orders: Watching['orders'];
  /** Thefts and accidents that are to be told by this seal. */
  readonly reports: Watching['reports'];
};

type Row = {
  readonly seal: SealId;
  readonly journey: JourneyId;
  readonly version: number;
  readonly ref: Ref;
  readonly state: JourneyState;
  readonly route_id: RouteId;
  readonly route_version: number;
  readonly armed_at: Instant | null;
  readonly deadline_at: Instant | null;
  readonly fitted_at: Instant;
  readonly until_at: Instant | null;
  readonly exceptions: string;
};

/** For each of these seals that is on a truck now, its journey. One index lookup a seal, and one a journey. */
export async function loadWatched(
  tx: Sql,
  sealIds: readonly Id[],
): Promise<Map<SealId, WatchedJourney>> {
  const { rows } = await tx.query<Row>(
    `SELECT f.seal, f.journey, j.version, j.ref, j.state, j.route_id, j.route_version, j.armed_at,
       j.deadline_at, f.fitted_at, f.until_at, ${EXCEPTIONS_OF_JOURNEY} AS exceptions
     FROM journeys.fitting f JOIN journeys.journey j ON j.id = f.journey
     WHERE f.seal = ANY($1::uuid[]) AND f.until_at IS NULL`,
    [sealIds],
  );
  return new Map(rows.map((row) => [row.seal, watchedOfRow(row)]));
}

function watchedOfRow(row: Row): WatchedJourney {
  return {
    journey: row.journey,
    version: row.version,
    ref: row.ref,
    state: row.state,
    routeId: row.route_id,
    routeVersion: row.route_version,
    armedAt: row.armed_at,
    deadlineAt: row.deadline_at,
    from: row.fitted_at,
    until: row.until_at,
    ...allowancesOf(row.exceptions, row.seal),
  };
}
