// Models that no release knows: proposed by one supervisor, approved by another.
import { isoOf, type Json } from '@lakiri/kit';
import { actingAs, type Viewer, viewerOf } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import {
  approveModel,
  type DecideDraft,
  type DecideDraftRefusal,
  type ModelDraft,
  type ModelDraftEvents,
  type ModelDraftId,
  type ModelMade,
  type PersonRef,
  type ProposeRefusal,
  proposeModel,
  WITHDRAWN_WHYS,
  withdrawModel,
} from '@lakiri/seals';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  findModelByName,
  findName,
  listModelDrafts,
  modelAggregate,
  modelDraftAggregate,
} from '../store/index.ts';
import { dataIn, faultIn, SUPERVISORS, said, TOO_LONG, told } from './model-routes.ts';
import { problemOf } from './refusals.ts';
import type { SealsDeps } from './routes.ts';

const person = z.object({ id: z.string(), name: z.string() });
const draftSchema = z
  .object({
    id: z.string(),
    model: z.string(),
    dialect: z.string(),
    maker: z.string(),
    like: z.string().meta({ description: 'the model whose words it begins with' }),
    ...told,
    state: z.enum(['proposed', 'approved', 'withdrawn']),
    proposedBy: person,
    proposedAt: z.string(),
    decidedBy: person.nullable(),
    decidedAt: z.string().nullable(),
    why: z.enum(WITHDRAWN_WHYS).nullable(),
  })
  .meta({ id: 'ModelDraft' });

export type ModelDraftView = z.infer<typeof draftSchema>;

const proposal = z
  .object({
    model: z.string().trim().max(40),
    maker: z.string().trim().min(1).max(60),
    like: z.string().max(40).meta({ description: 'a model that speaks the same dialect' }),
    ...said,
  })
  .meta({ id: 'ModelProposal' });

const keyed = z.looseObject({ 'idempotency-key': z.uuid().optional() });
const byId = z.object({ id: z.uuid() });

async function viewDrafts(
  tx: Sql,
  drafts: readonly ModelDraft[],
  { peopleOf }: SealsDeps,
): Promise<ModelDraftView[]> {
  const persons = drafts.flatMap((it) =>
    it.state === 'proposed' ? [it.proposedBy] : [it.proposedBy, it.decidedBy],
  );
  const names = await peopleOf(tx, [...new Set(persons)]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return drafts.map((draft) => {
    const { data, proposedBy, proposedAt, id, model, dialect, maker, like, state } = draft;
    const decided = draft.state === 'proposed' ? undefined : draft;
    return {
      ...{ id, model, dialect, maker, like, ...data, state },
      profile: data.profile === null ? null : JSON.parse(data.profile),
      proposedBy: named(proposedBy),
      proposedAt: isoOf(proposedAt),
      decidedBy: decided === undefined ? null : named(decided.decidedBy),
      decidedAt: decided === undefined ? null : isoOf(decided.decidedAt),
      why: draft.state === 'withdrawn' ? draft.why : null,
    };
  });
}

export function modelDraftRoutes(instance: FastifyInstance, deps: SealsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/models/drafts',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['seals'],
        summary: 'Models that were proposed: those that wait for a second person first',
        response: { 200: z.object({ items: z.array(draftSchema) }) },
      },
    },
    async (request) => ({
      items: await deps.database.asParty(viewerOf(request).scope, async (tx) =>
        viewDrafts(tx, await listModelDrafts(tx), deps),
      ),
    }),
  );
  proposeRoute(instance, deps);
  decideRoutes(instance, deps);
}

type Acted = { readonly viewer: Viewer; readonly key: string | undefined; readonly request: Json };

const acting = (deps: SealsDeps, { viewer, key, request }: Acted) => {
  const at = deps.now();
  return {
    ...actingAs(viewer),
    ...{ occurredAt: at, receivedAt: at },
    ...(key === undefined ? {} : { key: { id: key, request } }),
  };
};

/** The proposal as it then stands, or why not. */
async function answer<Refusal extends ProposeRefusal | DecideDraftRefusal>(
  reply: FastifyReply,
  deps: SealsDeps,
  { viewer, done }: { readonly viewer: Viewer; readonly done: Done<Refusal> },
) {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const { id } = done.result as { id: ModelDraftId };
  const [view] = await deps.database.asParty(viewer.scope, async (tx) => {
    const found = await modelDraftAggregate.find(tx, id);
    return await viewDrafts(tx, found === undefined ? [] : [found.state], deps);
  });
  if (view === undefined) throw new Error('a proposal that was made is gone');
  return view;
}

