import { type Id, isoOf } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import type { Done } from '@lakiri/platform/execute';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { BulletinId, BulletinSays, Place } from '../core/index.ts';
import {
  type BulletinRow,
  bulletinAggregate,
  bulletinDaysMax,
  loadBulletins,
} from '../store/bulletins.ts';
import { currentPlaces } from '../store/route-book.ts';
import { actOf } from './acting.ts';
import {
  type BulletinActsDeps,
  discard,
  end,
  publish,
  type Refusal,
  write,
} from './bulletin-acts.ts';
import { problemOfBulletin } from './bulletin-refusals.ts';
import {
  type BulletinView,
  bulletinForm,
  bulletinView,
  peopleOfBulletins,
  viewBulletin,
} from './bulletin-shapes.ts';

export type BulletinsDeps = BulletinActsDeps & {
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
};

/** Who writes, publishes and ends; who publishes is never one of those who wrote. */
const SUPERVISORS = ['supervisor', 'admin'] as const;
/** Of those that are over; more are found in the facts. */
const OVER_SHOWN_MAX = 50;

const tags = ['corridors'];
const params = z.object({ id: z.uuid() });
const headers = z.looseObject({ 'idempotency-key': z.uuid().optional() });

/** Diversions by signed bulletin: what is published for whoever is signed in, drafts for officers. */
export function bulletinRoutes(instance: FastifyInstance, deps: BulletinsDeps): void {
  readRoutes(instance, deps);
  writeRoutes(instance, deps);
  stepRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, deps: BulletinsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'signed-in' } as const;
  const publicKey = z
    .string()
    .nullable()
    .meta({ description: 'by which signatures are checked: Ed25519, hex; null: it signs none' });
  app.get(
    '/bulletins',
    {
      config,
      schema: {
        ...{
          tags,
          summary: `Diversions that wait or hold, and the last ${OVER_SHOWN_MAX} of others`,
        },
        response: {
          200: z.object({
            items: z.array(bulletinView),
            publicKey,
            daysMax: z.int().meta({ description: 'for how long one may divert' }),
            now: z.string(),
          }),
        },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const now = deps.now();
      return await deps.database.asParty(viewer.scope, async (tx) => {
        const rows = await loadBulletins(tx, { at: now, overMax: OVER_SHOWN_MAX });
        return {
          items: await viewAll(deps, tx, { rows, viewer }),
          publicKey: deps.authority?.publicKey ?? null,
          daysMax: await bulletinDaysMax(tx, now),
          now: isoOf(now),
        };
      });
    },
  );
  app.get(
    '/bulletins/:id',
    {
      config,
      schema: {
        ...{ tags, summary: 'A diversion with the text that was signed', params },
        response: { 200: bulletinView },
      },
    },
    async (request, reply) => {
      const one = await viewOne(deps, viewerOf(request), request.params.id as BulletinId);
      return one ?? problem(reply, problemOfBulletin({ code: 'no-such-bulletin' }));
    },
  );
}

function writeRoutes(instance: FastifyInstance, deps: BulletinsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: SUPERVISORS };
  app.post(
    '/bulletins',
    {
      config,
      schema: {
        ...{ tags, summary: 'Write a draft of a diversion', headers },
        ...{ body: bulletinForm, response: { 201: bulletinView } },
      },
    },
    async (request, reply) => {
      const said = await wholeOf(deps, request.body);
      if ('code' in said) return problem(reply, problemOfBulletin(said));
      const done = await write(deps, { ...actOf(request), says: said });
      return answer(deps, { request, reply, done, status: 201 });
    },
  );
  app.post(
    '/bulletins/:id/change',
    {
      config,
      schema: {
        ...{ tags, summary: 'Write a draft anew', params, headers },
        ...{ body: bulletinForm, response: { 200: bulletinView } },
      },
    },
    async (request, reply) => {
      const said = await wholeOf(deps, request.body);
      if ('code' in said) return problem(reply, problemOfBulletin(said));
      const id = request.params.id as BulletinId;
      const done = await write(deps, { ...actOf(request), id, says: said });
      return answer(deps, { request, reply, done });
    },
  );
}

function stepRoutes(instance: FastifyInstance, deps: BulletinsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: SUPERVISORS };
  const schemaOf = (summary: string) => ({
    ...{ tags, summary, params, headers, response: { 200: bulletinView } },
  });
  const on = (request: Parameters<typeof actOf>[0] & { readonly params: { id: string } }) => ({
    ...actOf(request),
    id: request.params.id as BulletinId,
  });
  const reading = z.object({ version: z.int() });
  app.post(
    '/bulletins/:id/publish',
    { config, schema: { ...schemaOf('Put a draft of other officers in force'), body: reading } },
    async (request, reply) =>
      answer(deps, {
        ...{ request, reply },
        done: await publish(deps, { ...on(request), version: request.body.version }),
      }),
  );
  const ending = z.object({ source: z.string().trim() });
  app.post(
    '/bulletins/:id/end',
    { config, schema: { ...schemaOf('End a diversion before its time'), body: ending } },
    async (request, reply) =>
      answer(deps, {
        ...{ request, reply },
        done: await end(deps, { ...on(request), source: request.body.source }),
      }),
  );
  app.post(
    '/bulletins/:id/discard',
    { config, schema: { ...schemaOf('Discard a draft of a diversion'), body: z.object({}) } },
    async (request, reply) =>
      answer(deps, { request, reply, done: await discard(deps, on(request)) }),
  );
}

/** What a form says, whole: its stops are copied in. */
async function wholeOf(
  deps: BulletinsDeps,
  { stops: ids, ...said }: z.infer<typeof bulletinForm>,
): Promise<BulletinSays | (Refusal & { readonly code: 'no-such-place' })> {
  const places =
    ids.length === 0 ? [] : await deps.database.asNode((tx) => currentPlaces(tx, deps.now()));
  const stops: Place[] = [];
  for (const id of ids) {
    const place = places.find((one) => one.id === id);
    if (place === undefined) return { code: 'no-such-place', place: id };
    stops.push(place);
  }
  return { ...said, route: said.route as BulletinSays['route'], stops };
}

type Answered = {
  readonly request: { readonly viewer: Viewer | null };
  readonly reply: FastifyReply;
  readonly done: Done<Refusal>;
  readonly status?: number;
};

async function answer(deps: BulletinsDeps, { request, reply, done, status = 200 }: Answered) {
  if (!done.accepted) return problem(reply, problemOfBulletin(done.refusal));
  const { id } = done.result as { readonly id: BulletinId };
  const one = await viewOne(deps, viewerOf(request), id);
  if (one === undefined) throw new Error('a bulletin that was written is gone');
  return reply.code(status).send(one);
}

function viewOne(
  deps: BulletinsDeps,
  viewer: Viewer,
  id: BulletinId,
): Promise<BulletinView | undefined> {
  return deps.database.asParty(viewer.scope, async (tx) => {
    const found = await bulletinAggregate.find(tx, id);
    if (found === undefined) return undefined;
    return (await viewAll(deps, tx, { rows: [{ id, ...found }], viewer })).at(0);
  });
}

async function viewAll(
  deps: BulletinsDeps,
  tx: Sql,
  { rows, viewer }: { readonly rows: readonly BulletinRow[]; readonly viewer: Viewer },
): Promise<BulletinView[]> {
  const names = await deps.namesOf(tx, peopleOfBulletins(rows) as readonly Id[]);
  const holds = deps.authority?.holds ?? (() => false);
  return rows.map((row) => viewBulletin(row, { viewer: viewer.person.id, names, holds }));
}
