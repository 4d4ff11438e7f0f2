import { type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CaseId, OUTCOMES, type PersonRef } from '../core/index.ts';
import {
  CASES_PAGE_MAX,
  countCases,
  findCases,
  listCases,
  placeInView,
  VIEWS,
} from '../store/index.ts';
import { actOnCase, type CaseAct } from './acts.ts';
import { cursorOf, parseCursor } from './cursor.ts';
import type { AlarmsDeps } from './deps.ts';
import { detailSchema, viewDetail } from './detail.ts';
import { problemOf } from './refusals.ts';
import { caseSchema, nameIn, viewCases } from './views.ts';

export type { AlarmsDeps, CaseWords, JourneyWords, Recent, SealWords } from './deps.ts';
export { type CaseView, caseSchema, viewCases } from './views.ts';

/** Who may act on cases; who may look is cut by row. */
const ACTING = ['officer', 'supervisor', 'station'] as const;
/** Far above a note; what is longer is no note but an attack or a paste gone wrong. */
const TEXT_CHARS_MAX = 20_000;

const countsSchema = z
  .object({ open: z.int(), mine: z.int(), unassigned: z.int(), lastHour: z.int() })
  .meta({ id: 'CaseCounts' });
const params = z.object({ id: z.uuid() });
const headers = z.looseObject({ 'idempotency-key': z.uuid() });
const text = z.string().max(TEXT_CHARS_MAX);
const badCursor = { status: 400, code: 'bad-cursor', title: 'This is no page of ours' };

/** Cases: the queue, the detail, and what officers do about them. */
export function alarmsRoutes(instance: FastifyInstance, deps: AlarmsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;

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

  actRoutes(instance, deps);
}

const personOf = (viewer: Viewer): PersonRef => viewer.person.id as string as PersonRef;

function actRoutes(instance: FastifyInstance, deps: AlarmsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: ACTING };
  const schema = { tags: ['cases'], params, headers, response: { 200: caseSchema } };

  app.post(
    '/cases/:id/acknowledge',
    {
      config,
      schema: { ...schema, summary: 'Take a case', body: z.object({ note: text.optional() }) },
    },
    (request, reply) =>
      answer(reply, deps, {
        ...askedBy(request),
        act: 'acknowledge',
        note: request.body.note ?? null,
      }),
  );

  app.post(
    '/cases/:id/note',
    { config, schema: { ...schema, summary: 'Add to what is known', body: z.object({ text }) } },
    (request, reply) =>
      answer(reply, deps, { ...askedBy(request), act: 'note', note: request.body.text }),
  );

  app.post(
    '/cases/:id/close',
    {
      config,
      schema: {
        ...schema,
        summary: 'Close a case with what it was and why',
        body: z.object({ outcome: z.enum(OUTCOMES), cause: z.string().max(40), note: text }),
      },
    },
    (request, reply) => answer(reply, deps, { ...askedBy(request), act: 'close', ...request.body }),
  );
}

type ActRequest = Parameters<typeof viewerOf>[0] & {
  readonly params: { readonly id: string };
  readonly headers: { readonly 'idempotency-key': string };
};

function askedBy(request: ActRequest): Pick<CaseAct, 'viewer' | 'key' | 'case'> {
  return {
    viewer: viewerOf(request),
    key: request.headers['idempotency-key'],
    case: request.params.id as CaseId,
  };
}

async function answer(reply: FastifyReply, deps: AlarmsDeps, asked: CaseAct) {
  const done = await actOnCase(deps, asked);
  return deps.database.asParty(asked.viewer.scope, async (tx: Sql) => {
    if (!done.accepted) {
      const people = 'by' in done.refusal ? [done.refusal.by] : [];
      return problem(reply, problemOf(done.refusal, nameIn(await deps.peopleOf(tx, people))));
    }
    const [view] = await viewCases(tx, await findCases(tx, [asked.case]), deps);
    if (view === undefined) throw new Error(`case ${asked.case} was acted on and is not there`);
    return view;
  });
}
