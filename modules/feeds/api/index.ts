import {
  addKey,
  FEED_KINDS,
  type Feed,
  type FeedEvents,
  type FeedId,
  type FeedRefusal,
  type PartyRef,
  registerFeed,
  resume,
  revokeKey,
  suspend,
} from '@lakiri/feeds';
import { type Decision, type Instant, isoOf, type Json } from '@lakiri/kit';
import { actingAs, type Viewer, viewerOf } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { type Problem, problem } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { feedAggregate, isNameTaken, lastRefusals, listFeeds } from '../store/index.ts';
import { problemOf } from './refusals.ts';
import { broker, type FeedView, feedSchema, feedView, refusalSchema } from './views.ts';

export type FeedsDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  namesOf(tx: Sql, parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** Letting a vendor speak is a supervisor's act. */
const SUPERVISORS = ['supervisor', 'admin'] as const;
const uuid = z.uuid();
const byId = z.object({ id: uuid });
const keyed = z.looseObject({ 'idempotency-key': uuid.optional() });
const reason = z.object({ reason: z.string().trim().min(3).max(500) });
const DAY_S = 86_400;

const registration = z
  .object({
    name: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    kind: z.enum(FEED_KINDS),
    partyId: uuid,
    makers: z.array(z.string().min(1).max(60)).max(20).default([]),
    expectedS: z.int().min(10).max(DAY_S).default(60),
    lateAfterS: z.int().min(1).max(DAY_S).default(60),
    broker: broker.nullable().default(null),
  })
  .refine(({ kind, broker: given }) => (kind === 'mqtt') === (given !== null), {
    message: 'an mqtt feed has a broker, and no other has',
    path: ['broker'],
  })
  .meta({ id: 'FeedRegistration' });

async function viewFeeds(tx: Sql, deps: FeedsDeps, id?: FeedId): Promise<FeedView[]> {
  const seen = await listFeeds(tx, id);
  const names = await deps.namesOf(tx, [...new Set(seen.map(({ feed }) => feed.party))]);
  const now = deps.now();
  return seen.map(({ feed, health }) =>
    feedView(feed, health, { now, partyName: names.get(feed.party) ?? null }),
  );
}

export function feedsRoutes(instance: FastifyInstance, deps: FeedsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;
  app.get(
    '/feeds',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['feeds'],
        summary: 'Feeds of vendors that you may see, with their health',
        response: { 200: z.object({ items: z.array(feedSchema) }) },
      },
    },
    async (request) => ({
      items: await database.asParty(viewerOf(request).scope, (tx) => viewFeeds(tx, deps)),
    }),
  );
  app.get(
    '/feeds/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['feeds'],
        summary: 'One feed, with its last refusals, newest first',
        params: byId,
        response: { 200: feedSchema.extend({ refusals: z.array(refusalSchema) }) },
      },
    },
    async (request, reply) => {
      const id = request.params.id as FeedId;
      const found = await database.asParty(viewerOf(request).scope, async (tx) => {
        const [view] = await viewFeeds(tx, deps, id);
        const refusals = (await lastRefusals(tx, id)).map((one) => ({ ...one, at: isoOf(one.at) }));
        return view && { ...view, refusals };
      });
      return found ?? problem(reply, problemOf({ code: 'no-such-feed' }));
    },
  );
  registerRoute(instance, deps);
  keyRoutes(instance, deps);
  stateRoutes(instance, deps);
}

type Asked<Loaded> = {
  readonly viewer: Viewer;
  readonly key: string | undefined;
  readonly request: Json;
  readonly id: FeedId;
  load(tx: Sql): Promise<Loaded>;
  decide(loaded: Loaded, at: Instant): Decision<FeedEvents, FeedRefusal>;
};