function proposeRoute(instance: FastifyInstance, deps: SealsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/models/drafts',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['seals'],
        summary: 'Propose a model that is not known yet; another supervisor approves it',
        headers: keyed,
        body: proposal,
        response: { 201: draftSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { model, maker, like, ...rest } = request.body;
      const data = dataIn(rest);
      if (data === undefined) return problem(reply, TOO_LONG);
      const key = request.headers['idempotency-key'];
      const act = acting(deps, { viewer, key, request: request.body as Json });
      const id = newId<'ModelDraft'>(act.occurredAt);
      const done = await execute<Proposing, ModelDraftEvents, ProposeRefusal>(
        { database: deps.database, origin: deps.origin },
        {
          ...act,
          aggregates: { 'model-draft': modelDraftAggregate },
          load: async (tx) => ({
            like: await findModelByName(tx, like),
            named: await findName(tx, model),
          }),
          decide: ({ like: known, named }) =>
            proposeModel({
              id,
              asked: { model, maker, data },
              like: known,
              isTaken: named.isModel || named.isProposed,
              faultAt: faultIn(data, known, deps),
              by: viewer.person.id as string as PersonRef,
              at: act.occurredAt,
            }),
          result: () => ({ id }),
        },
      );
      reply.code(201);
      return await answer(reply, deps, { viewer, done });
    },
  );
}

type Proposing = {
  readonly like: Awaited<ReturnType<typeof findModelByName>>;
  readonly named: Awaited<ReturnType<typeof findName>>;
};

type Deciding = Pick<DecideDraft, 'draft'> & { readonly named: Proposing['named'] | undefined };

function decideRoutes(instance: FastifyInstance, deps: SealsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const decide = async (
    { id, ...acted }: Acted & { readonly id: string },
    decision: (
      asked: DecideDraft,
      named: Proposing['named'],
    ) => ReturnType<typeof approveModel | typeof withdrawModel>,
  ) => {
    const act = acting(deps, acted);
    return await execute<Deciding, ModelDraftEvents | ModelMade, DecideDraftRefusal>(
      { database: deps.database, origin: deps.origin },
      {
        ...act,
        aggregates: { 'model-draft': modelDraftAggregate, model: modelAggregate },
        load: async (tx) => {
          const found = await modelDraftAggregate.find(tx, id as ModelDraftId);
          const draft = found?.state;
          return { draft, named: draft && (await findName(tx, draft.model)) };
        },
        decide: ({ draft, named }) =>
          decision(
            { draft, by: acted.viewer.person.id as string as PersonRef, at: act.occurredAt },
            named ?? NOBODY,
          ),
        result: () => ({ id }),
      },
    );
  };
  app.post(
    '/models/drafts/:id/approve',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['seals'],
        summary: 'Agree to a model that another proposed: it holds two minutes later',
        params: byId,
        headers: keyed,
        response: { 200: draftSchema },
      },
    },
    async (request, reply) => {
      const [viewer, { id }] = [viewerOf(request), request.params];
      const key = request.headers['idempotency-key'];
      const done = await decide({ viewer, key, request: { approve: id }, id }, (asked, named) =>
        approveModel(asked, { modelId: named.modelId, isTaken: named.isModel }),
      );
      return await answer(reply, deps, { viewer, done });
    },
  );
  app.post(
    '/models/drafts/:id/withdraw',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['seals'],
        summary: 'Take a proposal back, and say why',
        params: byId,
        headers: keyed,
        body: z.object({ why: z.enum(WITHDRAWN_WHYS) }),
        response: { 200: draftSchema },
      },
    },
    async (request, reply) => {
      const [viewer, { id }, { why }] = [viewerOf(request), request.params, request.body];
      const key = request.headers['idempotency-key'];
      const done = await decide({ viewer, key, request: { withdraw: id, why }, id }, (asked) =>
        withdrawModel(asked, why),
      );
      return await answer(reply, deps, { viewer, done });
    },
  );
}

/** Of a proposal that is none: nothing is asked of it. */
const NOBODY = { isModel: false, isProposed: false, modelId: '' as Proposing['named']['modelId'] };
