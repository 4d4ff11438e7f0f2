import { type Id, parseInstant } from '@lakiri/kit';
import { parsePhone, parsePlate, type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type JourneyId, parseRef } from '../core/index.ts';
import { findJourneys, findThen, JOURNEYS_PAGE_MAX, listJourneys } from '../store/index.ts';
import { act, type JourneyAct, type JourneyDone } from './acts.ts';
import { createJourney, type JourneyForm } from './create-act.ts';
import type { JourneysDeps } from './deps.ts';
import { exceptionRoutes } from './exception-routes.ts';
import { problemOf } from './refusals.ts';
import {
  actSchema,
  formSchema,
  journeySchema,
  keyHeader,
  listQuery,
  listSchema,
  reasonedSchema,
  sealSchema,
  thenQuery,
  timelineSchema,
  uuid,
} from './schemas.ts';
import { viewTimeline } from './timeline.ts';
import { type JourneyView, viewJourneys, viewThen } from './view.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const params = z.object({ id: uuid });
const NO_SUCH_JOURNEY = problemOf({ code: 'no-such-journey' });
const NOT_YET_KNOWN = {
  status: 404,
  code: 'journey-not-yet-known',
  title: 'Nothing of this journey had been recorded at that moment',
};

/** Journeys: to look at for whoever may see them, to act on for officers. */
export function journeysRoutes(instance: FastifyInstance, deps: JourneysDeps): void {
  lookRoutes(instance, deps);
  eventsRoute(instance, deps);
  createRoute(instance, deps);
  actRoutes(instance, deps);
  exceptionRoutes(instance, deps);
}

function lookRoutes(instance: FastifyInstance, deps: JourneysDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'signed-in' } as const;
  const tags = ['journeys'];

  app.get(
    '/journeys',
    {
      config,
      schema: {
        tags,
        summary: 'Journeys that you may see, newest first',
        querystring: listQuery,
        response: { 200: listSchema },
      },
    },
    (request) => {
      const { state, route, q, cursor, limit } = request.query;
      const search = q === '' ? undefined : q;
      return deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const { items, more } = await listJourneys(tx, {
          state,
          route,
          search: search && (parseRef(search) ?? search),
          vehicles: search ? await deps.parties.vehiclesByPlate(tx, search, JOURNEYS_PAGE_MAX) : [],
          after: cursor as JourneyId | undefined,
          limit,
        });
        const next = more ? (items.at(-1)?.state.id ?? null) : null;
        return { items: await viewJourneys(tx, items, deps), next };
      });
    },
  );

  app.get(
    '/journeys/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One journey, now or as it was known at an instant',
        params,
        querystring: thenQuery,
        response: { 200: journeySchema },
      },
    },
    async (request, reply) => {
      const id = request.params.id as JourneyId;
      const { knownAt } = request.query;
      const now = await look(deps, viewerOf(request), id);
      if (now === undefined) return problem(reply, NO_SUCH_JOURNEY);
      if (knownAt === undefined) return now;
      const then = await deps.database.asParty(viewerOf(request).scope, (tx) =>
        viewThen(tx, { id, knownAt }, deps),
      );
      return then ?? problem(reply, NOT_YET_KNOWN);
    },
  );
}

function eventsRoute(instance: FastifyInstance, deps: JourneysDeps): void {
  const tags = ['journeys'];
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/journeys/:id/events',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'What was recorded of a journey and of its seals meanwhile, oldest first',
        params,
        querystring: thenQuery,
        response: { 200: timelineSchema },
      },
    },
    async (request, reply) => {
      const { knownAt } = request.query;
      const items = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const [found] = await findJourneys(tx, [request.params.id as JourneyId]);
        if (found === undefined) return undefined;
        if (knownAt === undefined) return viewTimeline(tx, { journey: found.state }, deps);
        const journey = await findThen(tx, found.state.id, knownAt);
        return journey === undefined ? [] : viewTimeline(tx, { journey, knownAt }, deps);
      });
      return items === undefined ? problem(reply, NO_SUCH_JOURNEY) : { items };
    },
  );
}

