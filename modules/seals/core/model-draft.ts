// A model that this release does not know: one person says what it is and does, beginning from a model that speaks the same
// way; a second agrees; from two minutes on seals may be registered as it. Proposed, and then approved or withdrawn for good.
import { accept, addMs, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import {
  MODEL_NOTICE_MS,
  type Model,
  type ModelData,
  type ModelId,
  type ModelMade,
} from './models.ts';

export type ModelDraftId = Id<'ModelDraft'>;
export type PersonRef = Id<'Person'>;

/** Why a proposal came to nothing; a closed list, so that nobody's name gets into a fact. */
export const WITHDRAWN_WHYS = ['mistaken', 'known-already', 'not-approved'] as const;
export type WithdrawnWhy = (typeof WITHDRAWN_WHYS)[number];

export type ModelSaid = {
  readonly model: string;
  readonly dialect: string;
  readonly maker: string;
  /** The model whose words it begins with, which speaks the same dialect. */
  readonly like: string;
  readonly data: ModelData;
};

export type ModelDraft = ModelSaid & {
  readonly id: ModelDraftId;
  readonly proposedBy: PersonRef;
  readonly proposedAt: Instant;
} & (
    | { readonly state: 'proposed' }
    | { readonly state: 'approved'; readonly decidedBy: PersonRef; readonly decidedAt: Instant }
    | {
        readonly state: 'withdrawn';
        readonly decidedBy: PersonRef;
        readonly decidedAt: Instant;
        readonly why: WithdrawnWhy;
      }
  );

type DraftFact<Type extends string, Body> = {
  readonly subjectKind: 'model-draft';
  readonly subject: ModelDraftId;
  readonly type: Type;
  readonly body: Body & { readonly by: PersonRef; readonly at: Instant };
};

export type ModelDraftEvents =
  | DraftFact<'model-proposed', ModelSaid>
  | DraftFact<'model-approved', { readonly model: string }>
  | DraftFact<'model-withdrawn', { readonly why: WithdrawnWhy }>;

/** Letters and figures first, so that it is found in a list; 40 as everywhere. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._+()-]{0,39}$/u;

export type ProposeModel = {
  readonly id: ModelDraftId;
  readonly asked: Omit<ModelSaid, 'dialect' | 'like'>;
  readonly like: Model | undefined;
  /** A model, or an open proposal, has this name, however it is written. */
  readonly isTaken: boolean;
  readonly faultAt: string | undefined;
  readonly by: PersonRef;
  readonly at: Instant;
};
export type ProposeRefusal =
  | { readonly code: 'no-such-model' }
  | { readonly code: 'bad-model-name' }
  | { readonly code: 'model-taken' }
  | { readonly code: 'bad-profile'; readonly path: string };

/** Somebody says what a model is that nobody has registered seals as yet. */
export function proposeModel(asked: ProposeModel): Decision<ModelDraftEvents, ProposeRefusal> {
  const { id, like, isTaken, faultAt, by, at } = asked;
  if (like === undefined) return refuse({ code: 'no-such-model' });
  if (!NAME.test(asked.asked.model)) return refuse({ code: 'bad-model-name' });
  if (isTaken) return refuse({ code: 'model-taken' });
  if (faultAt !== undefined) return refuse({ code: 'bad-profile', path: faultAt });
  const { dialect, model: likeName } = like;
  return accept({
    ...{ subjectKind: 'model-draft', subject: id, type: 'model-proposed' },
    body: { ...asked.asked, dialect, like: likeName, by, at },
  });
}

export type DecideDraft = {
  readonly draft: ModelDraft | undefined;
  readonly by: PersonRef;
  readonly at: Instant;
};
export type DecideDraftRefusal =
  | { readonly code: 'no-such-model-draft' }
  | { readonly code: 'model-draft-decided' }
  | { readonly code: 'own-model-draft' }
  | { readonly code: 'model-taken' };

/** A second person agrees: the model is made, and holds when every gateway can have heard of it. */
export function approveModel(
  { draft, by, at }: DecideDraft,
  { modelId, isTaken }: { readonly modelId: ModelId; readonly isTaken: boolean },
): Decision<ModelDraftEvents | ModelMade, DecideDraftRefusal> {
  if (draft === undefined) return refuse({ code: 'no-such-model-draft' });
  if (draft.state !== 'proposed') return refuse({ code: 'model-draft-decided' });
  if (draft.proposedBy === by) return refuse({ code: 'own-model-draft' });
  if (isTaken) return refuse({ code: 'model-taken' });
  const { id, model, dialect, maker, data } = draft;
  const effectiveFrom = addMs(at, MODEL_NOTICE_MS);
  return accept(
    {
      ...{ subjectKind: 'model-draft', subject: id, type: 'model-approved' },
      body: { model, by, at },
    },
    {
      ...{ subjectKind: 'model', subject: modelId, type: 'model-made' },
      body: { ...data, model, dialect, maker, draft: id, version: 1, effectiveFrom },
    },
  );
}

/** Whoever may propose takes a proposal back, their own or another's. */
export function withdrawModel(
  { draft, by, at }: DecideDraft,
  why: WithdrawnWhy,
): Decision<ModelDraftEvents, DecideDraftRefusal> {
  if (draft === undefined) return refuse({ code: 'no-such-model-draft' });
  if (draft.state !== 'proposed') return refuse({ code: 'model-draft-decided' });
  return accept({
    ...{ subjectKind: 'model-draft', subject: draft.id, type: 'model-withdrawn' },
    body: { why, by, at },
  });
}

/** The only way a fact changes a proposal. */
export function evolveModelDraft(
  draft: ModelDraft | undefined,
  event: ModelDraftEvents,
): ModelDraft {
  const { subject: id, body } = event;
  if (event.type === 'model-proposed') {
    const { by, at, ...said } = event.body;
    return { ...said, id, proposedBy: by, proposedAt: at, state: 'proposed' };
  }
  if (draft === undefined) throw new Error(`${event.type} of a model that nobody proposed`);
  const decided = { decidedBy: body.by, decidedAt: body.at };
  return event.type === 'model-approved'
    ? { ...draft, ...decided, state: 'approved' }
    : { ...draft, ...decided, state: 'withdrawn', why: event.body.why };
}
