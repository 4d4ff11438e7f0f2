import { type Id, parseInstant } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DispatchId, UnitId } from '../core/index.ts';
import { dispatchAggregate } from '../store/index.ts';
import { callAct, notifyAct, type ResponseDone, sendAct, stepAct } from './case-acts.ts';
import type { ResponseDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import {
  callForm,
  declineForm,
  type instantText,
  notifiedForm,
  reportForm,
  responseSchema,
  stepForm,
  uuid,
} from './schemas.ts';
import { viewResponse } from './views.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const config = { access: OFFICERS };
const params = z.object({ id: uuid });
const headers = z.looseObject({ 'idempotency-key': uuid });
const tags = ['response'];
const common = { tags, params, headers, response: { 200: responseSchema, 201: responseSchema } };

/** What is done about a case: units sent, calls, partners told. Every answer is all that was done about it. */
export function caseResponseRoutes(instance: FastifyInstance, deps: ResponseDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/cases/:id/response',
    {
      config,
      schema: {
        tags,
        summary: 'Units sent to a case, calls, who was told, and who could be there soonest',
        params,
        response: { 200: responseSchema },
      },
    },
    async (request, reply) =>
      (await look(deps, viewerOf(request), request.params.id)) ?? problem(reply, NO_SUCH_CASE),
  );
  app.post(
    '/cases/:id/dispatches',
    {
      config,
      schema: { ...common, summary: 'Send a unit', body: z.object({ unit: uuid }) },
    },
    async (request, reply) => {
      const { by, id } = asking(request);
      const done = await sendAct(deps, { ...by, case: id, unit: request.body.unit as UnitId });
      return answer({ deps, reply, viewer: by.viewer, about: id }, done);
    },
  );
  app.post(
    '/cases/:id/calls',
    { config, schema: { ...common, summary: 'Write down a call', body: callForm } },
    async (request, reply) => {
      const { by, id } = asking(request);
      const { number, note, at, ...said } = request.body;
      const done = await callAct(deps, {
        ...{ ...by, ...said, case: id, number: number ?? null, note: note ?? null, at: timeOf(at) },
      });
      return answer({ deps, reply, viewer: by.viewer, about: id }, done);
    },
  );
  app.post(
    '/cases/:id/notified',
    {
      config,
      schema: { ...common, summary: 'Record that a partner was told', body: notifiedForm },
    },
    async (request, reply) => {
      const { by, id } = asking(request);
      const { note, at, ...said } = request.body;
      const told = { ...by, ...said, case: id, note: note ?? null, at: timeOf(at) };
      return answer({ deps, reply, viewer: by.viewer, about: id }, await notifyAct(deps, told));
    },
  );
  dispatchRoutes(instance, deps);
}

const NO_SUCH_CASE = problemOf({ code: 'no-such-case' });
const timeOf = (text: z.infer<typeof instantText> | undefined) =>
  text === undefined ? undefined : parseInstant(text);

function dispatchRoutes(instance: FastifyInstance, deps: ResponseDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  for (const act of ['see', 'accept', 'arrive', 'release'] as const)
    app.post(
      `/response/dispatches/:id/${act}`,
      { config, schema: { ...common, summary: SUMMARIES[act], body: stepForm } },
      async (request, reply) => {
        const { by, id } = asking(request);
        const dispatch = id as string as DispatchId;
        return stepped(
          deps,
          reply,
          { by, dispatch },
          await stepAct(deps, { ...by, act, dispatch, at: timeOf(request.body?.at) }),
        );
      },
    );
  app.post(
    '/response/dispatches/:id/decline',
    { config, schema: { ...common, summary: SUMMARIES.decline, body: declineForm } },
    async (request, reply) => {
      const { by, id } = asking(request);
      const dispatch = id as string as DispatchId;
      const at = timeOf(request.body.at);
      const asked = { ...by, act: 'decline', dispatch, ...request.body, at } as const;
      return stepped(deps, reply, { by, dispatch }, await stepAct(deps, asked));
    },
  );
  app.post(
    '/response/dispatches/:id/report',
    { config, schema: { ...common, summary: SUMMARIES.report, body: reportForm } },
    async (request, reply) => {
      const { by, id } = asking(request);
      const dispatch = id as string as DispatchId;
      const at = timeOf(request.body.at);
      const asked = { ...by, act: 'report', dispatch, ...request.body, at } as const;
      return stepped(deps, reply, { by, dispatch }, await stepAct(deps, asked));
    },
  );
}

const SUMMARIES = {
  see: 'The unit has seen that it is sent',
  accept: 'The unit goes',
  decline: 'The unit cannot go, and says why',
  arrive: 'The unit is at the truck',
  report: 'What the unit found, with photographs by their hashes',
  release: 'The unit is free again',
} as const;

type Asking = {
  readonly viewer: Viewer | null;
  readonly params: { readonly id: string };
  readonly headers: { readonly 'idempotency-key': string };
};

function asking(request: Asking) {
  const key = request.headers['idempotency-key'];
  return { by: { viewer: viewerOf(request), key }, id: request.params.id as Id<'Case'> };
}

type Stepped = { readonly by: { readonly viewer: Viewer }; readonly dispatch: DispatchId };

async function stepped(
  deps: ResponseDeps,
  reply: FastifyReply,
  { by: { viewer }, dispatch }: Stepped,
  done: ResponseDone,
) {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const about = await deps.database.asParty(
    viewer.scope,
    async (tx) => (await dispatchAggregate.find(tx, dispatch))?.state.case,
  );
  if (about === undefined) return problem(reply, problemOf({ code: 'no-such-dispatch' }));
  return answer({ deps, reply, viewer, about, made: 200 }, done);
}

type Answering = {
  readonly deps: ResponseDeps;
  readonly reply: FastifyReply;
  readonly viewer: Viewer;
  readonly about: Id<'Case'>;
  readonly made?: 200 | 201;
};

async function answer(
  { deps, reply, viewer, about, made = 201 }: Answering,
  done: ResponseDone,
): Promise<FastifyReply> {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const view = await look(deps, viewer, about);
  return view === undefined
    ? problem(reply, NO_SUCH_CASE)
    : reply.code(done.repeated ? 200 : made).send(view);
}

function look(deps: ResponseDeps, { scope }: Viewer, id: string) {
  return deps.database.asParty(scope, async (tx) => {
    const found = await deps.caseAggregate.find(tx, id as Id<'Case'>);
    return found && viewResponse(tx, found.state, deps);
  });
}