function createRoute(instance: FastifyInstance, deps: JourneysDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/journeys',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['journeys'],
        summary: 'Create a journey',
        headers: keyHeader,
        body: formSchema,
        response: { 201: journeySchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const key = request.headers['idempotency-key'];
      const { occurredAt, ...typed } = request.body;
      const done = await createJourney(deps, {
        viewer,
        key,
        form: formOf(typed),
        occurredAt: claimOf(occurredAt),
      });
      return answer(deps, reply, { viewer, done, status: 201 });
    },
  );
}

function actRoutes(instance: FastifyInstance, deps: JourneysDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: OFFICERS };
  const common = {
    tags: ['journeys'],
    headers: keyHeader,
    params,
    response: { 200: journeySchema },
  };
  const answerAct = async (reply: FastifyReply, asked: JourneyAct): Promise<FastifyReply> =>
    answer(deps, reply, { viewer: asked.viewer, done: await act(deps, asked), status: 200 });

  app.post(
    '/journeys/:id/seal',
    { config, schema: { ...common, summary: 'Fit a seal to the truck', body: sealSchema } },
    async (request, reply) => {
      const { sealId, mechanicalSeal = null } = request.body;
      const seal = sealId as Id<'Seal'>;
      return await answerAct(reply, { ...askedBy(request), act: 'seal', seal, mechanicalSeal });
    },
  );

  for (const name of ['arm', 'depart', 'close'] as const)
    app.post(
      `/journeys/:id/${name}`,
      { config, schema: { ...common, summary: SUMMARIES[name], body: actSchema } },
      async (request, reply) => await answerAct(reply, { ...askedBy(request), act: name }),
    );

  for (const name of ['arrive', 'disarm'] as const)
    app.post(
      `/journeys/:id/${name}`,
      { config, schema: { ...common, summary: SUMMARIES[name], body: reasonedSchema } },
      async (request, reply) => {
        const reason = request.body.reason ?? null;
        return await answerAct(reply, { ...askedBy(request), act: name, reason });
      },
    );
}

const SUMMARIES = {
  arm: 'Arm the seals: watching begins',
  depart: 'The truck leaves the gate',
  arrive: 'The truck is at its destination',
  disarm: 'Order the seals to be opened',
  close: 'End the journey and free its seals',
} as const;

type ActRequest = {
  readonly viewer: Viewer | null;
  readonly params: z.infer<typeof params>;
  readonly headers: z.infer<typeof keyHeader>;
  readonly body: z.infer<typeof actSchema>;
};

function askedBy(
  request: ActRequest,
): Pick<JourneyAct, 'viewer' | 'key' | 'journey' | 'occurredAt'> {
  const { occurredAt } = request.body;
  return {
    viewer: viewerOf(request),
    key: request.headers['idempotency-key'],
    journey: request.params.id as JourneyId,
    occurredAt: claimOf(occurredAt),
  };
}

const claimOf = (text: string | undefined) => (text === undefined ? undefined : parseInstant(text));

/** The schema has looked at plates and phones already; here they become what they are. */
function formOf(body: Omit<z.infer<typeof formSchema>, 'occurredAt'>): JourneyForm {
  const { plate: typed, trailer, driverName, driverPhone, transporterId, ...rest } = body;
  const plate = parsePlate(typed);
  if (plate === undefined) throw new Error('the schema let through what is no plate');
  return {
    ...rest,
    plate,
    trailer: parsePlate(trailer ?? '') ?? null,
    driverName: driverName ?? null,
    driverPhone: parsePhone(driverPhone ?? '') ?? null,
    transporter: transporterId as Id<'Party'>,
  };
}

type Answer = { readonly viewer: Viewer; readonly done: JourneyDone; readonly status: 200 | 201 };

/** The journey as it is now, or why not. */
async function answer(
  deps: JourneysDeps,
  reply: FastifyReply,
  { viewer, done, status }: Answer,
): Promise<FastifyReply> {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const { journey } = done.result as { journey: JourneyId };
  const view = await look(deps, viewer, journey);
  return view === undefined ? problem(reply, NO_SUCH_JOURNEY) : reply.code(status).send(view);
}

function look(
  deps: JourneysDeps,
  { scope }: Viewer,
  id: JourneyId,
): Promise<JourneyView | undefined> {
  return deps.database.asParty(scope, async (tx) => {
    const [view] = await viewJourneys(tx, await findJourneys(tx, [id]), deps);
    return view;
  });
}
