import type { PersonRef } from '@lakiri/alarms';
import { addMs, HOUR_MS, type Instant, isoOf, parseInstant } from '@lakiri/kit';
import { type Viewer, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Shift, ShiftId } from '../core/index.ts';
import { handOverNotes, lastEnded, shiftsOn, targetAt } from '../store/index.ts';
import { type ActDeps, actOnShift, type ShiftAct } from './acts.ts';
import { modeRoutes } from './mode-routes.ts';
import { problemOf } from './refusals.ts';

export type { ModeView } from './mode-routes.ts';

export type LoadOfPerson = {
  readonly person: string;
  readonly acknowledged: number;
  readonly ackS: number | null;
  readonly held: number;
  readonly escalated: number;
  readonly closed: number;
};

export type ShiftsDeps = ActDeps & {
  /** Names of people by id; missing where forgotten. */
  peopleOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  whileAway(
    tx: Sql,
    span: { readonly from: Instant; readonly to: Instant },
  ): Promise<{
    readonly opened: number;
    readonly closed: number;
    readonly escalated: number;
    readonly stillOpen: number;
  }>;
  /** Cases whose check falls due until then, soonest first. */
  promisedChecks(
    tx: Sql,
    asked: { readonly until: Instant; readonly max: number },
  ): Promise<
    readonly {
      readonly id: string;
      readonly kind: string;
      readonly plate: string;
      readonly checkAt: Instant;
    }[]
  >;
  loadSince(tx: Sql, since: Instant): Promise<readonly LoadOfPerson[]>;
};

const WATCHING = ['officer', 'supervisor', 'station'] as const;
/** Whoever has never been on shift is told of half a day. */
const NEVER_MS = 12 * HOUR_MS;
/** A month away is told as a month; before that nothing is waiting any more. */
const AWAY_MS_MAX = 31 * 24 * HOUR_MS;
/** Checks of the first hours of a shift; more is read in the queue. */
const CHECKS_AHEAD_MS = 4 * HOUR_MS;
const CHECKS_MAX = 20;
const TEXT_CHARS_MAX = 20_000;

const named = z.object({ id: z.string(), name: z.string() });
const shiftSchema = z
  .object({
    id: z.string(),
    person: named,
    startedAt: z.string(),
    endsAt: z.string(),
    state: z.enum(['on', 'handed-over', 'ended']),
    held: z.int().meta({ description: 'open cases that the person holds' }),
    handedOver: z.object({ at: z.string(), note: z.string() }).nullable(),
  })
  .meta({ id: 'Shift' });
export type ShiftView = z.infer<typeof shiftSchema>;

const awaySchema = z
  .object({
    from: z.string(),
    to: z.string(),
    opened: z.int(),
    closed: z.int(),
    escalated: z.int(),
    stillOpen: z.int(),
    checks: z
      .array(z.object({ id: z.string(), kind: z.string(), plate: z.string(), checkAt: z.string() }))
      .meta({ description: 'cases whose check falls due within four hours' }),
  })
  .meta({ id: 'WhileAway' });

const teamSchema = z
  .object({
    targetPerHour: z.int(),
    people: z.array(
      z.object({
        person: named,
        shift: shiftSchema.nullable(),
        acknowledged: z.int(),
        ackS: z.int().nullable(),
        held: z.int(),
        escalated: z.int(),
        closed: z.int(),
      }),
    ),
  })
  .meta({ id: 'Team' });
export type TeamView = z.infer<typeof teamSchema>;

/** Shifts: who watches, what happened meanwhile, who has how much to do, and how much of the centre works. */
export function shiftsRoutes(app: FastifyInstance, deps: ShiftsDeps): void {
  lookRoutes(app, deps);
  teamRoute(app, deps);
  actRoutes(app, deps);
  modeRoutes(app, deps);
}

const personOf = ({ person }: Viewer): PersonRef => person.id as string as PersonRef;

