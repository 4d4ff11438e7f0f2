import type { Json } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Channel,
  type ChannelId,
  changeSubscription,
  endSubscription,
  makeSubscription,
  type Subscription,
  type SubscriptionEvents,
  type SubscriptionId,
} from '../core/index.ts';
import { findChannel, listSubscriptions, subscriptionAggregate } from '../store/index.ts';
import { act, byId, keyed, mayChange, ownerOf } from './act.ts';
import type { NoticesDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { subscriptionSchema, subscriptionView, wishOf, wishSchema } from './views.ts';

const aggregates = { 'notice-subscription': subscriptionAggregate };

export function subscriptionRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  listRoute(instance, deps);
  makeRoute(instance, deps);
  changeRoutes(instance, deps);
}

function listRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/notices/subscriptions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'What you and your party asked to be told',
        response: { 200: z.object({ items: z.array(subscriptionSchema) }) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const items = await deps.database.asParty(viewer.scope, (tx) =>
        listSubscriptions(tx, ownerOf(viewer, 'me')),
      );
      return { items: items.map(subscriptionView) };
    },
  );
}

/** The channel, where the viewer may have things sent by it. */
async function ownChannel(tx: Sql, viewer: Viewer, id: string): Promise<Channel | undefined> {
  const seen = await findChannel(tx, id as ChannelId);
  return seen !== undefined && mayChange(viewer, seen.channel) ? seen.channel : undefined;
}

function makeRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/notices/subscriptions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Ask to be told; it is whose the channel is',
        headers: keyed,
        body: wishSchema,
        response: { 201: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const wish = wishOf(request.body);
      const id = newId<'NoticeSubscription'>(deps.now());
      type Loaded = { readonly channel: Channel | undefined; readonly subscriptions: number };
      const done = await act<Loaded, SubscriptionEvents>(deps, {
        ...{ viewer, id, aggregates },
        key: request.headers['idempotency-key'],
        request: request.body as unknown as Json,
        load: async (tx) => {
          const channel = await ownChannel(tx, viewer, wish.channel);
          const all = await listSubscriptions(tx, ownerOf(viewer, 'me'));
          const own = all.filter(({ person }) => person === channel?.person);
          return { channel, subscriptions: own.length };
        },
        decide: (loaded) => makeSubscription({ id, wish, ...loaded, at: deps.now() }),
      });
      if ('refused' in done) return problem(reply, done.refused);
      const made = await find(deps, viewer, done.id);
      if (made === undefined) return problem(reply, problemOf({ code: 'no-such-subscription' }));
      return reply.code(201).send(subscriptionView(made));
    },
  );
}

function find(
  { database }: NoticesDeps,
  viewer: Viewer,
  id: string,
): Promise<Subscription | undefined> {
  return database.asParty(viewer.scope, (tx) => own(tx, viewer, id));
}

async function own(tx: Sql, viewer: Viewer, id: string): Promise<Subscription | undefined> {
  const found = await subscriptionAggregate.find(tx, id as SubscriptionId);
  return found !== undefined && mayChange(viewer, found.state) ? found.state : undefined;
}

function changeRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.put(
    '/notices/subscriptions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Change what you asked to be told',
        headers: keyed,
        params: byId,
        body: wishSchema,
        response: { 200: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { id } = request.params;
      const wish = wishOf(request.body);
      type Loaded = {
        readonly known: Subscription | undefined;
        readonly channel: Channel | undefined;
      };
      const done = await act<Loaded, SubscriptionEvents>(deps, {
        ...{ viewer, id, aggregates },
        key: request.headers['idempotency-key'],
        request: { id, ...request.body } as unknown as Json,
        load: async (tx) => ({
          known: await own(tx, viewer, id),
          channel: await ownChannel(tx, viewer, wish.channel),
        }),
        decide: ({ known, channel }) =>
          changeSubscription(known, { wish, channel, at: deps.now() }),
      });
      if ('refused' in done) return problem(reply, done.refused);
      const changed = await find(deps, viewer, id);
      if (changed === undefined) return problem(reply, problemOf({ code: 'no-such-subscription' }));
      return reply.send(subscriptionView(changed));
    },
  );
  app.post(
    '/notices/subscriptions/:id/end',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Be told of this no more',
        headers: keyed,
        params: byId,
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { id } = request.params;
      const done = await act<Subscription | undefined, SubscriptionEvents>(deps, {
        ...{ viewer, id, aggregates },
        key: request.headers['idempotency-key'],
        request: { end: id },
        load: (tx) => own(tx, viewer, id),
        decide: (known) => endSubscription(known, deps.now()),
      });
      return 'refused' in done ? problem(reply, done.refused) : reply.send({ id });
    },
  );
}
