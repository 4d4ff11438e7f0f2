// The life of a model: this release knows it as version 1, or people made it (`model-draft.ts`); people revise it, each time from a day on; no version is
// ever changed. What a seal said is judged by the version that held when it was received.
import {
  accept,
  addMs,
  type Decision,
  type Id,
  type Instant,
  MINUTE_MS,
  refuse,
  type Tier,
} from '@lakiri/kit';
import type { ModelProfile } from './seal.ts';

export type ModelId = Id<'Model'>;

/** Whose word the data is: the maker's manual, the type approval, our measuring, or nobody's. */
export const MODEL_BASES = ['manual', 'approval', 'measured', 'assumed'] as const;
export type ModelBasis = (typeof MODEL_BASES)[number];

/** What a revision may say anew. */
export type ModelData = {
  readonly reportIntervalS: number;
  readonly parkedIntervalS: number | null;
  readonly asleepIntervalS: number | null;
  readonly drainPctPerHour: number;
  readonly tierMax: Tier;
  /** RFC 8785 text, which only the model's dialect reads; null: its dialect's own standard. */
  readonly profile: string | null;
  readonly basis: ModelBasis;
  readonly source: string;
};

export type ModelVersion = ModelData & {
  readonly version: number;
  readonly effectiveFrom: Instant;
};

export type Model = {
  readonly id: ModelId;
  readonly model: string;
  readonly dialect: string;
  readonly maker: string;
  /** By people; all others are this release's. */
  readonly isMade: boolean;
  /** By number, which is also by `effectiveFrom`; at least one. */
  readonly versions: readonly ModelVersion[];
};

/**
 * How long before it holds a revision must be recorded. Whoever judges readings has read it by then (it reads again
 * each half minute and judges nothing with data older than one), so that all judge alike, and a verification too.
 */
export const MODEL_NOTICE_MS = 2 * MINUTE_MS;

export type ModelRevised = {
  readonly subjectKind: 'model';
  readonly subject: ModelId;
  readonly type: 'model-revised';
  readonly body: ModelVersion & { readonly model: string };
};

/** A model that no release knew (`model-draft.ts`). */
export type ModelMade = {
  readonly subjectKind: 'model';
  readonly subject: ModelId;
  readonly type: 'model-made';
  readonly body: ModelVersion &
    Pick<Model, 'model' | 'dialect' | 'maker'> & { readonly draft: Id<'ModelDraft'> };
};

export type ReviseModel = {
  readonly model: Model | undefined;
  readonly data: ModelData;
  /** Where the dialect finds no sense in the profile; undefined where it does. */
  readonly faultAt: string | undefined;
  /** Undefined: as soon as may be. */
  readonly effectiveFrom: Instant | undefined;
  readonly at: Instant;
};

export type ReviseRefusal =
  | { readonly code: 'no-such-model' }
  | { readonly code: 'bad-profile'; readonly path: string }
  | { readonly code: 'effective-too-soon'; readonly earliest: Instant }
  | { readonly code: 'effective-before-last'; readonly last: Instant };

/** A supervisor says anew what a model does, from a time on that everybody can have heard of. */
export function reviseModel(asked: ReviseModel): Decision<ModelRevised, ReviseRefusal> {
  const { model, data, faultAt, at } = asked;
  if (model === undefined) return refuse({ code: 'no-such-model' });
  if (faultAt !== undefined) return refuse({ code: 'bad-profile', path: faultAt });
  const earliest = addMs(at, MODEL_NOTICE_MS);
  const effectiveFrom = asked.effectiveFrom ?? earliest;
  if (effectiveFrom < earliest) return refuse({ code: 'effective-too-soon', earliest });
  const last = model.versions.at(-1);
  if (last !== undefined && effectiveFrom <= last.effectiveFrom)
    return refuse({ code: 'effective-before-last', last: last.effectiveFrom });
  const version = (last?.version ?? 0) + 1;
  return accept({
    subjectKind: 'model',
    subject: model.id,
    type: 'model-revised',
    body: { ...data, model: model.model, version, effectiveFrom },
  });
}

/** The only way a fact changes a model. Throws for one that nobody knows, and for one made twice. */
export function evolveModel(model: Model | undefined, event: ModelRevised | ModelMade): Model {
  if (event.type === 'model-made') {
    const { model: name, dialect, maker, draft: _, ...version } = event.body;
    if (model !== undefined) throw new Error(`${name} is a model already`);
    return { id: event.subject, model: name, dialect, maker, isMade: true, versions: [version] };
  }
  const { model: name, ...version } = event.body;
  if (model === undefined) throw new Error(`${name} is no model that anybody knows`);
  return { ...model, versions: [...model.versions, version] };
}

/** The version that held then; the first for any earlier time. */
export function modelVersionAt({ versions }: Pick<Model, 'versions'>, at: Instant): ModelVersion {
  const [first] = versions;
  if (first === undefined) throw new Error('a model without a version');
  for (let n = versions.length - 1; n > 0; n--) {
    const version = versions[n];
    if (version !== undefined && version.effectiveFrom <= at) return version;
  }
  return first;
}

/** What a seal of the model is expected to do by this version. */
export function modelProfileOf(
  { model, dialect, maker }: Model,
  version: ModelVersion,
): ModelProfile {
  return {
    model,
    dialect,
    maker,
    version: version.version,
    reportIntervalS: version.reportIntervalS,
    parkedIntervalS: version.parkedIntervalS,
    asleepIntervalS: version.asleepIntervalS,
    drainPctPerHour: version.drainPctPerHour,
    tierMax: version.tierMax,
  };
}
