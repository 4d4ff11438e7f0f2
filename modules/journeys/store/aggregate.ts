import type { Id } from '@lakiri/kit';
import {
  type Aggregate,
  type StateWrite,
  VersionConflict,
  type Versioned,
} from '@lakiri/platform/execute';
import { type Sql, sqlState } from '@lakiri/platform/sql';
import { evolveJourney, type Journey, type JourneyEvent, milestonesOf } from '../core/index.ts';
import { exceptionsOf, saveExceptions } from './exceptions.ts';
import {
  FITTING_COLUMNS,
  type FittingRow,
  JOURNEY_COLUMNS,
  type JourneyRow,
  journeyOfRow,
  sqlTime,
} from './row.ts';

const UNIQUE_VIOLATION = '23505';

/** How commands read and write a journey with its fittings. */
export const journeyAggregate: Aggregate<Journey, JourneyEvent> = {
  find: async (tx, id) => (await findJourneys(tx, [id]))[0],
  evolve: evolveJourney,
  async save(tx, write) {
    try {
      await (write.versionBefore === 0 ? insert(tx, write) : update(tx, write));
      await saveFittings(tx, write.state);
      await saveExceptions(tx, write.state);
    } catch (error) {
      // A reference drawn twice, or a seal that another journey took a moment ago: begun again from
      // the top, the first draws anew and the second is refused by the rule.
      if (sqlState(error) === UNIQUE_VIOLATION) throw new VersionConflict('journey', write.id);
      throw error;
    }
  },
};

/** The journeys with these ids that the transaction may see, in no order. */
export async function findJourneys(tx: Sql, ids: readonly Id[]): Promise<Versioned<Journey>[]> {
  const { rows } = await tx.query<JourneyRow>(
    `SELECT ${JOURNEY_COLUMNS} FROM journeys.journey WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return withFittings(tx, rows);
}

/** Journeys of rows, in the order of the rows. */
export async function withFittings(
  tx: Sql,
  rows: readonly JourneyRow[],
): Promise<Versioned<Journey>[]> {
  if (rows.length === 0) return [];
  const { rows: fittings } = await tx.query<FittingRow>(
    `SELECT ${FITTING_COLUMNS} FROM journeys.fitting WHERE journey = ANY($1::uuid[])
     ORDER BY journey, fitted_at, seal`,
    [rows.map(({ id }) => id)],
  );
  const exceptions = await exceptionsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    state: journeyOfRow(row, fittings, exceptions),
    version: row.version,
  }));
}

async function insert(tx: Sql, { id, state, version }: StateWrite<Journey>): Promise<void> {
  const passed = milestonesOf(state.course);
  await tx.query(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, trailer, driver,
       cargo, transporter, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      version,
      state.ref,
      state.route.id,
      state.route.version,
      state.truck.vehicle,
      state.truck.trailer,
      state.truck.driver,
      state.cargo,
      state.transporter,
      sqlTime(passed.createdAt),
    ],
  );
}

async function update(tx: Sql, write: StateWrite<Journey>): Promise<void> {
  const passed = milestonesOf(write.state.course);
  const { rowCount } = await tx.query(
    `UPDATE journeys.journey SET version = $3, changed = pg_current_xact_id(), sealed_at = $4,
       armed_at = $5, deadline_at = $6, departed_at = $7, arrived_at = $8, disarmed_at = $9,
       closed_at = $10, route_id = $11, route_version = $12, vehicle = $13, trailer = $14, driver = $15
     WHERE id = $1 AND version = $2`,
    [
      write.id,
      write.versionBefore,
      write.version,
      sqlTime(passed.sealedAt),
      sqlTime(passed.armedAt),
      sqlTime(passed.deadlineAt),
      sqlTime(passed.departedAt),
      sqlTime(passed.arrivedAt),
      sqlTime(passed.disarmedAt),
      sqlTime(passed.closedAt),
      write.state.route.id,
      write.state.route.version,
      write.state.truck.vehicle,
      write.state.truck.trailer,
      write.state.truck.driver,
    ],
  );
  if (rowCount === 0) throw new VersionConflict('journey', write.id);
}

/** New fittings are added, open ones ended; nothing else about a fitting ever changes. */
async function saveFittings(tx: Sql, { id, fittings }: Journey): Promise<void> {
  if (fittings.length === 0) return;
  await tx.query(
    `INSERT INTO journeys.fitting (journey, seal, number, fitted_at, until_at, mechanical_seal, replaces)
     SELECT $1, f.* FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::uuid[])
       AS f (seal, number, fitted_at, until_at, mechanical_seal, replaces)
     ON CONFLICT (journey, seal) DO UPDATE SET until_at = excluded.until_at
       WHERE fitting.until_at IS DISTINCT FROM excluded.until_at`,
    [
      id,
      fittings.map(({ seal }) => seal),
      fittings.map(({ number }) => number),
      fittings.map(({ fittedAt }) => sqlTime(fittedAt)),
      fittings.map(({ until }) => sqlTime(until)),
      fittings.map(({ mechanicalSeal }) => mechanicalSeal),
      fittings.map(({ replaces }) => replaces),
    ],
  );
}
