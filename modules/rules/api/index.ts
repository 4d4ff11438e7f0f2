import { conditionFault } from '@lakiri/alarms';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actOnRule, type RuleAct } from './acting.ts';
import { backTestRoutes } from './back-test-routes.ts';
import type { RulesDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { asked, effectSchema, ruleRowSchema, ruleSchema, soundnessSchema } from './schemas.ts';
import { viewEffect, viewRule, viewRules } from './views.ts';

export { ruleIdOf } from './acting.ts';
export type { BackTestRunner, RulesDeps } from './deps.ts';
export type {
  BackTestResultView,
  BackTestView,
  EffectView,
  RuleRowView,
  RuleView,
} from './schemas.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
const tags = ['rules'];

/** The workshop of the rules that raise alarms. */
export function rulesRoutes(app: FastifyInstance, deps: RulesDeps): void {
  lookRoutes(app, deps);
  draftRoutes(app, deps);
  actRoutes(app, deps);
  backTestRoutes(app, deps);
}

function lookRoutes(instance: FastifyInstance, deps: RulesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;
  const config = { access: OFFICERS };
  app.get(
    '/rules',
    {
      config,
      schema: {
        ...{ tags, summary: 'Every rule: what is in force, what is drafted or planned' },
        response: { 200: z.object({ items: z.array(ruleRowSchema) }) },
      },
    },
    async (request) => ({
      items: await database.asParty(viewerOf(request).scope, (tx) => viewRules(tx, deps)),
    }),
  );

  app.get(
    '/rules/:kind',
    {
      config,
      schema: {
        ...{ tags, summary: 'One rule: its numbers, versions, draft and back-tests' },
        ...{ params: asked.kind, response: { 200: ruleSchema } },
      },
    },
    (request) => viewed(request, deps, request.params.kind),
  );

  app.get(
    '/rules/:kind/effect',
    {
      config,
      schema: {
        ...{ tags, summary: 'Alarms a shift in the 7 days before and after each version' },
        ...{ params: asked.kind, response: { 200: z.object({ items: z.array(effectSchema) }) } },
      },
    },
    async (request) => ({
      items: await database.asParty(viewerOf(request).scope, (tx) =>
        viewEffect(tx, deps, request.params.kind),
      ),
    }),
  );

  app.post(
    '/rules/condition',
    {
      config,
      schema: {
        ...{ tags, summary: 'Whether a condition can be read; nothing is kept' },
        ...{ body: asked.condition, response: { 200: soundnessSchema } },
      },
    },
    (request) => {
      const fault = conditionFault(request.body.condition);
      return { isSound: fault === null, fault };
    },
  );
}

function draftRoutes(instance: FastifyInstance, deps: RulesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: SUPERVISORS };
  const own = { tags, params: asked.kind, headers: asked.headers, response: { 200: ruleSchema } };
  app.put(
    '/rules/:kind/draft',
    { config, schema: { ...own, summary: 'Save the draft of a rule', body: asked.draft } },
    (request, reply) => {
      const { kind } = request.params;
      return answer(request, reply, deps, { kind, act: 'save', form: request.body });
    },
  );

  app.post(
    '/rules/:kind/draft/discard',
    { config, schema: { ...own, summary: 'Discard the draft', body: asked.nothing } },
    (request, reply) => answer(request, reply, deps, { kind: request.params.kind, act: 'discard' }),
  );

  app.post(
    '/rules/:kind/draft/propose',
    { config, schema: { ...own, summary: 'Ask a second officer', body: asked.propose } },
    (request, reply) => {
      const { kind } = request.params;
      return answer(request, reply, deps, { kind, act: 'propose', form: request.body });
    },
  );
}

function actRoutes(instance: FastifyInstance, deps: RulesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: SUPERVISORS };
  const own = { tags, params: asked.kind, headers: asked.headers, response: { 200: ruleSchema } };
  app.post(
    '/rules/:kind/draft/approve',
    {
      config,
      schema: {
        ...{ ...own, summary: 'Switch a draft on that another officer wrote and proposed' },
        body: asked.approve,
      },
    },
    (request, reply) => {
      const { kind } = request.params;
      return answer(request, reply, deps, { kind, act: 'approve', form: request.body });
    },
  );

  app.post(
    '/rules/:kind/draft/decline',
    { config, schema: { ...own, summary: 'Give a proposed draft back', body: asked.why } },
    (request, reply) => {
      const { kind } = request.params;
      return answer(request, reply, deps, { kind, act: 'decline', form: request.body });
    },
  );

  app.post(
    '/rules/:kind/versions/:version/withdraw',
    {
      config,
      schema: {
        ...{ ...own, params: asked.version, summary: 'Take back a version that is still to come' },
        body: asked.why,
      },
    },
    (request, reply) => {
      const { kind, version } = request.params;
      return answer(request, reply, deps, { kind, act: 'withdraw', version, form: request.body });
    },
  );
}

type Asking = Pick<FastifyRequest, 'headers'> & Parameters<typeof viewerOf>[0];

/** Does the act, and answers with the rule as it is then. */
async function answer(
  request: Asking,
  reply: FastifyReply,
  deps: RulesDeps,
  act: RuleAct,
): Promise<z.infer<typeof ruleSchema>> {
  const key = request.headers['idempotency-key'] as string | undefined;
  const done = await actOnRule(deps, { viewer: viewerOf(request), key }, act);
  // A refusal is a problem, which the reply has sent; the type of the route knows only what was done.
  if (!done.accepted) return problem(reply, problemOf(done.refusal)) as never;
  return viewed(request, deps, act.kind);
}

function viewed(request: Asking, deps: RulesDeps, kind: RuleAct['kind']) {
  return deps.database.asParty(viewerOf(request).scope, (tx) => viewRule(tx, deps, kind));
}
