import { addMs, HOUR_MS, isoOf, parseInstant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { casesOpenWithin } from '../store/index.ts';
import type { AlarmsDeps } from './deps.ts';
import { caseSchema } from './views.ts';

/** A storm of half the fleet; whoever sees more of them on one rail sees none. */
const CASES_OF_HOUR_MAX = 2_000;

const from = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== undefined) return at;
    context.addIssue('an ISO 8601 time with its zone');
    return z.NEVER;
  });

const hourCase = z
  .object({
    id: z.string(),
    kind: caseSchema.shape.kind,
    severity: caseSchema.shape.severity,
    journey: z.string(),
    seal: z.string(),
    openedAt: z.string(),
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'HourCase' });

/** The cases of an hour that is replayed. */
export function hourRoute(instance: FastifyInstance, { database }: AlarmsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/replay/hour/cases',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['cases'],
        summary:
          'Cases that you may see and that were open at some moment of an hour, oldest first',
        querystring: z.object({ from }),
        response: {
          200: z.object({
            items: z.array(hourCase),
            more: z.boolean().meta({ description: 'there were more than one answer holds' }),
          }),
        },
      },
    },
    async (request) => {
      const { from } = request.query;
      const span = { from, to: addMs(from, HOUR_MS), max: CASES_OF_HOUR_MAX + 1 };
      const found = await database.asParty(viewerOf(request).scope, (tx) =>
        casesOpenWithin(tx, span),
      );
      const items = found.slice(0, CASES_OF_HOUR_MAX).map(({ openedAt, closedAt, ...it }) => ({
        ...it,
        openedAt: isoOf(openedAt),
        closedAt: closedAt === null ? null : isoOf(closedAt),
      }));
      return { items, more: found.length > items.length };
    },
  );
}
