import { type Id, type Instant, instant, isoOf, type Json } from '@lakiri/kit';
import { actingAs, viewerOf } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import {
  type RegisterRefusal,
  registerSeal,
  SEAL_NUMBER_CHARS_MAX,
  type Seal,
  type SealEvents,
} from '@lakiri/seals';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  findModel,
  findSeals,
  findTaken,
  forgetStranger,
  listSeals,
  listStrangers,
  type StrangerPlace,
  sealAggregate,
} from '../store/index.ts';
import { modelDraftRoutes } from './model-draft-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { problemOf } from './refusals.ts';
import { liveView, type SealView, sealSchema } from './views.ts';

/** What the modules around seals know of them; the server composes it. */
export type SealsDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  /** Where a model's profile makes no sense to its dialect; undefined where it does. */
  profileFault(dialect: string, data: unknown): string | undefined;
  namesOf(tx: Sql, parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What persons are called. */
  peopleOf(tx: Sql, persons: readonly string[]): Promise<ReadonlyMap<string, string>>;
  journeysOf(
    tx: Sql,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly ref: string; readonly plate: string | null }>>;
};

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const PAGE_MAX = 200;
const page = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
});
const uuid = z.uuid();

const stranger = z
  .object({
    dialect: z.string(),
    wireId: z.string(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    frames: z.int(),
    peer: z.string(),
    lastFrameHex: z.string(),
  })
  .meta({ id: 'Stranger' });

const registration = z
  .object({
    number: z.string().trim().min(1).max(SEAL_NUMBER_CHARS_MAX),
    dialect: z.string().max(40),
    wireId: z.string().trim().min(1).max(64),
    model: z.string().max(40),
    ownerId: uuid,
  })
  .meta({ id: 'SealRegistration' });

/** The seal with what other modules call its owner and its journey. */
async function viewSeals(tx: Sql, seals: readonly Seal[], deps: SealsDeps): Promise<SealView[]> {
  const names = await deps.namesOf(tx, [...new Set(seals.map((seal) => seal.owner))]);
  const ids = seals.flatMap(({ custody }) => (custody.phase === 'free' ? [] : [custody.journey]));
  const journeys = await deps.journeysOf(tx, [...new Set(ids)]);
  return seals.map((seal) => {
    const { custody } = seal;
    const journey = custody.phase === 'free' ? undefined : journeys.get(custody.journey);
    return {
      id: seal.id,
      number: seal.number,
      dialect: seal.model.dialect,
      wireId: seal.wireId,
      model: seal.model.model,
      owner: { id: seal.owner, name: names.get(seal.owner) ?? null },
      state: custody.phase,
      journey:
        custody.phase === 'free' || journey === undefined
          ? null
          : { id: custody.journey, ...journey },
      registeredAt: isoOf(seal.registeredAt),
      live: liveView(seal, deps.now()),
    };
  });
}

export function sealsRoutes(instance: FastifyInstance, deps: SealsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;

  app.get(
    '/seals',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'Seals that you may see, by number',
        querystring: page.extend({
          q: z.string().max(64).optional(),
          state: z.enum(['free', 'fitted', 'armed', 'disarmed']).optional(),
        }),
        response: { 200: z.object({ items: z.array(sealSchema), next: z.string().nullable() }) },
      },
    },
    (request) => {
      const { q, state, cursor, limit } = request.query;
      return database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await listSeals(tx, { q, phase: state, after: cursor, limit });
        const seals = found.map(({ seal }) => seal);
        const next = seals.length < limit ? null : (seals.at(-1)?.number ?? null);
        return { items: await viewSeals(tx, seals, deps), next };
      });
    },
  );

  app.get(
    '/seals/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'One seal',
        params: z.object({ id: uuid }),
        response: { 200: sealSchema },
      },
    },
    async (request, reply) => {
      const view = await database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await findSeals(tx, [request.params.id as Id<'Seal'>]);
        const [seal] = await viewSeals(
          tx,
          found.map((at) => at.seal),
          deps,
        );
        return seal;
      });
      return view ?? problem(reply, NO_SUCH_SEAL);
    },
  );

  modelRoutes(instance, deps);
  modelDraftRoutes(instance, deps);
  registerRoute(instance, deps);
  quarantineRoute(instance, deps);
}