function lookRoutes(instance: FastifyInstance, deps: ShiftsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/shifts/current',
    {
      config: { access: WATCHING },
      schema: {
        tags: ['shifts'],
        summary: 'Your shift, and those of everybody who watches now',
        response: { 200: z.object({ mine: shiftSchema.nullable(), on: z.array(shiftSchema) }) },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const on = await deps.database.asParty(viewer.scope, async (tx) =>
        viewShifts(tx, await shiftsOn(tx), deps),
      );
      return { mine: on.find(({ person }) => person.id === viewer.person.id) ?? null, on };
    },
  );

  app.get(
    '/shifts/away',
    {
      config: { access: WATCHING },
      schema: {
        tags: ['shifts'],
        summary: 'What happened to cases since your last shift ended, and the checks ahead',
        response: { 200: awaySchema },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const to = deps.now();
      return await deps.database.asParty(viewer.scope, async (tx) => {
        const ended = (await lastEnded(tx, personOf(viewer))) ?? addMs(to, -NEVER_MS);
        const from = Math.max(ended, addMs(to, -AWAY_MS_MAX)) as Instant;
        const ahead = { until: addMs(to, CHECKS_AHEAD_MS), max: CHECKS_MAX };
        return {
          from: isoOf(from),
          to: isoOf(to),
          ...(await deps.whileAway(tx, { from, to })),
          checks: (await deps.promisedChecks(tx, ahead)).map((check) => ({
            ...check,
            checkAt: isoOf(check.checkAt),
          })),
        };
      });
    },
  );
}

function teamRoute(instance: FastifyInstance, deps: ShiftsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/shifts/team',
    {
      config: { access: ['supervisor'] },
      schema: {
        tags: ['shifts'],
        summary: 'Who watches, and how much each has to do, against the target of an hour',
        response: { 200: teamSchema },
      },
    },
    async (request) => {
      const now = deps.now();
      return await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const on = await viewShifts(tx, await shiftsOn(tx), deps);
        const loads = await deps.loadSince(tx, addMs(now, -HOUR_MS));
        const ids = new Set([
          ...on.map(({ person }) => person.id),
          ...loads.map((it) => it.person),
        ]);
        const names = await deps.peopleOf(tx, [...ids]);
        const people = [...ids].map((id) => ({
          ...{ acknowledged: 0, ackS: null, held: 0, escalated: 0, closed: 0 },
          ...loads.find(({ person }) => person === id),
          person: { id, name: names.get(id) ?? `…${id.slice(-4)}` },
          shift: on.find(({ person }) => person.id === id) ?? null,
        }));
        return { targetPerHour: await targetAt(tx, now), people };
      });
    },
  );
}

async function viewShifts(
  tx: Sql,
  shifts: readonly Shift[],
  deps: ShiftsDeps,
): Promise<ShiftView[]> {
  const names = await deps.peopleOf(
    tx,
    shifts.map(({ person }) => person),
  );
  const notes = await handOverNotes(
    tx,
    shifts.filter(({ state }) => state !== 'on').map(({ id }) => id),
  );
  const views: ShiftView[] = [];
  for (const one of shifts) {
    const { id, person, startedAt, endsAt, state } = one;
    const handedOver = one.state === 'on' ? null : one.handedOver;
    views.push({
      id,
      person: { id: person, name: names.get(person) ?? `…${person.slice(-4)}` },
      startedAt: isoOf(startedAt),
      endsAt: isoOf(endsAt),
      state,
      held: (await deps.heldBy(tx, person)).length,
      handedOver: handedOver && {
        at: isoOf(handedOver.at),
        note: notes.get(handedOver.noteSha256) ?? '',
      },
    });
  }
  return views;
}

const params = z.object({ id: z.uuid().transform((said) => said as ShiftId) });
const headers = z.looseObject({ 'idempotency-key': z.uuid() });
const done = z.object({ id: z.string() });

function actRoutes(instance: FastifyInstance, deps: ShiftsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: WATCHING };
  const schema = { tags: ['shifts'], headers, response: { 200: done } };
  const asked = (request: Parameters<typeof viewerOf>[0] & { headers: unknown }) => ({
    viewer: viewerOf(request),
    key: (request.headers as z.output<typeof headers>)['idempotency-key'],
  });

  app.post(
    '/shifts',
    {
      config,
      schema: {
        ...schema,
        summary: 'Start your shift',
        body: z.object({
          endsAt: z.iso
            .datetime({ offset: true })
            .transform((said) => parseInstant(said) as Instant),
        }),
      },
    },
    (request, reply) =>
      answer(reply, deps, { ...asked(request), act: 'start', endsAt: request.body.endsAt }),
  );

  app.post(
    '/shifts/:id/hand-over',
    {
      config,
      schema: {
        ...schema,
        params,
        summary: 'Leave a word for the next, who then accepts your shift',
        body: z.object({ note: z.string().max(TEXT_CHARS_MAX) }),
      },
    },
    (request, reply) =>
      answer(reply, deps, {
        ...asked(request),
        act: 'hand-over',
        shift: request.params.id,
        note: request.body.note,
      }),
  );

  for (const [act, summary] of [
    ['accept', 'Take over a shift that is handed over, with every case that was held'],
    ['end', 'End your shift, where you hold no case'],
  ] as const)
    app.post(
      `/shifts/:id/${act}`,
      { config, schema: { ...schema, params, summary, body: z.object({}) } },
      (request, reply) => answer(reply, deps, { ...asked(request), act, shift: request.params.id }),
    );
}

async function answer(reply: FastifyReply, deps: ShiftsDeps, asked: ShiftAct): Promise<never> {
  const acted = await actOnShift(deps, asked);
  // A refusal is a problem, which the reply has sent; the type of the route knows only what was done.
  if (!acted.accepted) return problem(reply, problemOf(acted.refusal)) as never;
  return { id: (acted.result as { shift: string }).shift } as never;
}
