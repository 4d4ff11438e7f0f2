import { canonical, type Id, type Instant } from '@lakiri/kit';
import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  clockCode,
  evolveSeal,
  fixCode,
  journeyOf,
  packBits,
  type Seal,
  type SealEvents,
} from '@lakiri/seals';
import { phaseAtOf, SEAL_COLUMNS, type SealRow, sealOfRow } from './row.ts';

/** The times of a seal as Postgres wants them: text of UTC, or null. */
const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** How acts of people read and write a seal; readings go by the intake's bulk writes. */
export const sealAggregate: Aggregate<Seal, SealEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<SealRow>(
      `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model) WHERE s.id = $1`,
      [id],
    );
    const row = rows[0];
    return row && { state: sealOfRow(row), version: row.version };
  },
  evolve: evolveSeal,
  save: (tx, write) => (write.versionBefore === 0 ? insert(tx, write) : update(tx, write)),
};

async function insert(tx: Sql, { id, state, version }: StateWrite<Seal>): Promise<void> {
  await tx.query(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'free', $9)`,
    [
      id,
      version,
      state.number,
      state.model.dialect,
      state.wireId,
      state.model.model,
      state.owner,
      sqlTime(state.registeredAt),
      canonical(state.live.latches),
    ],
  );
}

async function update(
  tx: Sql,
  { id, state, versionBefore, version }: StateWrite<Seal>,
): Promise<void> {
  const { live } = state;
  const { rowCount } = await tx.query(
    `UPDATE seals.seal SET version = $3, changed = pg_current_xact_id(), phase = $4, journey = $5,
       phase_at = $6, occurred_at = $7, received_at = $8, lat = $9, lon = $10, place_at = $11,
       speed_kmh = $12, course_deg = $13, fix = $14, bits = $15, battery_pct = $16, odometer_km = $17,
       clock = $18, latches = $19, order_command = $20, order_from = $21, order_until = $22,
       -- an armed seal is looked at at once; the deadline that follows sets the true time
       due_at = CASE WHEN $4 = 'armed' THEN now() END
     WHERE id = $1 AND version = $2`,
    [
      id,
      versionBefore,
      version,
      state.custody.phase,
      journeyOf(state) ?? null,
      sqlTime(phaseAtOf(state.custody)),
      sqlTime(live.occurredAt),
      sqlTime(live.receivedAt),
      live.place?.lat ?? null,
      live.place?.lon ?? null,
      sqlTime(live.place?.at ?? null),
      live.place?.speedKmh ?? null,
      live.place?.courseDeg ?? null,
      fixCode(live.fix),
      packBits(live.bits),
      live.batteryPct,
      live.odometerKm,
      clockCode(live.clock),
      canonical(live.latches),
      state.order?.command ?? null,
      sqlTime(state.order?.from ?? null),
      sqlTime(state.order?.until ?? null),
    ],
  );
  if (rowCount === 0) throw new VersionConflict('seal', id);
}

export type SealAt = {
  readonly seal: Seal;
  readonly version: number;
  readonly dueAt: Instant | null;
};

/** The seals with these ids that the transaction may see. */
export async function findSeals(tx: Sql, ids: readonly Id[]): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model) WHERE s.id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.map(sealAtOfRow);
}

/** The seals that speak a dialect under these wire ids. */
export async function findByAddress(
  tx: Sql,
  dialect: string,
  wireIds: readonly string[],
): Promise<SealAt[]> {
  const { rows } = await tx.query<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM seals.seal s JOIN seals.model_now m USING (model)
     WHERE s.dialect = $1 AND s.wire_id = ANY($2::text[])`,
    [dialect, wireIds],
  );
  return rows.map(sealAtOfRow);
}

export function sealAtOfRow(row: SealRow): SealAt {
  return { seal: sealOfRow(row), version: row.version, dueAt: row.due_at as Instant | null };
}
