import { INCIDENT_KINDS, type Incident } from '@lakiri/expectations';
import { type Instant, instant, isoOf } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Database } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listIncidents } from '../store/index.ts';

export type IncidentsDeps = { readonly database: Database };

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const PAGE_MAX = 200;

const incidentSchema = z
  .object({
    id: z.string(),
    kind: z.enum(INCIDENT_KINDS),
    key: z.string(),
    name: z.string(),
    seals: z
      .int()
      .meta({ description: 'armed seals of the group when it began; of a place, trucks' }),
    late: z.int().meta({ description: 'how many of them were overdue, or lost' }),
    since: z.string().meta({
      description: 'when the last of a group was heard, or the first at a place was lost',
    }),
    openedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Incident' });

function viewOf(incident: Incident): z.infer<typeof incidentSchema> {
  const { since, openedAt, endedAt } = incident;
  return {
    ...incident,
    since: isoOf(since),
    openedAt: isoOf(openedAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
  };
}

/** `<opened at in ms>.<id>` */
function placeOf(cursor: string): { openedAt: Instant; id: string } | undefined {
  const [, ms = '', id = ''] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  const openedAt = ms === '' ? undefined : instant(Number(ms));
  return openedAt === undefined ? undefined : { openedAt, id };
}

export function incidentsRoutes(instance: FastifyInstance, { database }: IncidentsDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/incidents',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['incidents'],
        summary:
          'What befell many seals at once: a maker or feed lost, a place jammed, newest first',
        querystring: z.object({
          state: z.enum(['open', 'ended', 'all']).default('open'),
          cursor: z.string().max(60).optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
        }),
        response: {
          200: z.object({ items: z.array(incidentSchema), next: z.string().nullable() }),
        },
      },
    },
    async (request, reply) => {
      const { state, cursor, limit } = request.query;
      const before = cursor === undefined ? undefined : placeOf(cursor);
      if (cursor !== undefined && before === undefined)
        return problem(reply, {
          status: 400,
          code: 'bad-cursor',
          title: 'This is no page of ours',
        });
      const found = await database.asParty(viewerOf(request).scope, (tx) =>
        listIncidents(tx, { state, before, limit }),
      );
      const last = found.at(-1);
      const next =
        found.length < limit || last === undefined ? null : `${last.openedAt}.${last.id}`;
      return { items: found.map(viewOf), next };
    },
  );
}
