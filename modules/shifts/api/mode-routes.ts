import type { PersonRef } from '@lakiri/alarms';
import { type Instant, isoOf, type Json, refuse } from '@lakiri/kit';
import { actingAs, type Viewer, viewerOf } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  confirmMode,
  type Declaration,
  declineMode,
  MODE_REASONS,
  MODES,
  type Mode,
  type ModeEvents,
  type ModeId,
  type ModeReason,
  proposeMode,
} from '../core/index.ts';
import { modeAggregate, modeNow } from '../store/index.ts';
import { type ModeActRefusal, modeProblemOf } from './refusals.ts';

export type ModeDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  /** Names of people by id; missing where forgotten. */
  peopleOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

const WATCHING = ['officer', 'supervisor', 'station'] as const;

const acted = z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.string() });
const declarationSchema = z
  .object({
    id: z.string(),
    mode: z.enum(MODES),
    reason: z.enum(MODE_REASONS),
    proposed: acted,
    confirmed: acted.nullable(),
  })
  .meta({ id: 'ModeDeclaration' });
const modeSchema = z
  .object({
    mode: z.enum(MODES).meta({ description: 'what holds; green where nothing was declared' }),
    declared: declarationSchema.nullable(),
    pending: declarationSchema.nullable().meta({ description: 'waits for its second officer' }),
  })
  .meta({ id: 'CentreMode' });
export type ModeView = z.infer<typeof modeSchema>;

type Asked = { readonly viewer: Viewer; readonly key: string } & (
  | { readonly act: 'propose'; readonly mode: Mode; readonly reason: ModeReason }
  | { readonly act: 'confirm' | 'decline'; readonly id: ModeId }
);
type Refusal = Exclude<ModeActRefusal, { readonly code: 'key-reused' }>;

/** How much of the centre works: to look at, to propose, and to settle by a second officer. */
export function modeRoutes(instance: FastifyInstance, deps: ModeDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: WATCHING };
  const tags = ['mode'];
  app.get(
    '/mode',
    {
      config,
      schema: { tags, summary: 'The mode of the centre', response: { 200: modeSchema } },
    },
    (request) => look(deps, viewerOf(request)),
  );
  const headers = z.looseObject({ 'idempotency-key': z.uuid() });
  const common = { tags, headers, response: { 200: modeSchema } };
  app.post(
    '/mode',
    {
      config,
      schema: {
        ...common,
        summary: 'Propose another mode; a second officer confirms it',
        body: z.object({ mode: z.enum(MODES), reason: z.enum(MODE_REASONS) }),
      },
    },
    async (request, reply) => {
      const [viewer, key] = [viewerOf(request), request.headers['idempotency-key']];
      const done = await actOnMode(deps, { viewer, key, act: 'propose', ...request.body });
      if (!done.accepted) return problem(reply, modeProblemOf(done.refusal)) as never;
      return look(deps, viewer);
    },
  );
  const params = z.object({ id: z.uuid().transform((said) => said as ModeId) });
  for (const [act, summary] of [
    ['confirm', 'Agree to a mode that another officer proposed'],
    ['decline', 'Decline a proposed mode, or take your own back'],
  ] as const)
    app.post(
      `/mode/:id/${act}`,
      { config, schema: { ...common, params, summary, body: z.object({}) } },
      async (request, reply) => {
        const [viewer, key] = [viewerOf(request), request.headers['idempotency-key']];
        const done = await actOnMode(deps, { viewer, key, act, id: request.params.id });
        if (!done.accepted) return problem(reply, modeProblemOf(done.refusal)) as never;
        return look(deps, viewer);
      },
    );
}

function actOnMode(deps: ModeDeps, asked: Asked): Promise<Done<Refusal>> {
  const at = deps.now();
  const { viewer, key, ...request } = asked;
  const by = viewer.person.id as string as PersonRef;
  const id = asked.act === 'propose' ? newId<'Mode'>(at) : asked.id;
  type Loaded = Awaited<ReturnType<typeof modeNow>> & { readonly found: Declaration | undefined };
  return execute<Loaded, ModeEvents, Refusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    key: { id: key, request: request as Json },
    aggregates: { mode: modeAggregate },
    load: async (tx) => ({
      ...(await modeNow(tx)),
      found: (await modeAggregate.find(tx, id))?.state,
    }),
    decide: ({ current, pending, found }) => {
      if (asked.act === 'propose') {
        const { mode, reason } = asked;
        const known = { current: current?.mode ?? ('green' as const), pending };
        return proposeMode({ id, by, at, mode, reason, ...known });
      }
      if (found === undefined) return refuse({ code: 'no-such-mode' });
      const settle = asked.act === 'confirm' ? confirmMode : declineMode;
      return settle({ declaration: found, by, at });
    },
    result: () => ({ mode: id }),
  });
}

function look(deps: ModeDeps, viewer: Viewer): Promise<ModeView> {
  return deps.database.asParty(viewer.scope, async (tx) => {
    const { current, pending } = await modeNow(tx);
    const ids = [current?.proposed.by, current?.confirmed.by, pending?.proposed.by];
    const names = await deps.peopleOf(
      tx,
      ids.filter((one) => one !== undefined),
    );
    const actedOf = ({ by, at }: Declaration['proposed']) => ({
      by: { id: by, name: names.get(by) ?? `…${by.slice(-4)}` },
      at: isoOf(at),
    });
    const viewOf = (one: Declaration) => ({
      ...{ id: one.id, mode: one.mode, reason: one.reason, proposed: actedOf(one.proposed) },
      confirmed: one.state === 'in-force' ? actedOf(one.confirmed) : null,
    });
    return {
      mode: current?.mode ?? 'green',
      declared: current === undefined ? null : viewOf(current),
      pending: pending === undefined ? null : viewOf(pending),
    };
  });
}
