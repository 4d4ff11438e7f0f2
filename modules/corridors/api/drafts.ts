import type { Id } from '@lakiri/kit';
import { isoOf } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import type { Done } from '@lakiri/platform/execute';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DRAFT_STATES, type DraftId } from '../core/index.ts';
import { type DraftRow, draftAggregate, loadDrafts } from '../store/drafts.ts';
import { loadFences } from '../store/fences.ts';
import { actOf } from './acting.ts';
import { type ActsDeps, approve, discard, propose, type Refusal, write } from './draft-acts.ts';
import { contentOf, draftContent, draftForm, viewContent } from './draft-forms.ts';
import { problemOfDraft } from './draft-refusals.ts';
import { fenceView, viewFence } from './fence-shapes.ts';

export type DraftsDeps = ActsDeps & {
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
};

/** Who sees fences and drafts: where goods are watched more closely is not for everybody to know. */
const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
/** Who writes, proposes and approves; the second is never one of those who wrote. */
const SUPERVISORS = ['supervisor', 'admin'] as const;
/** Of those that are over; more are found in the facts. */
const ENDED_SHOWN_MAX = 50;

const uuid = z.uuid();
const person = z.object({ id: uuid, name: z.string().nullable() });
const view = z
  .object({
    id: uuid,
    version: z.int().meta({ description: 'sent back with the approval: that this was read' }),
    state: z.enum(DRAFT_STATES),
    content: draftContent,
    base: z.int().meta({ description: 'the version it was written against; 0: it is new' }),
    authors: z.array(person),
    proposedBy: person.nullable(),
    askedFrom: z.string().nullable(),
    endedBy: person.nullable(),
    madeAt: z.string(),
    changedAt: z.string(),
    isMine: z.boolean().meta({ description: 'the viewer wrote or proposed it: another approves' }),
  })
  .meta({ id: 'GazetteDraft' });

const params = z.object({ id: uuid });
const headers = z.looseObject({ 'idempotency-key': uuid.optional() });
const tags = ['corridors'];

/** Fences, and the drafts by which the gazette is changed. */
export function draftRoutes(instance: FastifyInstance, deps: DraftsDeps): void {
  lookRoutes(instance, deps);
  writeRoutes(instance, deps);
  stepRoutes(instance, deps);
}

function lookRoutes(instance: FastifyInstance, deps: DraftsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/fences',
    {
      config: { access: OFFICERS },
      schema: {
        ...{ tags, summary: 'Pieces of ground that mean something to customs' },
        querystring: z.object({ withdrawn: z.enum(['with', 'without']).default('without') }),
        response: { 200: z.object({ items: z.array(fenceView) }) },
      },
    },
    async (request) => {
      const all = await deps.database.asParty(viewerOf(request).scope, loadFences);
      const now = deps.now();
      const asked = all.filter(({ versions }) => {
        const last = versions.at(-1);
        const isOver = last?.isWithdrawn === true && last.effectiveFrom <= now;
        return request.query.withdrawn === 'with' || !isOver;
      });
      return { items: asked.map(viewFence) };
    },
  );
  app.get(
    '/gazette/drafts',
    {
      config: { access: OFFICERS },
      schema: {
        ...{ tags, summary: `Drafts that wait, and the last ${ENDED_SHOWN_MAX} that are over` },
        response: { 200: z.object({ items: z.array(view) }) },
      },
    },
    async (request) => ({ items: await viewAll(deps, viewerOf(request)) }),
  );
}

function writeRoutes(instance: FastifyInstance, deps: DraftsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/gazette/drafts',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'Write a draft of what shall stand', headers },
        ...{ body: draftForm, response: { 201: view } },
      },
    },
    async (request, reply) => {
      const said = await contentOf(deps, request.body);
      if (!said.accepted) return problem(reply, problemOfDraft(said.refusal));
      const done = await write(deps, { ...actOf(request), content: said.content });
      return answer(deps, { request, reply, done, status: 201 });
    },
  );
  app.post(
    '/gazette/drafts/:id/change',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'Write a draft anew; who proposed it must propose it again' },
        ...{ params, headers, body: draftForm, response: { 200: view } },
      },
    },
    async (request, reply) => {
      const id = request.params.id as DraftId;
      const said = await contentOf(deps, request.body);
      if (!said.accepted) return problem(reply, problemOfDraft(said.refusal));
      const done = await write(deps, { ...actOf(request), id, content: said.content });
      return answer(deps, { request, reply, done });
    },
  );
}

