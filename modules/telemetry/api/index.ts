import { addMs, DAY_MS, type Instant, isoOf, parseInstant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CLAIM_MS_MAX, encodeTrack, NO_TIME } from '../core/index.ts';
import {
  cameLater,
  followedReadings,
  type ReadingView,
  readingsOf,
  trackColumns,
} from '../store/index.ts';
import { cursorOf, parseCursor } from './cursor.ts';
import { hourRoute, type TrucksThen } from './hour-route.ts';

export type TelemetryDeps = {
  readonly database: Database;
  readonly now: () => Instant;
  /**
   * The seals a journey's track follows, one after the other, as it was known at an instant or, undefined, as it is
   * known now; nothing when the journey is not to be seen.
   */
  fittingsOf(
    tx: Sql,
    asked: { readonly journey: string; readonly knownAt: Instant | undefined },
  ): Promise<
    readonly { readonly seal: string; readonly from: Instant; readonly until: Instant | null }[]
  >;
  /** The trucks that a transaction may see and whose seals were on them in a span. */
  readonly trucksThen: TrucksThen;
};

/** A month at one fix in 30 s is 86,400: seventeen pages, so that the first draws at once. */
const PAGE_MAX = 5_000;

const flag = z.boolean().nullable();
const bits = z.object({
  motorLocked: flag,
  ropeInserted: flag,
  ropeCut: flag,
  coverOpen: flag,
});
const point = {
  receivedAt: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  fix: z.enum(['gnss', 'cell', 'none']),
  speedKmh: z.number().nullable(),
  courseDeg: z.number().nullable(),
  batteryPct: z.number().nullable(),
  late: z.boolean().meta({ description: 'newer readings were known when it came' }),
  event: z
    .string()
    .nullable()
    .meta({ description: 'a lock event, as the common vocabulary has it' }),
};
const readingSchema = z
  .object({
    ...point,
    occurredAt: z.string(),
    recordedAt: z.string(),
    sealVersion: z.int(),
    clock: z.enum(['right', 'ahead', 'behind', 'none']),
    source: z.enum(['live', 'stored']),
    bits,
    tier: z
      .int()
      .min(0)
      .max(3)
      .meta({ description: 'how sure we are that the seal said it: T0 to T3' }),
  })
  .meta({ id: 'Reading' });
const trackPoint = z.object({ ...point, at: z.string(), flags: bits }).meta({ id: 'TrackPoint' });

const trackSchema = z.object({
  points: z.array(trackPoint),
  next: z.string().nullable(),
  later: z
    .int()
    .nullable()
    .meta({ description: 'of before knownAt, and received only after it; null without knownAt' }),
});

const instantText = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined && at >= NO_TIME && at <= CLAIM_MS_MAX) return at;
  context.addIssue('an ISO 8601 time with its zone, from 1970 on');
  return z.NEVER;
});
const paging = {
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
};
const knownAt = instantText.meta({
  description:
    'as the node knew it then: the readings that the gateway had received by this instant (receivedAt); left out: all',
});
/** A version for each seal that a journey followed, as `after` has them. */
const versions = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9}){0,31}$/)
  .transform((text) => text.split('.').map(Number));
const badCursor = { status: 400, code: 'bad-cursor', title: 'This is no page of ours' };

export function telemetryRoutes(instance: FastifyInstance, deps: TelemetryDeps): void {
  readingsRoute(instance, deps);
  trackRoute(instance, deps);
  columnsRoute(instance, deps);
  hourRoute(instance, deps);
}

function readingsRoute(instance: FastifyInstance, { database, now }: TelemetryDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/seals/:id/readings',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary:
          'What a seal said in a span of device time, newest first; one day when no span is given',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({
          ...paging,
          from: instantText.optional(),
          to: instantText.optional(),
        }),
        response: {
          200: z.object({ items: z.array(readingSchema), next: z.string().nullable() }),
        },
      },
    },
    async (request, reply) => {
      const { cursor, limit, from, to } = request.query;
      const after = parseCursor(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, badCursor);
      const until = to ?? addMs(now(), DAY_MS);
      const span = {
        sealId: request.params.id,
        from: from ?? (Math.max(NO_TIME, until - 2 * DAY_MS) as Instant),
        until,
        ...(after === undefined ? {} : { after }),
      };
      return await database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await readingsOf(tx, span, { limit, newestFirst: true });
        return { items: found.map(readingView), next: nextOf(found, limit) };
      });
    },
  );
}