/** Commits an act on a feed. Gives the feed as it then stands, or why not. */
async function act<Loaded>(
  deps: FeedsDeps,
  asked: Asked<Loaded>,
): Promise<{ readonly view: FeedView } | { readonly refused: Problem }> {
  const at = deps.now();
  const { viewer, key, id } = asked;
  const done = await execute<Loaded, FeedEvents, FeedRefusal>(
    { database: deps.database, origin: deps.origin },
    {
      ...actingAs(viewer),
      occurredAt: at,
      receivedAt: at,
      ...(key === undefined ? {} : { key: { id: key, request: asked.request } }),
      aggregates: { feed: feedAggregate },
      load: asked.load,
      decide: (loaded) => asked.decide(loaded, at),
      result: () => ({ feed: id }),
    },
  );
  if (!done.accepted) return { refused: problemOf(done.refusal) };
  const { feed } = done.result as { feed: FeedId };
  const [view] = await deps.database.asParty(viewer.scope, (tx) => viewFeeds(tx, deps, feed));
  return view === undefined ? { refused: problemOf({ code: 'no-such-feed' }) } : { view };
}

function registerRoute(instance: FastifyInstance, deps: FeedsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/feeds',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['feeds'],
        summary: 'Register a feed of a vendor',
        headers: keyed,
        body: registration,
        response: { 201: feedSchema },
      },
    },
    async (request, reply) => {
      const { partyId, ...rest } = request.body;
      const party = partyId as PartyRef;
      const id = newId<'Feed'>(deps.now());
      const done = await act(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        request: request.body as Json,
        id,
        load: async (tx) => ({
          partyKnown: (await deps.namesOf(tx, [party])).has(party),
          nameTaken: await isNameTaken(tx, rest.name),
        }),
        decide: (known, at) => registerFeed({ id, asked: { ...rest, party }, ...known, at }),
      });
      return 'refused' in done ? problem(reply, done.refused) : reply.code(201).send(done.view);
    },
  );
}

const loadFeed =
  (id: FeedId) =>
  async (tx: Sql): Promise<Feed | undefined> =>
    (await feedAggregate.find(tx, id))?.state;

function keyRoutes(instance: FastifyInstance, deps: FeedsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const keyId = z
    .string()
    .max(60)
    .regex(/^[A-Za-z0-9._-]+$/);
  app.post(
    '/feeds/:id/keys',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['feeds'],
        summary: 'Add an Ed25519 key by which the vendor signs',
        headers: keyed,
        params: byId,
        body: z.object({ keyId, publicKey: z.string().regex(/^[0-9a-f]{64}$/) }),
        response: { 201: feedSchema },
      },
    },
    async (request, reply) => {
      const id = request.params.id as FeedId;
      const done = await act(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        request: { id, ...request.body },
        id,
        load: loadFeed(id),
        decide: (feed, at) => addKey(feed, { ...request.body, at }),
      });
      return 'refused' in done ? problem(reply, done.refused) : reply.code(201).send(done.view);
    },
  );
  app.post(
    '/feeds/:id/keys/:keyId/revoke',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['feeds'],
        summary: 'Revoke a key: what it signs from now on is refused',
        params: byId.extend({ keyId }),
        response: { 200: feedSchema },
      },
    },
    async (request, reply) => {
      const { id, keyId: revoked } = request.params;
      const done = await act(deps, {
        viewer: viewerOf(request),
        key: undefined,
        request: null,
        id: id as FeedId,
        load: loadFeed(id as FeedId),
        decide: (feed, at) => revokeKey(feed, { keyId: revoked, at }),
      });
      return 'refused' in done ? problem(reply, done.refused) : reply.code(200).send(done.view);
    },
  );
}

function stateRoutes(instance: FastifyInstance, deps: FeedsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const acts = { suspend, resume } as const;
  const summaries = {
    suspend: 'Refuse what a feed tells from now on',
    resume: 'Take again what a suspended feed tells',
  } as const;
  for (const name of ['suspend', 'resume'] as const)
    app.post(
      `/feeds/:id/${name}`,
      {
        config: { access: SUPERVISORS },
        schema: {
          tags: ['feeds'],
          summary: summaries[name],
          params: byId,
          body: reason,
          response: { 200: feedSchema },
        },
      },
      async (request, reply) => {
        const { id } = request.params as { readonly id: FeedId };
        const done = await act(deps, {
          viewer: viewerOf(request),
          key: undefined,
          request: null,
          id,
          load: loadFeed(id),
          decide: (feed, at) => acts[name](feed, { ...request.body, at }),
        });
        return 'refused' in done ? problem(reply, done.refused) : reply.code(200).send(done.view);
      },
    );
}
