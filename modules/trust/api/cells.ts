import { isoOf, type Json } from '@lakiri/kit';
import { actingAs, viewerOf } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CellEvents, type CellRefusal, type CellVersion, placeCells } from '../core/index.ts';
import { cellAggregate, findCells, listCells } from '../store/index.ts';
import type { TrustDeps } from './deps.ts';
import { problemOf } from './refusals.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
const PAGE_MAX = 500;
/** So many facts of one request; the cells of a country come in several. */
const CELLS_AT_ONCE_MAX = 200;

const cell = {
  cell: z.string().max(40).meta({ description: 'mcc-mnc-area-cell, decimal' }),
  lat: z.number(),
  lon: z.number(),
  radiusM: z.number().meta({ description: 'how far it is heard, metres' }),
};
const cellView = z
  .object({ ...cell, source: z.string(), version: z.int(), effectiveFrom: z.string() })
  .meta({ id: 'CellPlace' });

/** Where the cells of networks are: by them a place by satellites is checked (R3). */
export function cellRoutes(instance: FastifyInstance, deps: TrustDeps): void {
  listRoute(instance, deps);
  placeRoute(instance, deps);
}

function listRoute(instance: FastifyInstance, deps: TrustDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/trust/cells',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['trust'],
        summary: 'Cells of mobile networks that are known, and where',
        querystring: z.object({
          cursor: z.string().max(40).default(''),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
        }),
        response: { 200: z.object({ items: z.array(cellView), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { cursor: after, limit } = request.query;
      const { scope } = viewerOf(request);
      const found = await deps.database.asParty(scope, (tx) => listCells(tx, { after, limit }));
      const next = found.length < limit ? null : (found.at(-1)?.cell ?? null);
      return { items: found.map(viewOf), next };
    },
  );
}

function placeRoute(instance: FastifyInstance, deps: TrustDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/trust/cells',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['trust'],
        summary: 'Say where cells of mobile networks are, all or none',
        headers: z.looseObject({ 'idempotency-key': z.uuid().optional() }),
        body: z
          .object({
            source: z.string().trim().meta({ description: 'who says so' }),
            cells: z.array(z.object(cell)).min(1).max(CELLS_AT_ONCE_MAX),
          })
          .meta({ id: 'CellPlaces' }),
        response: { 200: z.object({ placed: z.int() }) },
      },
    },
    async (request, reply) => {
      const now = deps.now();
      const key = request.headers['idempotency-key'];
      const { source } = request.body;
      const cells = request.body.cells.map((one) => ({ ...one, source }));
      const names = cells.map((one) => one.cell);
      const done = await execute<Awaited<ReturnType<typeof findCells>>, CellEvents, CellRefusal>(
        deps,
        {
          ...actingAs(viewerOf(request)),
          ...{ occurredAt: now, receivedAt: now, aggregates: { cell: cellAggregate } },
          ...(key === undefined ? {} : { key: { id: key, request: request.body as Json } }),
          load: (tx) => findCells(tx, names),
          decide: (loaded) => placeCells({ ...loaded, cells, now, newId: () => newId(now) }),
          result: (events) => ({ placed: events.length }),
        },
      );
      return done.accepted
        ? (done.result as { placed: number })
        : problem(reply, problemOf(done.refusal));
    },
  );
}

const viewOf = ({ effectiveFrom, ...one }: CellVersion): z.infer<typeof cellView> => ({
  ...one,
  effectiveFrom: isoOf(effectiveFrom),
});
