import { type Id, parseInstant } from '@lakiri/kit';
import { parsePhone, parsePlate, viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { JourneyId } from '../core/index.ts';
import { exceptionRules, findJourneys } from '../store/index.ts';
import type { JourneyDone } from './acts.ts';
import type { JourneysDeps } from './deps.ts';
import { type ExceptionForm, endAct, reportAct } from './exception-act.ts';
import { exceptionsSchema, type ReportBody, reportSchema } from './exception-schemas.ts';
import { viewExceptions, viewRules } from './exception-view.ts';
import { problemOf } from './refusals.ts';
import { actSchema, keyHeader, uuid } from './schemas.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const params = z.object({ id: uuid });
const oneParams = z.object({ id: uuid, exception: uuid });
const made = z.object({ exception: z.string() }).meta({ id: 'ExceptionMade' });

/** What befell a journey: to read for whoever may see the journey, to report for who the rules name. */
export function exceptionRoutes(instance: FastifyInstance, deps: JourneysDeps): void {
  lookRoute(instance, deps);
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: OFFICERS };
  app.post(
    '/journeys/:id/exceptions',
    {
      config,
      schema: {
        tags: ['journeys'],
        summary: 'Report what befell a journey; who may is data, by kind',
        params,
        headers: keyHeader,
        body: reportSchema,
        response: { 200: made, 201: made },
      },
    },
    async (request, reply) => {
      const { what, note, stopMin, occurredAt } = request.body;
      const done = await reportAct(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        journey: request.params.id as JourneyId,
        occurredAt: occurredAt === undefined ? undefined : parseInstant(occurredAt),
        form: formOf(what),
        note: note ?? null,
        stopMin: stopMin ?? null,
      });
      return answer(reply, done, 201);
    },
  );
  app.post(
    '/journeys/:id/exceptions/:exception/end',
    {
      config,
      schema: {
        tags: ['journeys'],
        summary: 'End what an exception allowed, before its time',
        params: oneParams,
        headers: keyHeader,
        body: actSchema,
        response: { 200: z.object({ journey: z.string() }) },
      },
    },
    async (request, reply) => {
      const { occurredAt } = request.body;
      const done = await endAct(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        journey: request.params.id as JourneyId,
        occurredAt: occurredAt === undefined ? undefined : parseInstant(occurredAt),
        exception: request.params.exception as Id<'Exception'>,
      });
      return answer(reply, done, 200);
    },
  );
}

function lookRoute(instance: FastifyInstance, deps: JourneysDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/journeys/:id/exceptions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['journeys'],
        summary: 'What befell a journey, oldest first, and what you may report',
        params,
        response: { 200: exceptionsSchema },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const found = await deps.database.asParty(viewer.scope, async (tx) => {
        const [one] = await findJourneys(tx, [request.params.id as JourneyId]);
        if (one === undefined) return undefined;
        const rules = await exceptionRules(tx, deps.now());
        return {
          items: [...(await viewExceptions(tx, one.state, deps))],
          rules: viewRules(rules, viewer.roles),
        };
      });
      return found ?? problem(reply, problemOf({ code: 'no-such-journey' }));
    },
  );
}

function answer(reply: FastifyReply, done: JourneyDone, status: 200 | 201): FastifyReply {
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  return reply.code(done.repeated ? 200 : status).send(done.result);
}

/** The schema has looked at plates and phones already; here they become what they are. */
function formOf(what: ReportBody['what']): ExceptionForm {
  switch (what.kind) {
    case 'transload': {
      const plate = parsePlate(what.plate);
      if (plate === undefined) throw new Error('the schema let through what is no plate');
      const order = (what.order ?? null) as Id<'Command'> | null;
      return { kind: 'transload', plate, trailer: parsePlate(what.trailer ?? '') ?? null, order };
    }
    case 'driver-change':
      return {
        kind: 'driver-change',
        driverName: what.driverName,
        driverPhone: parsePhone(what.driverPhone ?? '') ?? null,
      };
    case 'convoy':
      return { kind: 'convoy', with: what.with as JourneyId };
    case 'reseal':
      return {
        kind: 'reseal',
        old: what.old as Id<'Seal'>,
        seal: what.seal as Id<'Seal'>,
        mechanicalSeal: what.mechanicalSeal ?? null,
        oldPhotoSha256: what.oldPhotoSha256 ?? null,
        newPhotoSha256: what.newPhotoSha256 ?? null,
      };
    case 'seal-mismatch': {
      const { photoSha256, ...seen } = what;
      return photoSha256 ? { ...seen, photoSha256 } : seen;
    }
    default:
      return what;
  }
}
