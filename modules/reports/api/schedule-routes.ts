import { isoOf, type Json } from '@lakiri/kit';
import { actingAs, mayEnter, type Viewer, viewerOf } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CADENCES,
  endSchedule,
  makeSchedule,
  REPORT_KINDS,
  SCHEDULE_ZONES,
  type Schedule,
  type ScheduleEvents,
  type ScheduleId,
  type ScheduleRefusal,
} from '../core/index.ts';
import { scheduleAggregate, schedulesOf } from '../store/index.ts';
import { ACCESS, READING } from './access.ts';
import type { ReportsDeps } from './deps.ts';
import { scheduleProblemOf } from './refusals.ts';

const wish = z.object({
  report: z.enum(REPORT_KINDS),
  every: z.enum(CADENCES),
  zone: z.enum(SCHEDULE_ZONES),
  language: z.enum(['en', 'sw']),
  channel: z.uuid().meta({ description: 'a mailbox of yours or of your party’s' }),
});
const scheduleSchema = z
  .object({ id: z.string(), ...wish.shape, madeAt: z.string(), toldThrough: z.string() })
  .meta({ id: 'ReportSchedule' });
const headers = z.looseObject({ 'idempotency-key': z.uuid() });
const aggregates = { 'report-schedule': scheduleAggregate };
const tags = ['reports'];
const config = { access: READING };

function viewSchedule(schedule: Schedule): z.infer<typeof scheduleSchema> {
  const { id, report, every, zone, language, channel, madeAt, toldThrough } = schedule;
  return { id, report, every, zone, language, channel, madeAt: isoOf(madeAt), toldThrough };
}

/** Reports by mail, every week or month: a person's own. */
export function scheduleRoutes(instance: FastifyInstance, deps: ReportsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const response = { 200: z.object({ items: z.array(scheduleSchema) }) };
  app.get(
    '/reports/schedules',
    { config, schema: { tags, summary: 'The reports that you are sent', response } },
    async (request) => {
      const viewer = viewerOf(request);
      const own = await deps.database.asParty(viewer.scope, (tx) =>
        schedulesOf(tx, viewer.person.id),
      );
      return { items: own.map(viewSchedule) };
    },
  );
  makeRoute(instance, deps);
  endRoute(instance, deps);
}

function makeRoute(instance: FastifyInstance, deps: ReportsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/reports/schedules',
    {
      config,
      schema: {
        tags,
        summary: 'Be sent a report of every week or month that is over, with its CSV',
        headers,
        body: wish,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const at = deps.now();
      const id = newId<'ReportSchedule'>(at);
      type Loaded = { readonly isMailbox: boolean; readonly schedules: number };
      const done = await execute<Loaded, ScheduleEvents, ScheduleRefusal>(deps, {
        ...actingAs(viewer),
        ...{ occurredAt: at, receivedAt: at, aggregates },
        key: { id: request.headers['idempotency-key'], request: request.body as Json },
        load: async (tx) => ({
          isMailbox: await deps.isMailbox(tx, request.body.channel, ownerOf(viewer)),
          schedules: (await schedulesOf(tx, viewer.person.id)).length,
        }),
        decide: (loaded) =>
          makeSchedule({
            ...{ id, at, ...request.body, ...ownerOf(viewer), ...loaded },
            mayRead: mayEnter(viewer, ACCESS[request.body.report]),
          }),
        result: () => ({ id }),
      });
      if (!done.accepted) return problem(reply, scheduleProblemOf(done.refusal)) as never;
      return reply.code(201).send(done.result as { id: string });
    },
  );
}

const ownerOf = ({ party, person }: Viewer) => ({
  party: party.id as string,
  person: person.id as string,
});

function endRoute(instance: FastifyInstance, deps: ReportsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/reports/schedules/:id/end',
    {
      config,
      schema: {
        tags,
        summary: 'Be sent this report no more',
        headers,
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const id = request.params.id as ScheduleId;
      const at = deps.now();
      const done = await execute<Schedule | undefined, ScheduleEvents, ScheduleRefusal>(deps, {
        ...actingAs(viewer),
        ...{ occurredAt: at, receivedAt: at, aggregates },
        key: { id: request.headers['idempotency-key'], request: { end: id } },
        load: async (tx) => (await schedulesOf(tx, viewer.person.id)).find((one) => one.id === id),
        decide: (known) => endSchedule(known, at),
        result: () => ({ id }),
      });
      if (!done.accepted) return problem(reply, scheduleProblemOf(done.refusal)) as never;
      return { id };
    },
  );
}
