import { HOUR_MS, isoOf, type Json, refuse } from '@lakiri/kit';
import { parsePhone, type Viewer, viewerOf } from '@lakiri/parties';
import { newId } from '@lakiri/platform/facts';
import { type Problem, problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addChannel,
  CHANNEL_NAME_CHARS_MAX,
  type Channel,
  type ChannelEvents,
  type ChannelId,
  carrierOf,
  isMailbox,
  isWebAddress,
  type Owner,
  pauseChannel,
  rekeyChannel,
  removeChannel,
  resumeChannel,
  type Target,
  testContent,
  URL_CHARS_MAX,
} from '../core/index.ts';
import {
  type ChannelSecret,
  channelAggregate,
  countTests,
  findChannel,
  keepDeliveries,
  listCarriers,
  listChannels,
  openChannel,
  type SigningKey,
  seal,
  sealedSha256,
} from '../store/index.ts';
import { act, byId, isKeeper, keyed, mayChange, ownerOf } from './act.ts';
import type { NoticesDeps } from './deps.ts';
import { type NoticeRefusal, problemOf } from './refusals.ts';
import { newSigningKey, REKEY_OVERLAP_MS, receiversKey } from './standard-webhooks.ts';
import { type ChannelView, channelSchema, channelView, owner } from './views.ts';

const signing = z.enum(['v1', 'v1a']).default('v1a');
const webAddress = z.string().max(URL_CHARS_MAX);
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), url: webAddress, signing }),
  z.object({ kind: z.literal('email'), address: z.string().max(254) }),
  z.object({ kind: z.literal('sms'), phone: z.string().max(40) }),
  z.object({
    kind: z.literal('push'),
    endpoint: webAddress,
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
  }),
]);
const wanted = z
  .object({ for: owner, name: z.string().trim().min(1).max(CHANNEL_NAME_CHARS_MAX), target })
  .meta({ id: 'NoticeChannelWanted' });

/** With the key that the receiver needs, told this once where it is secret. */
const added = channelSchema.extend({ receiversKey: z.string().nullable() });

export function channelRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  listRoute(instance, deps);
  addRoute(instance, deps);
  rekeyRoute(instance, deps);
  stateRoutes(instance, deps);
  testRoute(instance, deps);
}

function listRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/notices/channels',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Your channels and your party’s, and what the node can send',
        response: {
          200: z.object({
            items: z.array(channelSchema),
            mayKeepPartys: z.boolean(),
            carriers: z.object({ email: z.boolean(), sms: z.boolean() }),
            pushKey: z.string().nullable(),
          }),
        },
      },
    },
    (request) => {
      const viewer = viewerOf(request);
      return deps.database.asParty(viewer.scope, async (tx) => {
        const channels = await listChannels(tx, ownerOf(viewer, 'me'));
        const carriers = new Set((await listCarriers(tx)).map(({ carrier }) => carrier.kind));
        return {
          items: channels.map((one) => channelView(one, deps.key)),
          mayKeepPartys: isKeeper(viewer),
          carriers: { email: carriers.has('email'), sms: carriers.has('sms') },
          pushKey: deps.pushKey ?? null,
        };
      });
    },
  );
}

/** The address as it is kept; nothing where it is none. */
function targetOf(given: z.infer<typeof target>): Target | undefined {
  switch (given.kind) {
    case 'webhook':
      return isWebAddress(given.url) ? { kind: 'webhook', url: given.url } : undefined;
    case 'email':
      return isMailbox(given.address) ? given : undefined;
    case 'sms': {
      const phone = parsePhone(given.phone);
      return phone === undefined ? undefined : { kind: 'sms', phone };
    }
    case 'push':
      return isWebAddress(given.endpoint) ? given : undefined;
  }
}

const fieldOf = { webhook: 'url', email: 'address', sms: 'phone', push: 'endpoint' } as const;

function addRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/notices/channels',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Add a channel; the key to check a system’s messages is in the answer, once',
        headers: keyed,
        body: wanted,
        response: { 201: added },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { name, target: given } = request.body;
      const making = makingOf(deps, viewer, request.body);
      if ('refused' in making) return problem(reply, problemOf(making.refused));
      const { id, sealed, keys, owned } = making;
      const { kind } = given;
      const done = await act<{ channels: number; carried: boolean }, ChannelEvents>(deps, {
        ...{ viewer, id },
        key: request.headers['idempotency-key'],
        request: request.body as Json,
        aggregates: { 'notice-channel': channelAggregate(sealed) },
        load: async (tx) => ({
          channels: await countOwn(tx, viewer, owned),
          carried: await isCarried(tx, kind),
        }),
        decide: ({ channels, carried }) =>
          carried
            ? addChannel({
                ...{ id, ...owned, kind, name, channels },
                sealedSha256: sealedSha256(sealed),
                at: deps.now(),
              })
            : refuse({ code: 'no-carrier', kind }),
      });
      if ('refused' in done) return problem(reply, done.refused);
      const view = await viewOf(deps, viewer, done.id);
      if ('refused' in view) return problem(reply, view.refused);
      // What a repeated request made before was told then: a secret is told once.
      const [first] = done.repeated ? [] : keys;
      const told = first === undefined ? view.verifyKey : receiversKey(first);
      return reply.code(201).send({ ...view, receiversKey: told });
    },
  );
}

type Making = {
  readonly id: ChannelId;
  readonly keys: readonly SigningKey[];
  readonly sealed: Uint8Array;
  readonly owned: Owner;
};

/** What is to be sealed, or why it cannot be. */
function makingOf(
  { key, now }: NoticesDeps,
  viewer: Viewer,
  { for: whose, target: given }: z.infer<typeof wanted>,
): Making | { readonly refused: NoticeRefusal } {
  if (key === undefined) return { refused: { code: 'cannot-seal' } };
  if (whose === 'party' && !isKeeper(viewer)) return { refused: { code: 'not-the-partys-keeper' } };
  const leads = targetOf(given);
  if (leads === undefined) return { refused: { code: 'bad-target', field: fieldOf[given.kind] } };
  const id = newId<'NoticeChannel'>(now());
  const keys = given.kind === 'webhook' ? [newSigningKey(given.signing)] : [];
  const sealed = seal({ target: leads, keys }, id, key);
  return { id, keys, sealed, owned: ownerOf(viewer, whose) };
}

async function countOwn(tx: Sql, viewer: Viewer, { person }: Owner): Promise<number> {
  const all = await listChannels(tx, ownerOf(viewer, 'me'));
  return all.filter(({ channel }) => channel.person === person).length;
}

async function isCarried(tx: Sql, kind: Channel['kind']): Promise<boolean> {
  const carrier = carrierOf[kind];
  if (carrier === null) return true;
  return (await listCarriers(tx)).some((one) => one.carrier.kind === carrier);
}

async function viewOf(
  { database, key }: NoticesDeps,
  viewer: Viewer,
  id: string,
): Promise<ChannelView | { readonly refused: Problem }> {
  const seen = await database.asParty(viewer.scope, (tx) => findChannel(tx, id as ChannelId));
  if (seen === undefined || !isSeen(viewer, seen.channel))
    return { refused: problemOf({ code: 'no-such-channel' }) };
  return channelView(seen, key);
}

/** One's own and one's party's. */
function isSeen(viewer: Viewer, { party, person }: Channel): boolean {
  if (party !== (viewer.party.id as string)) return false;
  return person === null || person === (viewer.person.id as string);
}

/** The channel, where the viewer may change it: another's is none. */
async function ownChannel(tx: Sql, viewer: Viewer, id: ChannelId): Promise<Channel | undefined> {
  const seen = await findChannel(tx, id);
  return seen !== undefined && mayChange(viewer, seen.channel) ? seen.channel : undefined;
}

function rekeyRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/notices/channels/:id/rekey',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'New keys for what a system is sent; the old ones sign beside them for a day',
        headers: keyed,
        params: byId,
        body: z.object({ signing }),
        response: { 200: added },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const id = request.params.id as ChannelId;
      const { key, now } = deps;
      if (key === undefined) return problem(reply, problemOf({ code: 'cannot-seal' }));
      const at = now();
      const seen = await deps.database.asParty(viewer.scope, (tx) => findChannel(tx, id));
      if (seen === undefined || seen.sealed === null || !mayChange(viewer, seen.channel))
        return problem(reply, problemOf({ code: 'no-such-channel' }));
      const made = newSigningKey(request.body.signing);
      const secret = withKey(openChannel(seen.sealed, id, key), made, at);
      const sealed = seal(secret, id, key);
      const done = await act<Channel | undefined, ChannelEvents>(deps, {
        viewer,
        key: request.headers['idempotency-key'],
        request: { id, ...request.body },
        id,
        aggregates: { 'notice-channel': channelAggregate(sealed) },
        load: (tx) => ownChannel(tx, viewer, id),
        decide: (channel) => rekeyChannel(channel, sealedSha256(sealed), at),
      });
      if ('refused' in done) return problem(reply, done.refused);
      const view = await viewOf(deps, viewer, id);
      if ('refused' in view) return problem(reply, view.refused);
      return reply.send({ ...view, receiversKey: done.repeated ? null : receiversKey(made) });
    },
  );
}

function withKey(
  { target: leads, keys }: ChannelSecret,
  made: ChannelSecret['keys'][number],
  at: number,
): ChannelSecret {
  const before = keys.filter(({ until }) => until === null);
  const until = at + REKEY_OVERLAP_MS;
  return { target: leads, keys: [made, ...before.map((key) => ({ ...key, until }))] };
}

function stateRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const acts = {
    pause: {
      summary: 'Send nothing by this channel until it is resumed',
      decide: (channel: Channel | undefined) => pauseChannel(channel, 'owner', deps.now()),
    },
    resume: {
      summary: 'Send by this channel again',
      decide: (channel: Channel | undefined) => resumeChannel(channel, deps.now()),
    },
    remove: {
      summary: 'Remove a channel, and forget where it led',
      decide: (channel: Channel | undefined) => removeChannel(channel, deps.now()),
    },
  } as const;
  for (const [name, { summary, decide }] of Object.entries(acts))
    app.post(
      `/notices/channels/:id/${name}`,
      {
        config: { access: 'signed-in' },
        schema: {
          tags: ['notices'],
          summary,
          headers: keyed,
          params: byId,
          response: { 200: z.object({ id: z.string() }) },
        },
      },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { id } = request.params as { readonly id: ChannelId };
        const headers = request.headers as { readonly 'idempotency-key'?: string };
        const done = await act<Channel | undefined, ChannelEvents>(deps, {
          ...{ viewer, id, decide },
          key: headers['idempotency-key'],
          request: { [name]: id },
          aggregates: { 'notice-channel': channelAggregate() },
          load: (tx) => ownChannel(tx, viewer, id),
        });
        return 'refused' in done ? problem(reply, done.refused) : reply.code(200).send({ id });
      },
    );
}

/** Enough to find what is wrong; more is a nuisance to whoever gets them. */
const TESTS_AN_HOUR_MAX = 5;

function testRoute(instance: FastifyInstance, deps: NoticesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/notices/channels/:id/test',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Send a test by this channel; it is among the deliveries',
        params: byId,
        response: { 202: z.object({ delivery: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const id = request.params.id as ChannelId;
      const at = deps.now();
      const made = await deps.database.asParty(viewer.scope, async (tx) => {
        const channel = await ownChannel(tx, viewer, id);
        if (channel === undefined || channel.state === 'removed') return 'no-such-channel';
        const since = (at - HOUR_MS) as typeof at;
        if ((await countTests(tx, id, since)) >= TESTS_AN_HOUR_MAX) return 'too-many-tests';
        const { party, person } = channel;
        const delivery = newId<'NoticeDelivery'>(at);
        await keepDeliveries(tx, [
          {
            ...{ id: delivery, party, person, channel: id, subscription: null, fact: null },
            content: testContent(isoOf(at)),
            language: viewer.person.language,
            ...{ zone: null, madeAt: at, dueAt: at },
          },
        ]);
        return { delivery };
      });
      if (made === 'no-such-channel') return problem(reply, problemOf({ code: made }));
      if (made === 'too-many-tests')
        return problem(reply, problemOf({ code: made, testsMax: TESTS_AN_HOUR_MAX }));
      return reply.code(202).send(made);
    },
  );
}
