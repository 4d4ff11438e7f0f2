import { type Id, type Instant, isoOf, parseTier } from '@lakiri/kit';
import type { Aggregate, StateWrite } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveModel,
  type Model,
  type ModelBasis,
  type ModelProfile,
  type ModelRevised,
  type ModelVersion,
  modelProfileOf,
} from '@lakiri/seals';

type VersionRow = {
  id: string;
  model: string;
  dialect: string;
  maker: string;
  version: number;
  effective_from: number;
  report_interval_s: number;
  parked_interval_s: number | null;
  asleep_interval_s: number | null;
  drain_pct_per_hour: number;
  tier_max: number;
  profile: string | null;
  basis: ModelBasis;
  source: string;
};

const COLUMNS = `m.id, m.model, m.dialect, m.maker, v.version, v.effective_from, v.report_interval_s,
  v.parked_interval_s, v.asleep_interval_s, v.drain_pct_per_hour, v.tier_max, v.profile, v.basis, v.source`;

/** All models with all their versions, by name: a registry, not a fleet. */
export async function loadModels(tx: Sql): Promise<Model[]> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${COLUMNS} FROM seals.model m JOIN seals.model_version v USING (model)
     ORDER BY m.model, v.version`,
  );
  return modelsOf(rows);
}

/** The model of this name with all its versions. */
export async function findModelByName(tx: Sql, name: string): Promise<Model | undefined> {
  const { rows } = await tx.query<VersionRow>(
    `SELECT ${COLUMNS} FROM seals.model m JOIN seals.model_version v USING (model)
     WHERE m.model = $1 ORDER BY v.version`,
    [name],
  );
  return modelsOf(rows)[0];
}

function modelsOf(rows: readonly VersionRow[]): Model[] {
  const models = new Map<string, Model & { readonly versions: ModelVersion[] }>();
  for (const row of rows) {
    const { id, model, dialect, maker } = row;
    const known = models.get(model) ?? {
      id: id as Id<'Model'>,
      model,
      dialect,
      maker,
      versions: [],
    };
    known.versions.push(versionOf(row));
    models.set(model, known);
  }
  return [...models.values()];
}

function versionOf(row: VersionRow): ModelVersion {
  return {
    version: row.version,
    effectiveFrom: row.effective_from as Instant,
    reportIntervalS: row.report_interval_s,
    parkedIntervalS: row.parked_interval_s,
    asleepIntervalS: row.asleep_interval_s,
    drainPctPerHour: row.drain_pct_per_hour,
    tierMax: parseTier(row.tier_max) ?? 0,
    profile: row.profile,
    basis: row.basis,
    source: row.source,
  };
}

/** The model of this name as it is now, where it speaks this dialect. */
export async function findModel(
  tx: Sql,
  name: string,
  dialect: string,
): Promise<ModelProfile | undefined> {
  const { rows } = await tx.query<VersionRow>(
    'SELECT * FROM seals.model_now WHERE model = $1 AND dialect = $2',
    [name, dialect],
  );
  const [model] = modelsOf(rows);
  return model?.versions[0] && modelProfileOf(model, model.versions[0]);
}

/** A model has as many facts as it has been revised; its first version is this release's. */
export const modelAggregate: Aggregate<Model, ModelRevised> = {
  async find(tx, id) {
    const { rows } = await tx.query<VersionRow>(
      `SELECT ${COLUMNS} FROM seals.model m JOIN seals.model_version v USING (model)
       WHERE m.id = $1 ORDER BY v.version`,
      [id],
    );
    const [state] = modelsOf(rows);
    return state && { state, version: state.versions.length - 1 };
  },
  evolve: evolveModel,
  save,
};

/** Another who made this version since meets the primary key, and begins again. */
async function save(tx: Sql, { state, versionBefore, version }: StateWrite<Model>): Promise<void> {
  for (const made of state.versions.slice(versionBefore + 1, version + 1))
    await tx.query(
      `INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, parked_interval_s,
         asleep_interval_s, drain_pct_per_hour, tier_max, profile, basis, source)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        state.model,
        made.version,
        isoOf(made.effectiveFrom),
        made.reportIntervalS,
        made.parkedIntervalS,
        made.asleepIntervalS,
        made.drainPctPerHour,
        made.tierMax,
        made.profile,
        made.basis,
        made.source,
      ],
    );
}
