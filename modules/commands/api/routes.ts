import { type Id, instant, ORDER_WORDS, type Order } from '@lakiri/kit';
import { PASSWORD_CHARS_MAX, type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CommandId, STATES, wordsOf } from '../core/index.ts';
import {
  type CommandsAsked,
  commandAggregate,
  isPasswordSet,
  listCommands,
} from '../store/index.ts';
import { actOnCommand, type CommandDone, requestCommand, setSealPassword } from './acts.ts';
import type { CommandsDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { type CommandView, commandSchema, viewCommands } from './view.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
const uuid = z.uuid().toLowerCase();
const params = z.object({ id: uuid });
const headers = z.looseObject({ 'idempotency-key': uuid });
const PAGE_MAX = 100;
/** A sentence or two of why; the whole story belongs into a case. */
const REASON_CHARS_MAX = 500;
/** The longest interval that any dialect can be set to is a day. */
const INTERVAL_S = { min: 10, max: 86_400 } as const;

const form = z
  .object({
    seal: uuid,
    word: z.enum(ORDER_WORDS),
    params: z
      .object({ intervalS: z.int().min(INTERVAL_S.min).max(INTERVAL_S.max).optional() })
      .optional(),
    reason: z.string().max(REASON_CHARS_MAX),
    override: z.object({ reason: z.string().trim().min(1).max(REASON_CHARS_MAX) }).optional(),
  })
  .refine(
    ({ word, params: given }) => (word === 'set-interval') === (given?.intervalS !== undefined),
    {
      path: ['params', 'intervalS'],
      message: 'belongs to set-interval, and only there',
    },
  )
  .meta({ id: 'CommandForm' });

const approval = z
  .object({
    seal: uuid.optional().meta({ description: 'the seal that you mean' }),
    password: z
      .string()
      .max(PASSWORD_CHARS_MAX)
      .optional()
      .meta({ description: 'your own, entered again: it holds for this approval alone' }),
  })
  .meta({ id: 'Approval' });

/** Commands: for who oversees the node. */
export function commandsRoutes(instance: FastifyInstance, deps: CommandsDeps): void {
  lookRoutes(instance, deps);
  requestRoute(instance, deps);
  actRoutes(instance, deps);
  passwordRoutes(instance, deps);
}

function lookRoutes(instance: FastifyInstance, deps: CommandsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: OFFICERS };
  app.get(
    '/commands',
    {
      config,
      schema: {
        tags: ['commands'],
        summary: 'What was ordered of seals, newest first',
        querystring: z.object({
          seal: uuid.optional(),
          state: z.enum(['open', 'ended', 'toApprove', ...STATES]).optional(),
          cursor: z.string().max(60).optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
        }),
        response: {
          200: z.object({ items: z.array(commandSchema), next: z.string().nullable() }),
        },
      },
    },
    async (request, reply) => {
      const { cursor, limit, ...asked } = request.query;
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      if (cursor !== undefined && after === undefined)
        return problem(reply, {
          status: 400,
          code: 'bad-cursor',
          title: 'This is no page of ours',
        });
      const viewer = viewerOf(request);
      return await deps.database.asParty(viewer.scope, async (tx) => {
        const person = viewer.person.id;
        const commands = await listCommands(tx, { ...asked, person, after, limit });
        const last = commands.at(-1)?.state;
        return {
          items: await viewCommands(deps, tx, { commands, viewer }),
          next:
            commands.length < limit || last === undefined ? null : `${last.requestedAt}.${last.id}`,
        };
      });
    },
  );
  app.get(
    '/commands/:id',
    {
      config,
      schema: {
        tags: ['commands'],
        summary: 'One command, with its steps',
        params,
        response: { 200: commandSchema },
      },
    },
    async (request, reply) =>
      (await look(deps, viewerOf(request), request.params.id)) ?? problem(reply, NO_SUCH_COMMAND),
  );
}

const NO_SUCH_COMMAND = problemOf({ code: 'no-such-command' });

function parseCursor(text: string): CommandsAsked['after'] {
  const [, ms = '', id = ''] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  const requestedAt = ms === '' ? undefined : instant(Number(ms));
  return requestedAt === undefined || !uuid.safeParse(id).success ? undefined : { requestedAt, id };
}

