import type { Kind, PersonRef } from '@lakiri/alarms';
import { addMs, DAY_MS, type Instant, parseInstant } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { missingFor, versionAt } from '../core/index.ts';
import {
  type BackTest,
  endBackTest,
  findBackTest,
  loadRulesMade,
  openBackTest,
} from '../store/index.ts';
import type { RulesDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { asked, backTestSchema } from './schemas.ts';
import { viewBackTest } from './views.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
const tags = ['rules'];
/** Three months; a longer one asks for a sample of journeys over several. */
const DAYS_MAX = 92;

type Refused = Parameters<typeof problemOf>[0];

/** A draft is tried on what was really said. */
export function backTestRoutes(instance: FastifyInstance, deps: RulesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  startRoute(instance, deps);
  app.get(
    '/rules/back-tests/:id',
    {
      config: { access: OFFICERS },
      schema: {
        ...{ tags, summary: 'A back-test: how far it is, and what came out' },
        ...{ params: asked.backTest, response: { 200: backTestSchema } },
      },
    },
    (request, reply) =>
      deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const test = await findBackTest(tx, request.params.id);
        if (test !== undefined) return viewBackTest(tx, deps, test);
        return problem(reply, problemOf({ code: 'no-such-back-test' })) as never;
      }),
  );

  app.post(
    '/rules/back-tests/:id/cancel',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'End a back-test before it is done', params: asked.backTest },
        ...{ body: asked.nothing, response: { 200: backTestSchema } },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { scope } = viewerOf(request);
      const view = await deps.database.asParty(scope, async (tx) => {
        const isEnded = await endBackTest(tx, id, { state: 'cancelled', at: deps.now() });
        const test = await findBackTest(tx, id);
        if (test === undefined)
          return problem(reply, problemOf({ code: 'no-such-back-test' })) as never;
        if (!isEnded) return problem(reply, problemOf({ code: 'back-test-ended' })) as never;
        return viewBackTest(tx, deps, test);
      });
      // Its place is given up only when its end is kept.
      deps.runner.cancel(id);
      return view;
    },
  );
}

function startRoute(instance: FastifyInstance, deps: RulesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/rules/:kind/back-tests',
    {
      config: { access: SUPERVISORS },
      schema: {
        ...{ tags, summary: 'Try the draft of a rule on the stored readings of some days' },
        params: asked.kind,
        ...{ body: asked.startBackTest, response: { 202: backTestSchema } },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { kind } = request.params;
      const begun = await keep(deps, { viewer, kind, form: request.body });
      if ('code' in begun) return problem(reply, problemOf(begun)) as never;
      // Begun only when it is kept: who is told of it can look it up.
      deps.runner.start(begun, viewer.scope);
      const view = await deps.database.asParty(viewer.scope, (tx) => viewBackTest(tx, deps, begun));
      return reply.code(202).send(view);
    },
  );
}

type Begin = {
  readonly viewer: Viewer;
  readonly kind: Kind;
  readonly form: z.output<typeof asked.startBackTest>;
};

async function keep(deps: RulesDeps, asked: Begin): Promise<BackTest | Refused> {
  const id = newId<'BackTest'>(deps.now());
  if (!(await deps.runner.reserve(id))) return { code: 'back-test-running' };
  let begun: BackTest | Refused | undefined;
  try {
    begun = await deps.database.asParty(asked.viewer.scope, (tx) => begin(tx, deps, id, asked));
    return begun;
  } finally {
    if (begun === undefined || 'code' in begun) deps.runner.giveUp(id);
  }
}

async function begin(
  tx: Sql,
  deps: RulesDeps,
  id: BackTest['id'],
  { viewer, kind, form }: Begin,
): Promise<BackTest | Refused> {
  const now = deps.now();
  const span = { from: instantOf(form.from), until: instantOf(form.until) };
  const missing = missingFor(kind);
  if (missing !== undefined) return { code: 'not-back-testable', missing };
  const isPast = span.from < span.until && span.until <= now;
  if (!isPast || span.until > addMs(span.from, DAYS_MAX * DAY_MS))
    return { code: 'back-test-span', daysMax: DAYS_MAX };
  const draft = (await loadRulesMade(tx)).get(kind)?.draft;
  if (!draft) return { code: 'no-draft' };
  const present = versionAt((await deps.versionsOf(tx, [kind])).get(kind) ?? [], now);
  const test: BackTest = {
    ...{ id, kind, state: 'running', startedAt: now, endedAt: null, fault: null, result: null },
    by: viewer.person.id as string as PersonRef,
    asked: {
      ...span,
      oneIn: form.oneIn,
      presentVersion: present?.rule.version ?? 1,
      draft: draft.draft,
      content: draft.content,
    },
    progress: { journeys: 0, journeysInAll: 0, reports: 0, reportsPerS: 0 },
  };
  await openBackTest(tx, test);
  return test;
}

/** The schema lets only instants in. */
function instantOf(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`${text} is no instant`);
  return at;
}
