import { type Id, type Instant, isoOf, parseTier } from '@lakiri/kit';
import type { Aggregate, StateWrite } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  evolveModel,
  type Model,
  type ModelBasis,
  type ModelId,
  type ModelMade,
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
  made: boolean;
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

const COLUMNS = `m.id, m.model, m.dialect, m.maker, m.made, v.version, v.effective_from, v.report_interval_s,
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

/** Whether a model or an open proposal has this name, however it is written; and the id that the name gives. */
export async function findName(
  tx: Sql,
  name: string,
): Promise<{ readonly isModel: boolean; readonly isProposed: boolean; readonly modelId: ModelId }> {
  const { rows } = await tx.query<{ model: boolean; proposed: boolean; id: ModelId }>(
    `SELECT EXISTS (SELECT FROM seals.model WHERE lower(model) = lower($1)) AS model,
       EXISTS (SELECT FROM seals.model_draft WHERE lower(model) = lower($1) AND state = 'proposed') AS proposed,
       md5('lakiri model ' || $1)::uuid AS id`,
    [name],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a row without a table is always one');
  return { isModel: row.model, isProposed: row.proposed, modelId: row.id };
}

function modelsOf(rows: readonly VersionRow[]): Model[] {
  const models = new Map<string, Model & { readonly versions: ModelVersion[] }>();
  for (const row of rows) {
    const { id, model, dialect, maker, made } = row;
    const known = models.get(model) ?? {
      id: id as Id<'Model'>,
      model,
      dialect,
      maker,
      isMade: made,
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
    `SELECT n.*, m.made FROM seals.model_now n JOIN seals.model m USING (model)
     WHERE n.model = $1 AND n.dialect = $2`,
    [name, dialect],
  );
  const [model] = modelsOf(rows);
  return model?.versions[0] && modelProfileOf(model, model.versions[0]);
}

/** How many of a model's versions are no facts: a release's first is none. */
const withoutFact = ({ isMade }: Model): number => (isMade ? 0 : 1);

/** A model has as many facts as it has been made and revised; of this release's the first version is none. */
export const modelAggregate: Aggregate<Model, ModelRevised | ModelMade> = {
  async find(tx, id) {
    const { rows } = await tx.query<VersionRow>(
      `SELECT ${COLUMNS} FROM seals.model m JOIN seals.model_version v USING (model)
       WHERE m.id = $1 ORDER BY v.version`,
      [id],
    );
    const [state] = modelsOf(rows);
    return state && { state, version: state.versions.length - withoutFact(state) };
  },
  evolve: evolveModel,
  save,
};

/** Another who made this model or version since meets the primary key, and begins again. */
async function save(tx: Sql, { state, versionBefore, version }: StateWrite<Model>): Promise<void> {
  const { id, model, dialect, maker } = state;
  if (state.isMade && versionBefore === 0)
    await tx.query(
      'INSERT INTO seals.model (id, model, dialect, maker, made) VALUES ($1, $2, $3, $4, true)',
      [id, model, dialect, maker],
    );
  const first = withoutFact(state);
  for (const made of state.versions.slice(versionBefore + first, version + first))
    await tx.query(
      `INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, parked_interval_s,
         asleep_interval_s, drain_pct_per_hour, tier_max, profile, basis, source)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        model,
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