function trackRoute(instance: FastifyInstance, { database, now, fittingsOf }: TelemetryDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/journeys/:id/track',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['journeys'],
        summary:
          'Where a journey was, in device time: the readings of its seal while it was fitted, and of whichever replaced it on the road',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ ...paging, knownAt: knownAt.optional() }),
        response: { 200: trackSchema },
      },
    },
    async (request, reply) => {
      const { cursor, limit, knownAt } = request.query;
      const after = parseCursor(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, badCursor);
      const journey = request.params.id;
      return await database.asParty(viewerOf(request).scope, async (tx) => {
        const spans = spansOf(await fittingsOf(tx, { journey, knownAt }), now());
        const found = await followedReadings(tx, { spans, after, knownAt }, limit);
        const right = found.filter((reading) => reading.clock === 'right');
        const later = knownAt === undefined ? null : await cameLater(tx, { spans, knownAt });
        return { points: right.map(trackView), next: nextOf(found, limit), later };
      });
    },
  );
}

function columnsRoute(
  instance: FastifyInstance,
  { database, now, fittingsOf }: TelemetryDeps,
): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/journeys/:id/track/columns',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['journeys'],
        summary: 'The whole track in one answer, a column for each channel',
        description:
          'application/octet-stream, little-endian: as the README of the telemetry module has it. `after` of one answer asks the next for what came since, whenever it happened.',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ after: versions.optional(), knownAt: knownAt.optional() }),
      },
    },
    async (request, reply) => {
      const { after = [], knownAt } = request.query;
      const journey = request.params.id;
      const columns = await database.asParty(viewerOf(request).scope, async (tx) => {
        const spans = spansOf(await fittingsOf(tx, { journey, knownAt }), now());
        const found = await trackColumns(tx, { spans, after, knownAt });
        if (knownAt === undefined) return found;
        const later = await cameLater(tx, { spans, knownAt });
        return { ...found, told: { ...found.told, later } };
      });
      const { buffer } = encodeTrack(columns);
      return reply.type('application/octet-stream').send(Buffer.from(buffer));
    },
  );
}

type Fittings = Awaited<ReturnType<TelemetryDeps['fittingsOf']>>;

/** A seal that is still on the truck may run a day ahead: its clock is judged when it speaks, not here. */
const spansOf = (fittings: Fittings, now: Instant) =>
  fittings.map(({ seal: sealId, from, until }) => ({
    sealId,
    from,
    until: until ?? addMs(now, DAY_MS),
  }));

function nextOf(found: readonly ReadingView[], limit: number): string | null {
  const last = found.at(-1);
  return found.length < limit || last === undefined ? null : cursorOf(last);
}

function pointView(reading: ReadingView) {
  const { lat, lon, fix, speedKmh, courseDeg, batteryPct, late } = reading;
  return {
    receivedAt: isoOf(reading.receivedAt),
    lat,
    lon,
    fix,
    speedKmh: rounded(speedKmh),
    courseDeg: rounded(courseDeg),
    batteryPct: rounded(batteryPct),
    late,
    event: reading.event === null ? null : (JSON.parse(reading.event) as { type: string }).type,
  };
}

function readingView(reading: ReadingView): z.infer<typeof readingSchema> {
  const { clock, source, sealVersion } = reading;
  return {
    ...pointView(reading),
    occurredAt: isoOf(reading.occurredAt),
    recordedAt: isoOf(reading.recordedAt),
    sealVersion,
    clock,
    source,
    bits: bitsView(reading),
    tier: reading.tier,
  };
}

function trackView(reading: ReadingView): z.infer<typeof trackPoint> {
  return { ...pointView(reading), at: isoOf(reading.occurredAt), flags: bitsView(reading) };
}

function bitsView({ bits: { motorLocked, ropeInserted, ropeCut, coverOpen } }: ReadingView) {
  return { motorLocked, ropeInserted, ropeCut, coverOpen };
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10) / 10;