const NO_SUCH_SEAL = {
  status: 404,
  code: 'no-such-seal',
  title: 'No such seal',
  detail: 'It does not exist, or it is not yours to see.',
};

function registerRoute(instance: FastifyInstance, deps: SealsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/seals',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['seals'],
        summary: 'Register a seal',
        headers: z.looseObject({ 'idempotency-key': uuid.optional() }),
        body: registration,
        response: { 201: sealSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const at = deps.now();
      const id = newId<'Seal'>(at);
      const { ownerId, model, ...rest } = request.body;
      const owner = ownerId as Id<'Party'>;
      const key = request.headers['idempotency-key'];
      const done = await execute<Registering, SealEvents, RegisterRefusal>(
        { database: deps.database, origin: deps.origin },
        {
          ...actingAs(viewer),
          occurredAt: at,
          receivedAt: at,
          ...(key === undefined ? {} : { key: { id: key, request: request.body as Json } }),
          aggregates: { seal: sealAggregate },
          load: async (tx) => ({
            model: await findModel(tx, model, rest.dialect),
            ownerKnown: (await deps.namesOf(tx, [owner])).has(owner),
            taken: await findTaken(tx, rest),
          }),
          decide: ({ taken, ...known }) =>
            registerSeal({
              id,
              number: rest.number,
              wireId: rest.wireId,
              owner,
              at,
              ...known,
              withNumber: taken.withNumber,
              withAddress: taken.withAddress,
            }),
          also: (tx) => forgetStranger(tx, rest.dialect, rest.wireId),
          result: () => ({ seal: id }),
        },
      );
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      const { seal } = done.result as { seal: Id<'Seal'> };
      const [view] = await deps.database.asParty(viewer.scope, async (tx) =>
        viewSeals(
          tx,
          (await findSeals(tx, [seal])).map((found) => found.seal),
          deps,
        ),
      );
      return view === undefined ? problem(reply, NO_SUCH_SEAL) : reply.code(201).send(view);
    },
  );
}

type Registering = {
  readonly model: Awaited<ReturnType<typeof findModel>>;
  readonly ownerKnown: boolean;
  readonly taken: Awaited<ReturnType<typeof findTaken>>;
};

const BAD_CURSOR = { status: 400, code: 'bad-cursor', title: 'This is no page of ours' };

function placeText({ lastSeenAt, dialect, wireId }: StrangerPlace): string {
  return `${lastSeenAt}.${dialect}.${wireId}`;
}

/** The place a cursor names; undefined when it is none of ours. */
function parsePlace(text: string | undefined): StrangerPlace | undefined {
  const [, ms = '', dialect = '', wireId = ''] =
    /^(\d{1,14})\.([a-z0-9-]+)\.([ -~]+)$/.exec(text ?? '') ?? [];
  const lastSeenAt = ms === '' ? undefined : instant(Number(ms));
  return lastSeenAt === undefined ? undefined : { lastSeenAt, dialect, wireId };
}

function quarantineRoute(instance: FastifyInstance, { database }: SealsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/quarantine',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['seals'],
        summary: 'Devices that spoke and are not registered, newest first',
        querystring: page,
        response: { 200: z.object({ items: z.array(stranger), next: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query;
      const after = parsePlace(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, BAD_CURSOR);
      return await database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await listStrangers(tx, { after, limit });
        const last = found.at(-1);
        return {
          items: found.map(({ lastFrame, ...it }) => ({
            ...it,
            firstSeenAt: isoOf(it.firstSeenAt),
            lastSeenAt: isoOf(it.lastSeenAt),
            lastFrameHex: Buffer.from(lastFrame).toString('hex'),
          })),
          next: found.length < limit || last === undefined ? null : placeText(last),
        };
      });
    },
  );
}
