import { type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { PersonRef } from '../core/index.ts';
import {
  CASES_PAGE_MAX,
  countCases,
  findCases,
  listCases,
  placeInView,
  VIEWS,
} from '../store/index.ts';
import { ACTING, actRoutes } from './act-routes.ts';
import { cursorOf, parseCursor } from './cursor.ts';
import type { AlarmsDeps } from './deps.ts';
import { detailSchema, viewDetail } from './detail.ts';
import { hourRoute } from './hour-route.ts';
import { problemOf } from './refusals.ts';
import { territoriesRoute } from './territories-route.ts';
import { caseSchema, viewCases } from './views.ts';

export type { AlarmsDeps, CaseWords, JourneyWords, Recent, SealWords } from './deps.ts';
export { type CaseView, caseSchema, viewCases } from './views.ts';

const countsSchema = z
  .object({
    open: z.int(),
    mine: z.int(),
    unassigned: z.int(),
    shelved: z.int(),
    lastHour: z.int(),
  })
  .meta({ id: 'CaseCounts' });
const params = z.object({ id: z.uuid() });
const badCursor = { status: 400, code: 'bad-cursor', title: 'This is no page of ours' };

/** Cases: the queue, the detail, and what officers do about them. */
export function alarmsRoutes(instance: FastifyInstance, deps: AlarmsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;
  hourRoute(instance, deps);
  territoriesRoute(instance, deps);

  app.get(
    '/cases',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['cases'],
        summary:
          'Cases that you may see: to do by severity and time to acknowledge, closed by newest',
        querystring: z.object({
          view: z.enum(VIEWS).default('open'),
          cursor: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(CASES_PAGE_MAX).default(100),
        }),
        response: {
          200: z.object({
            items: z.array(caseSchema),
            next: z.string().nullable(),
            counts: countsSchema,
          }),
        },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { view, cursor, limit } = request.query;
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, badCursor);
      const person = personOf(viewer);
      return await database.asParty(viewer.scope, async (tx) => {
        const { items, more } = await listCases(tx, { view, person, after, limit });
        const last = items.at(-1);
        return {
          items: await viewCases(tx, items, deps),
          next: more && last !== undefined ? cursorOf(placeInView(view, last)) : null,
          counts: await countCases(tx, { person, now: deps.now() }),
        };
      });
    },
  );

  app.get(
    '/cases/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['cases'],
        summary: 'One case: its alarms, what is known now, what was done, what led to it',
        params,
        response: { 200: detailSchema },
      },
    },
    async (request, reply) => {
      const { scope } = viewerOf(request);
      const view = await database.asParty(scope, async (tx) => {
        const [seen] = await findCases(tx, [request.params.id]);
        return seen && viewDetail(tx, seen, deps);
      });
      return (
        view ??
        problem(
          reply,
          problemOf({ code: 'no-such-case' }, () => ''),
        )
      );
    },
  );

  officersRoute(instance, deps);
  actRoutes(instance, deps);
}

const personOf = (viewer: Viewer): PersonRef => viewer.person.id as string as PersonRef;

function officersRoute(instance: FastifyInstance, { database, officersOf }: AlarmsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/officers',
    {
      config: { access: ACTING },
      schema: {
        tags: ['cases'],
        summary: 'Who may act on cases: to whom one may be given',
        response: {
          200: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
        },
      },
    },
    async (request) => {
      const officers = await database.asParty(viewerOf(request).scope, (tx) => officersOf(tx));
      return { items: [...officers].map(([id, name]) => ({ id, name })) };
    },
  );
}
