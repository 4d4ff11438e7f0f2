// What the models of seals do and mean, made ready for judging readings: by the version that held when a frame was
// received, so that a refold years later judges alike.
import type { Dialect, Instant, Profile } from '@lakiri/kit';
import { type Model, type ModelProfile, type ModelVersion, modelProfileOf } from '@lakiri/seals';
import { DIALECTS } from '../dialects.ts';

/** One version of a model. */
type ModelThen = {
  readonly profile: ModelProfile;
  /** What it means by what it sends; undefined where its dialect's own standard says it all. */
  readonly words: Profile | undefined;
};

export type Models = {
  /** By the name of the model; undefined for one that nobody knows. */
  at(model: string, at: Instant): ModelThen | undefined;
  /** Versions whose profile this release cannot read, said for its operators; they are judged without it. */
  readonly faults: readonly string[];
};

type Ready = ModelThen & { readonly from: Instant };

/** A profile of nothing: not worth a second decoding. */
const EMPTY = '{}';

export function modelsOf(models: readonly Model[]): Models {
  const faults: string[] = [];
  const byName = new Map(
    models.map((model) => [model.model, model.versions.map(readyOf(model, faults))]),
  );
  return {
    faults,
    at(name, at) {
      const versions = byName.get(name);
      if (versions === undefined) return undefined;
      for (let n = versions.length - 1; n > 0; n--) {
        const version = versions[n];
        if (version !== undefined && version.from <= at) return version;
      }
      return versions[0];
    },
  };
}

const readyOf =
  (model: Model, faults: string[]) =>
  (version: ModelVersion): Ready => ({
    profile: modelProfileOf(model, version),
    words: wordsOf(model, version, faults),
    from: version.effectiveFrom,
  });

function wordsOf(
  { model, dialect }: Model,
  { version, profile }: ModelVersion,
  faults: string[],
): Profile | undefined {
  const spoken = (DIALECTS as Readonly<Record<string, Dialect>>)[dialect];
  if (profile === null || profile === EMPTY || spoken?.profileOf === undefined) return undefined;
  const words = spoken.profileOf(JSON.parse(profile));
  if (!('code' in words)) return words;
  faults.push(`version ${version} of ${model}: ${String(words['path'])}`);
  return undefined;
}
