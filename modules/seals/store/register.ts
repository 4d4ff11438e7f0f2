import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { ModelProfile, SealId } from '@lakiri/seals';

type ModelRow = {
  model: string;
  dialect: string;
  report_interval_s: number;
  drain_pct_per_hour: number;
};

const profileOf = (row: ModelRow): ModelProfile => ({
  model: row.model,
  dialect: row.dialect,
  reportIntervalS: row.report_interval_s,
  drainPctPerHour: row.drain_pct_per_hour,
});

export async function listModels(tx: Sql): Promise<ModelProfile[]> {
  const { rows } = await tx.query<ModelRow>(
    'SELECT model, dialect, report_interval_s, drain_pct_per_hour FROM seals.model ORDER BY model',
  );
  return rows.map(profileOf);
}

/** The model of this name, where it speaks this dialect. */
export async function findModel(
  tx: Sql,
  model: string,
  dialect: string,
): Promise<ModelProfile | undefined> {
  const models = await listModels(tx);
  return models.find((profile) => profile.model === model && profile.dialect === dialect);
}

/** Who has this number and who has this address, as far as this party may know. */
export async function findTaken(
  tx: Sql,
  asked: { readonly number: string; readonly dialect: string; readonly wireId: string },
): Promise<{ readonly withNumber?: SealId; readonly withAddress?: SealId }> {
  const { rows } = await tx.query<{ id: Id<'Seal'>; same_number: boolean; same_address: boolean }>(
    `SELECT id, number = $1 AS same_number, (dialect, wire_id) = ($2, $3) AS same_address
     FROM seals.seal WHERE number = $1 OR (dialect, wire_id) = ($2, $3)`,
    [asked.number, asked.dialect, asked.wireId],
  );
  const number = rows.find((row) => row.same_number)?.id;
  const address = rows.find((row) => row.same_address)?.id;
  return {
    ...(number === undefined ? {} : { withNumber: number }),
    ...(address === undefined ? {} : { withAddress: address }),
  };
}

/** A registered device is no stranger any more. */
export async function forgetStranger(tx: Sql, dialect: string, wireId: string): Promise<void> {
  await tx.query('DELETE FROM seals.stranger WHERE dialect = $1 AND wire_id = $2', [
    dialect,
    wireId,
  ]);
}
