import type { Id, Instant, Json } from '@lakiri/kit';
import type { Done } from '@lakiri/platform/execute';
import { problem } from '@lakiri/platform/http';
import type { Database } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actingAs, type PartyId, viewerOf } from '../core/index.ts';
import type { PasswordKeeper } from '../store/password.ts';
import { listParties } from '../store/queries.ts';
import { registerParty, registerPerson } from '../store/register.ts';
import { idempotent, newParty, newPerson, party, partyKind } from './schemas.ts';
import type { Sessions } from './sessions.ts';
import { setUpRoutes, signInRoutes } from './sign-in.ts';
import { problemOf, type Refusal } from './words.ts';

export { refuseForeignPages } from './origin.ts';
export { provePresence } from './presence.ts';
export { openSessions, type Sessions } from './sessions.ts';

export type PartiesDeps = {
  readonly database: Database;
  /** The name of this node, written into facts. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly sessions: Sessions;
  readonly passwords: PasswordKeeper;
  /** Where people reach the node; https makes the cookie secure. */
  readonly publicUrl: string | undefined;
  /** Printed at the first start; without one nobody can set the node up by HTTP. */
  readonly setUpToken: string | undefined;
};

/** A screen lists a few hundred transporters at most; more come by `next`. */
const PAGE_MAX = 500;

/** Sessions, set-up, parties and people, under the prefix of the API. */
export function partiesRoutes(app: FastifyInstance, deps: PartiesDeps): void {
  signInRoutes(app, deps);
  setUpRoutes(app, deps);
  listRoutes(app, deps);
  registerRoutes(app, deps);
}

function listRoutes(instance: FastifyInstance, { database }: PartiesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/parties',
    {
      config: { access: ['officer', 'supervisor', 'station', 'admin'] },
      schema: {
        tags: ['parties'],
        summary: 'Parties, in the order in which they were registered',
        querystring: z.object({
          kind: partyKind.optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
        }),
        response: { 200: z.object({ items: z.array(party), next: z.uuid().nullable() }) },
      },
    },
    async (request) => {
      const { kind = null, cursor = null, limit } = request.query;
      const page = { kind, after: cursor as Id | null, limit: limit + 1 };
      const found = await database.asParty(viewerOf(request).scope, (tx) => listParties(tx, page));
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );
}

function registerRoutes(instance: FastifyInstance, deps: PartiesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: ['admin'] } as const;
  const registered = z.object({ id: z.uuid() });

  app.post(
    '/parties',
    {
      config,
      schema: {
        tags: ['parties'],
        summary: 'Register a party',
        headers: idempotent,
        body: newParty,
        response: { 201: registered },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const acting = { ...actingAs(viewerOf(request)), now: deps.now(), key };
      return answer(reply, await registerParty(deps, acting, request.body));
    },
  );

  app.post(
    '/people',
    {
      config,
      schema: {
        tags: ['parties'],
        summary: 'Register a person who may sign in',
        headers: idempotent,
        body: newPerson,
        response: { 201: registered },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const acting = { ...actingAs(viewerOf(request)), now: deps.now(), key };
      const wanted = { ...request.body, party: request.body.party as PartyId };
      return answer(reply, await registerPerson(deps, acting, wanted));
    },
  );
}

function answer(reply: FastifyReply, done: Done<Refusal>): FastifyReply {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  return reply.code(201).send(done.result satisfies Json);
}
