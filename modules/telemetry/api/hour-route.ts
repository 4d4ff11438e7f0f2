import { addMs, HOUR_MS, type Instant, parseInstant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CLAIM_MS_MAX, encodeHour, HOUR_TRUCKS_MAX, NO_TIME } from '../core/index.ts';
import { hourColumns, type TruckThen } from '../store/index.ts';

export type TrucksThen = (
  tx: Sql,
  asked: { readonly from: Instant; readonly until: Instant; readonly max: number },
) => Promise<readonly TruckThen[]>;

const from = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== undefined && at >= NO_TIME && at <= CLAIM_MS_MAX - HOUR_MS) return at;
    context.addIssue('an ISO 8601 time with its zone, from 1970 on');
    return z.NEVER;
  });

type Deps = {
  readonly database: {
    asParty<Value>(
      scope: ReturnType<typeof viewerOf>['scope'],
      work: (tx: Sql) => Promise<Value>,
    ): Promise<Value>;
  };
  readonly trucksThen: TrucksThen;
};

/** An hour of all trucks that the asker may see. */
export function hourRoute(instance: FastifyInstance, { database, trucksThen }: Deps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/replay/hour/columns',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['journeys'],
        summary: 'Where every truck on a journey was during an hour, in one answer',
        description:
          'application/octet-stream, little-endian: as the README of the telemetry module has it. Only trucks that you may see; more fixes than one answer holds are thinned, and the answer says so.',
        querystring: z.object({ from }),
      },
    },
    async (request, reply) => {
      const { from } = request.query;
      const until = addMs(from, HOUR_MS);
      const columns = await database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await trucksThen(tx, { from, until, max: HOUR_TRUCKS_MAX + 1 });
        const trucks = found.slice(0, HOUR_TRUCKS_MAX);
        return hourColumns(tx, { from, trucks, isCut: found.length > trucks.length });
      });
      const { buffer } = encodeHour(columns);
      return reply.type('application/octet-stream').send(Buffer.from(buffer));
    },
  );
}
