import { viewerOf } from '@lakiri/parties';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { besideRules } from '../store/index.ts';
import type { AlarmsDeps } from './deps.ts';

/** Who is in charge of customs where, as it holds now: by these names cases say in whose territory they are. */
export function territoriesRoute(
  instance: FastifyInstance,
  { database, now }: Pick<AlarmsDeps, 'database' | 'now'>,
): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/territories',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['cases'],
        summary: 'The administrations in charge, by country',
        response: {
          200: z.object({ items: z.array(z.object({ country: z.string(), name: z.string() })) }),
        },
      },
    },
    async (request) => {
      const { administrations } = await database.asParty(viewerOf(request).scope, besideRules);
      const at = now();
      const holds = administrations.filter(
        ({ effectiveFrom, until }) => effectiveFrom <= at && (until === null || at < until),
      );
      return { items: holds.map(({ country, name }) => ({ country, name })) };
    },
  );
}