function look(deps: CommandsDeps, viewer: Viewer, id: string): Promise<CommandView | undefined> {
  return deps.database.asParty(viewer.scope, async (tx) => {
    const found = await commandAggregate.find(tx, id as CommandId);
    const commands = found === undefined ? [] : [found];
    return (await viewCommands(deps, tx, { commands, viewer }))[0];
  });
}

type Answering = {
  readonly deps: CommandsDeps;
  readonly viewer: Viewer;
  readonly reply: FastifyReply;
};

/** Who made it is told so by 201; a repeat and every later act by 200. */
async function answer({ deps, viewer, reply }: Answering, done: CommandDone, made = 200) {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const { command } = done.result as { command: string };
  const view = await look(deps, viewer, command);
  if (view === undefined) return problem(reply, NO_SUCH_COMMAND);
  return reply.code(done.repeated ? 200 : made).send(view);
}

function requestRoute(instance: FastifyInstance, deps: CommandsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/commands',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['commands'],
        summary: 'Ask for something of a seal; an opening waits for a second officer',
        headers,
        body: form,
        response: { 200: commandSchema, 201: commandSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { seal, word, reason, override, params: given } = request.body;
      const order: Order =
        word === 'set-interval' ? { word, intervalS: given?.intervalS ?? 0 } : { word };
      const done = await requestCommand(deps, {
        ...{ viewer, order, reason },
        key: request.headers['idempotency-key'],
        seal: seal as Id<'Seal'>,
        override: override?.reason ?? null,
      });
      return answer({ deps, viewer, reply }, done, 201);
    },
  );
}

function actRoutes(instance: FastifyInstance, deps: CommandsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: OFFICERS };
  const response = { 200: commandSchema };
  app.post(
    '/commands/:id/approve',
    {
      config,
      schema: {
        tags: ['commands'],
        summary: 'Approve an opening as the second officer',
        params,
        headers,
        body: approval.nullish(),
        response,
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { seal: meant, password } = request.body ?? {};
      const refusal = password && (await deps.provePresence({ viewer, password }));
      if (refusal) {
        if ('retryAfterS' in refusal) void reply.header('retry-after', refusal.retryAfterS);
        return problem(reply, problemOf(refusal));
      }
      const presence = password ? 'password' : null;
      const done = await actOnCommand(deps, {
        ...{ act: 'approve', viewer, meant, presence },
        key: request.headers['idempotency-key'],
        command: request.params.id as CommandId,
      });
      return answer({ deps, viewer, reply }, done);
    },
  );
  app.post(
    '/commands/:id/cancel',
    {
      config,
      schema: {
        tags: ['commands'],
        summary: 'Take back what is not recorded yet',
        params,
        headers,
        response,
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const done = await actOnCommand(deps, {
        ...{ act: 'cancel', viewer },
        key: request.headers['idempotency-key'],
        command: request.params.id as CommandId,
      });
      return answer({ deps, viewer, reply }, done);
    },
  );
}

function passwordRoutes(instance: FastifyInstance, deps: CommandsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.put(
    '/seals/:id/password',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['commands'],
        summary: 'Set what opens a seal; nobody can read it again',
        params,
        headers,
        body: z.object({ password: z.string().max(40) }).meta({ id: 'SealPasswordForm' }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const done = await setSealPassword(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        seal: request.params.id as Id<'Seal'>,
        password: request.body.password,
      });
      return done.accepted ? reply.code(204).send(null) : problem(reply, problemOf(done.refusal));
    },
  );
  app.get(
    '/seals/:id/orders',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['commands'],
        summary: 'What can be ordered of a seal',
        params,
        response: {
          200: z.object({ words: z.array(z.enum(ORDER_WORDS)), passwordSet: z.boolean() }),
        },
      },
    },
    async (request, reply) => {
      const id = request.params.id as Id<'Seal'>;
      const found = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const [at] = await deps.findSeals(tx, [id]);
        return at && { seal: at.seal, passwordSet: await isPasswordSet(tx, id) };
      });
      if (found === undefined) return problem(reply, problemOf({ code: 'no-such-seal' }));
      const words = [...wordsOf(found.seal.model.dialect)];
      return { words, passwordSet: found.passwordSet };
    },
  );
}
