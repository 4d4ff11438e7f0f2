import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Owner } from '../core/index.ts';
import {
  DELIVERIES_PAGE_MAX,
  DELIVERY_STATES,
  findDelivery,
  listChannels,
  listDeliveries,
  resendDelivery,
} from '../store/index.ts';
import { byId, ownerOf } from './act.ts';
import type { NoticesDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { attemptSchema, attemptView, deliverySchema, deliveryView } from './views.ts';

const PAGE = 50;

export function deliveryRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  lookRoutes(instance, deps);
  resendRoute(instance, deps);
}

function lookRoutes(instance: FastifyInstance, { database }: NoticesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/notices/deliveries',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'What was, or is to be, told you and your party; newest first',
        querystring: z.object({
          state: z.enum(DELIVERY_STATES).optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(DELIVERIES_PAGE_MAX).default(PAGE),
        }),
        response: {
          200: z.object({ items: z.array(deliverySchema), next: z.string().nullable() }),
        },
      },
    },
    (request) => {
      const viewer = viewerOf(request);
      const owner = ownerOf(viewer, 'me');
      const { state = null, cursor = null, limit } = request.query;
      return database.asParty(viewer.scope, async (tx) => {
        const seen = await listDeliveries(tx, owner, { state, after: cursor, limit: limit + 1 });
        const page = seen.slice(0, limit);
        const names = await namesOf(tx, owner);
        return {
          items: page.map((one) => deliveryView(one, names)),
          next: seen.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      });
    },
  );
  app.get(
    '/notices/deliveries/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'One notice, with each try',
        params: byId,
        response: { 200: deliverySchema.extend({ tried: z.array(attemptSchema) }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const owner = ownerOf(viewer, 'me');
      const view = await database.asParty(viewer.scope, async (tx) => {
        const seen = await findDelivery(tx, owner, request.params.id);
        if (seen === undefined) return undefined;
        const { tried, ...delivery } = seen;
        const names = await namesOf(tx, owner);
        return { ...deliveryView(delivery, names), tried: tried.map(attemptView) };
      });
      return view ?? problem(reply, problemOf({ code: 'no-such-delivery' }));
    },
  );
}

function resendRoute(instance: FastifyInstance, { database, now }: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/notices/deliveries/:id/resend',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Send one again that has ended, under its own id',
        params: byId,
        response: { 202: z.object({ delivery: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const owner = ownerOf(viewer, 'me');
      const { id } = request.params;
      const done = await database.asParty(viewer.scope, async (tx) => {
        if (await resendDelivery(tx, owner, { id, at: now() })) return 'done';
        return (await findDelivery(tx, owner, id)) === undefined
          ? 'no-such-delivery'
          : 'delivery-waits';
      });
      if (done !== 'done') return problem(reply, problemOf({ code: done }));
      return reply.code(202).send({ delivery: id });
    },
  );
}

async function namesOf(tx: Sql, owner: Owner): Promise<ReadonlyMap<string, string>> {
  const channels = await listChannels(tx, owner);
  return new Map(channels.map(({ channel }) => [channel.id as string, channel.name]));
}
