import { addMs, type Id, type Instant, isoOf, type Json, parseInstant } from '@lakiri/kit';
import { actingAs, type Viewer, viewerOf } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem, problemsOf } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type DeadZone,
  type DeadZoneEvents,
  type DeadZoneId,
  type DeadZoneRefusal,
  type DeadZoneVersion,
  EXCUSED_MIN_MAX,
  endDeadZone,
  setDeadZone,
} from '../core/index.ts';
import { type DeadZoneHistory, deadZoneAggregate, loadDeadZones } from '../store/dead-zones.ts';
import type { RouteBook } from '../store/route-book.ts';
import { type Acting, actOf } from './acting.ts';

export type DeadZonesDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly routes: RouteBook;
  readonly now: () => Instant;
};

/** Where nobody is missed is not for everybody to know. */
const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;

const uuid = z.uuid();
const km = z.number().min(0).max(10_000);
const area = z.discriminatedUnion('is', [
  z.object({ is: z.literal('stretch'), route: z.string().max(100), fromKm: km, toKm: km }),
  z.object({
    is: z.literal('circle'),
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    radiusM: z.number().positive(),
  }),
]);
const content = {
  name: z.string().trim(),
  area,
  excusedMin: z
    .int()
    .meta({ description: `how long a truck may need to come out, minutes, ≤ ${EXCUSED_MIN_MAX}` }),
  source: z.string().trim().meta({ description: 'who measured it, and when' }),
};
const effectiveFrom = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ description: 'left out: from now on; never in the past' });
const form = z.object({ ...content, effectiveFrom }).meta({ id: 'DeadZoneForm' });
const version = z.object({
  version: z.int(),
  effectiveFrom: z.string(),
  isEnded: z.boolean(),
  ...content,
});
const view = z
  .object({
    id: uuid,
    versions: z.array(version).meta({ description: 'oldest first; the last may lie ahead' }),
  })
  .meta({ id: 'DeadZone' });

const params = z.object({ id: uuid });
const headers = z.looseObject({ 'idempotency-key': uuid.optional() });

/** Where a silence is excused: listed for officers, set and ended by supervisors. */
export function deadZoneRoutes(instance: FastifyInstance, deps: DeadZonesDeps): void {
  listRoute(instance, deps);
  setRoutes(instance, deps);
  endRoute(instance, deps);
}

const tags = ['corridors'];

function listRoute(instance: FastifyInstance, deps: DeadZonesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/dead-zones',
    {
      config: { access: OFFICERS },
      schema: {
        tags,
        summary: 'Where the network is known not to reach, and a silence is excused for a time',
        querystring: z.object({ ended: z.enum(['with', 'without']).default('without') }),
        response: { 200: z.object({ items: z.array(view) }) },
      },
    },
    async (request) => {
      const all = await deps.database.asParty(viewerOf(request).scope, loadDeadZones);
      const now = deps.now();
      const isOver = ({ versions }: DeadZoneHistory): boolean => {
        const last = versions.at(-1);
        return last?.isEnded === true && last.effectiveFrom <= now;
      };
      const asked = request.query.ended === 'with' ? all : all.filter((one) => !isOver(one));
      return { items: asked.map(viewOf) };
    },
  );
}

function setRoutes(instance: FastifyInstance, deps: DeadZonesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/dead-zones',
    {
      config: { access: SUPERVISORS },
      schema: { tags, summary: 'Add a dead zone', headers, body: form, response: { 201: view } },
    },
    async (request, reply) => {
      const id = newId<'DeadZone'>(deps.now());
      const done = await set(deps, { ...actOf(request), id, form: request.body, isNew: true });
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      const made = (done.result as { readonly id: string }).id;
      return reply.code(201).send(await viewAfter(deps, request, made));
    },
  );

  app.post(
    '/dead-zones/:id/versions',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'Say anew where a dead zone is, or how long it takes' },
        ...{ params, headers, body: form, response: { 201: view } },
      },
    },
    async (request, reply) => {
      const id = request.params.id as DeadZoneId;
      const done = await set(deps, { ...actOf(request), id, form: request.body, isNew: false });
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      return reply.code(201).send(await viewAfter(deps, request, id));
    },
  );
}

function endRoute(instance: FastifyInstance, deps: DeadZonesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/dead-zones/:id/end',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'End a dead zone: a silence there is like any other' },
        ...{ params, headers, body: z.object({ effectiveFrom }), response: { 200: view } },
      },
    },
    async (request, reply) => {
      const id = request.params.id as DeadZoneId;
      const from = request.body.effectiveFrom;
      const done = await end(deps, { ...actOf(request), id, effectiveFrom: from });
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      return await viewAfter(deps, request, id);
    },
  );
}

type SetAct = Acting & {
  readonly id: DeadZoneId;
  readonly form: z.infer<typeof form>;
  readonly isNew: boolean;
};
type Loaded = {
  readonly last: DeadZoneVersion | undefined;
  readonly routeKm: number | undefined;
  readonly zones: number;
};

