import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { periodOf, type ReportKind } from '../core/index.ts';
import { ACCESS } from './access.ts';
import { csvName, csvOf } from './csv.ts';
import type { ReportsDeps } from './deps.ts';
import { makers } from './make.ts';
import { problemOf } from './refusals.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import {
  alarmReportSchema,
  asked,
  corridorReportSchema,
  responseReportSchema,
  viewAbout,
  viewAlarms,
} from './schemas.ts';

export { type Attached, attachmentOf } from './attach.ts';
export type { ReportRows, ReportsDeps } from './deps.ts';
export type { AlarmReportView, CorridorReportView, ResponseReportView } from './schemas.ts';

const SUMMARY = {
  alarms: 'How many alarms came to people, from which rules and makers, and what came of them',
  response: 'From the alarm to each step: median and p90, by severity and by shift',
  corridors: 'From departure to arrival per route against its target, of the journeys you may see',
} as const satisfies Record<ReportKind, string>;

/** Reports of a period, as JSON for a screen and as CSV. */
export function reportsRoutes(instance: FastifyInstance, deps: ReportsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/reports/alarms',
    { config: { access: ACCESS.alarms }, schema: schemaOf('alarms', alarmReportSchema) },
    async (request, reply) => {
      const made = await make(deps, request, 'alarms');
      if ('refusal' in made) return problem(reply, problemOf(made.refusal));
      return { ...viewAbout(made), ...viewAlarms(made.report) };
    },
  );
  app.get(
    '/reports/response',
    { config: { access: ACCESS.response }, schema: schemaOf('response', responseReportSchema) },
    async (request, reply) => {
      const made = await make(deps, request, 'response');
      if ('refusal' in made) return problem(reply, problemOf(made.refusal));
      return { ...viewAbout(made), ...made.report };
    },
  );
  app.get(
    '/reports/corridors',
    { config: { access: ACCESS.corridors }, schema: schemaOf('corridors', corridorReportSchema) },
    async (request, reply) => {
      const made = await make(deps, request, 'corridors');
      if ('refusal' in made) return problem(reply, problemOf(made.refusal));
      return { ...viewAbout(made), ...made.report };
    },
  );
  for (const kind of ['alarms', 'response', 'corridors'] as const) csvRoute(instance, deps, kind);
  scheduleRoutes(instance, deps);
}

const schemaOf = <Schema extends z.ZodType>(kind: ReportKind, schema: Schema) => ({
  tags: ['reports'],
  summary: SUMMARY[kind],
  querystring: asked,
  response: { 200: schema },
});

type Request = Parameters<typeof viewerOf>[0] & { readonly query: z.output<typeof asked> };

async function make<Kind extends ReportKind>(deps: ReportsDeps, request: Request, kind: Kind) {
  const { from: firstDay, to: lastDay, zone } = request.query;
  const found = periodOf({ firstDay, lastDay, zone });
  if ('refusal' in found) return found;
  const { period } = found;
  const madeAt = deps.now();
  const made = await deps.database.asParty(
    viewerOf(request).scope,
    (tx) => makers[kind](tx, { rows: deps.rows, now: madeAt }, period),
    'repeatable read', // all figures of a report are of one moment
  );
  return 'refusal' in made ? made : { ...made, period, madeAt };
}

function csvRoute(instance: FastifyInstance, deps: ReportsDeps, kind: ReportKind): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    `/reports/${kind}.csv`,
    {
      config: { access: ACCESS[kind] },
      schema: {
        tags: ['reports'],
        summary: `${SUMMARY[kind]}; as CSV, a line for each figure`,
        querystring: asked,
      },
    },
    async (request, reply) => {
      const made = await make(deps, request, kind);
      if ('refusal' in made) return problem(reply, problemOf(made.refusal));
      const about = { report: kind, period: made.period, madeAt: made.madeAt };
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${csvName(about)}"`)
        .send(csvOf(made.lines, about));
    },
  );
}