function stepRoutes(instance: FastifyInstance, deps: DraftsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: SUPERVISORS };
  const says = (summary: string) => ({ tags, summary, params, headers, response: { 200: view } });
  const effectiveFrom = z.iso.datetime({ offset: true }).optional();
  const proposal = z.object({ effectiveFrom });
  const reading = z.object({ version: z.int() });
  const on = (request: Parameters<typeof actOf>[0] & { readonly params: { id: string } }) => ({
    ...actOf(request),
    id: request.params.id as DraftId,
  });
  app.post(
    '/gazette/drafts/:id/propose',
    { config, schema: { ...says('Ask another officer to put a draft in force'), body: proposal } },
    async (request, reply) =>
      answer(deps, {
        ...{ request, reply },
        done: await propose(deps, { ...on(request), effectiveFrom: request.body.effectiveFrom }),
      }),
  );
  app.post(
    '/gazette/drafts/:id/approve',
    { config, schema: { ...says('Put a draft of other officers in force'), body: reading } },
    async (request, reply) =>
      answer(deps, {
        ...{ request, reply },
        done: await approve(deps, { ...on(request), version: request.body.version }),
      }),
  );
  app.post(
    '/gazette/drafts/:id/discard',
    { config, schema: { ...says('Discard a draft'), body: z.object({}) } },
    async (request, reply) =>
      answer(deps, { request, reply, done: await discard(deps, on(request)) }),
  );
}

type Answered = {
  readonly request: { readonly viewer: Viewer | null };
  readonly reply: FastifyReply;
  readonly done: Done<Refusal>;
  readonly status?: number;
};

async function answer(deps: DraftsDeps, { request, reply, done, status = 200 }: Answered) {
  if (!done.accepted) return problem(reply, problemOfDraft(done.refusal));
  const { id } = done.result as { readonly id: DraftId };
  const viewer = viewerOf(request);
  const [one] = await deps.database.asParty(viewer.scope, async (tx) => {
    const found = await draftAggregate.find(tx, id);
    return found === undefined ? [] : viewDrafts(deps, tx, { rows: [{ id, ...found }], viewer });
  });
  if (one === undefined) throw new Error('a draft that was written is gone');
  return reply.code(status).send(one);
}

function viewAll(deps: DraftsDeps, viewer: Viewer): Promise<z.infer<typeof view>[]> {
  return deps.database.asParty(viewer.scope, async (tx) =>
    viewDrafts(deps, tx, { rows: await loadDrafts(tx, ENDED_SHOWN_MAX), viewer }),
  );
}

async function viewDrafts(
  deps: DraftsDeps,
  tx: Sql,
  { rows, viewer }: { readonly rows: readonly DraftRow[]; readonly viewer: Viewer },
): Promise<z.infer<typeof view>[]> {
  const people = rows.flatMap(({ state }) => [...state.authors, state.endedBy]);
  const names = await deps.namesOf(tx, [...new Set(people.filter((id) => id !== null))]);
  const named = (id: Id) => ({ id, name: names.get(id) ?? null });
  return rows.map(({ id, version, state }) => ({
    ...{ id, version, state: state.state, base: state.base },
    content: viewContent(state.content),
    authors: state.authors.map(named),
    proposedBy: state.proposedBy && named(state.proposedBy),
    askedFrom: state.askedFrom === null ? null : isoOf(state.askedFrom),
    endedBy: state.endedBy && named(state.endedBy),
    madeAt: isoOf(state.madeAt),
    changedAt: isoOf(state.changedAt),
    isMine: state.authors.includes(viewer.person.id),
  }));
}