function set(deps: DeadZonesDeps, { viewer, key, id, form: asked, isNew }: SetAct) {
  const now = deps.now();
  const { effectiveFrom: from, ...zone } = asked;
  const request = { ...(isNew ? { add: 'dead-zone' } : { change: id }), ...asked };
  return execute<Loaded, DeadZoneEvents, DeadZoneRefusal>(deps, {
    ...actingAs(viewer),
    ...{ occurredAt: now, receivedAt: now, aggregates: { 'dead-zone': deadZoneAggregate } },
    ...(key === undefined ? {} : { key: { id: key, request: request as unknown as Json } }),
    load: async (tx) => ({
      last: (await deadZoneAggregate.find(tx, id))?.state,
      routeKm: await routeKmOf(deps, tx, zone),
      zones: isNew ? (await loadDeadZones(tx)).length : 0,
    }),
    decide: (loaded) =>
      !isNew && loaded.last === undefined
        ? { accepted: false, refusal: { code: 'no-such-dead-zone' } }
        : setDeadZone({
            subject: id,
            zone,
            now,
            ...loaded,
            effectiveFrom: momentOf(from, { now, ...loaded }),
          }),
    result: () => ({ id }),
  });
}

async function routeKmOf(deps: DeadZonesDeps, tx: Sql, { area: where }: DeadZone) {
  if (where.is === 'circle') return undefined;
  const routes = await deps.routes.current(tx, deps.now());
  return routes.find(({ route }) => route.id === where.route)?.route.km;
}

function end(
  deps: DeadZonesDeps,
  asked: Acting & { readonly id: DeadZoneId; readonly effectiveFrom: string | undefined },
): Promise<Done<DeadZoneRefusal>> {
  const now = deps.now();
  const { viewer, key, id, effectiveFrom: from } = asked;
  return execute<DeadZoneVersion | undefined, DeadZoneEvents, DeadZoneRefusal>(deps, {
    ...actingAs(viewer),
    ...{ occurredAt: now, receivedAt: now, aggregates: { 'dead-zone': deadZoneAggregate } },
    ...(key === undefined ? {} : { key: { id: key, request: { end: id, at: from ?? null } } }),
    load: async (tx) => (await deadZoneAggregate.find(tx, id))?.state,
    decide: (last) =>
      endDeadZone({ subject: id, last, now, effectiveFrom: momentOf(from, { now, last }) }),
    result: () => ({ id }) satisfies { id: Id },
  });
}

/** The schema lets only instants in. Two acts within a millisecond follow each other all the same. */
function momentOf(
  text: string | undefined,
  { now, last }: { readonly now: Instant; readonly last: DeadZoneVersion | undefined },
): Instant {
  const said = text === undefined ? undefined : parseInstant(text);
  return said ?? (last?.effectiveFrom === now ? addMs(now, 1) : now);
}

async function viewAfter(
  { database }: DeadZonesDeps,
  request: { readonly viewer: Viewer | null },
  id: string,
): Promise<z.infer<typeof view>> {
  const all = await database.asParty(viewerOf(request).scope, loadDeadZones);
  const one = all.find((zone) => zone.id === id);
  if (one === undefined) throw new Error('a dead zone that was set is gone');
  return viewOf(one);
}

function viewOf({ id, versions }: DeadZoneHistory): z.infer<typeof view> {
  return {
    id,
    versions: versions.map(({ effectiveFrom: from, ...one }) => ({
      ...one,
      effectiveFrom: isoOf(from),
    })),
  };
}

const problemOf = problemsOf<DeadZoneRefusal>({
  statusOf: {
    'no-such-dead-zone': 404,
    'no-such-route': 404,
    'dead-zone-name': 422,
    'dead-zone-source': 422,
    'dead-zone-area': 422,
    'excused-out-of-range': 422,
    'effective-in-past': 422,
    'not-after-last': 409,
    unchanged: 409,
    'dead-zone-ended': 409,
    'too-many-dead-zones': 409,
  },
  words: {
    'no-such-dead-zone': ['No such dead zone', 'Choose it from the list.'],
    'no-such-route': ['No such route', 'Choose a route that is in force.'],
    'dead-zone-name': ['The name is missing or too long', 'Name it as people there do.'],
    'dead-zone-source': ['The source is missing or too long', 'Say who measured it, and when.'],
    'dead-zone-area': ['This is no stretch or circle', 'Check its kilometres or its radius.'],
    'excused-out-of-range': ['So long nobody is excused', 'Give minutes, from 1 to a day.'],
    'effective-in-past': ['This time is past', 'It may begin now or later.'],
    'not-after-last': ['A later version is there already', 'Load the list again.'],
    unchanged: ['It says just that already', 'Nothing is left to do.'],
    'dead-zone-ended': ['This dead zone has ended', 'Add a new one.'],
    'too-many-dead-zones': ['There are too many dead zones', 'End some first.'],
  },
});
