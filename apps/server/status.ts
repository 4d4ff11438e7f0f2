import { countCases } from '@lakiri/alarms/store';
import type { Instant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import type { Database } from '@lakiri/platform/sql';
import { countLive } from '@lakiri/seals/store';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { VERSION } from './version.ts';

export type StatusDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};

/** How the node does, as far as this viewer may know. A database that is away is told by a 503 problem. */
export function statusRoute(instance: FastifyInstance, deps: StatusDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/status',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['status'],
        summary: 'The node: how old its newest signal is, what is open, how many seals it watches',
        response: {
          200: z
            .object({
              node: z.string(),
              version: z.string(),
              feedAgeMs: z.int().nullable(),
              database: z.enum(['ok', 'down']),
              openCases: z.int(),
              liveSeals: z.int(),
            })
            .meta({ id: 'Status' }),
        },
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const now = deps.now();
      return await deps.database.asParty(viewer.scope, async (tx) => {
        const { newest, live } = await countLive(tx);
        const person = viewer.person.id as string as Parameters<typeof countCases>[1]['person'];
        return {
          node: deps.origin,
          version: VERSION,
          feedAgeMs: newest === null ? null : Math.max(0, now - newest),
          database: 'ok' as const,
          openCases: (await countCases(tx, { person, now })).open,
          liveSeals: live,
        };
      });
    },
  );
}
