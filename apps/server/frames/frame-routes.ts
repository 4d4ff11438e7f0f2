import { type Id, type Instant, instant, isoOf, type Profile } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { Database, Sql } from '@lakiri/platform/sql';
import { findSeals } from '@lakiri/seals/store';
import {
  type FramePlace,
  findFrame,
  type KeptFrame,
  listRejects,
  newestFramesOf,
  type RejectPlace,
} from '@lakiri/telemetry/store';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { partSchema, partsOf } from './parts.ts';
import { type FrameRead, messageIn, readFrame } from './read-frame.ts';
import { spokenFor } from './spoken.ts';
import { ofPart, throughOf, throughSchema } from './told-through.ts';

export type FramesDeps = {
  readonly database: Database;
  /** What the seal's model means by what it sends; undefined where the dialect's own standard holds. */
  profileOf(tx: Sql, sealId: string, at: Instant): Promise<Profile | undefined>;
};

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const PAGE_MAX = 100;
const paging = {
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(25),
};
const BAD_CURSOR = { status: 400, code: 'bad-cursor', title: 'This is no page of ours' };
const NO_SUCH_SEAL = {
  status: 404,
  code: 'no-such-seal',
  title: 'No such seal',
  detail: 'It does not exist, or it is not yours to see.',
};
const NO_SUCH_FRAME = {
  status: 404,
  code: 'no-such-frame',
  title: 'No such message of this seal',
  detail: 'It does not exist, or it is not yours to see.',
};

const frameSchema = z
  .object({
    id: z.string(),
    receivedAt: z.string(),
    dialect: z.string(),
    verdict: z.string().meta({ description: 'what was made of it when it came' }),
    hex: z.string().meta({ description: 'as it came; passwords are blanked with *' }),
    blanked: z.boolean(),
  })
  .meta({ id: 'Frame' });
const rawValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fieldSchema = z
  .object({
    reading: z.int().nullable(),
    name: z.string(),
    value: rawValue,
    own: z.boolean().meta({ description: 'named as the maker names it' }),
    spans: z.array(z.tuple([z.int(), z.int()])).meta({
      description: 'half-open spans of the frame: to change a byte in them changes the value',
    }),
  })
  .meta({ id: 'FrameField' });
const frameReadSchema = frameSchema
  .extend({
    kind: z.string().nullable().meta({ description: 'null: its dialect is no longer spoken here' }),
    malformed: z.object({ code: z.string(), offset: z.int() }).nullable(),
    located: z.boolean(),
    through: throughSchema,
    fields: z.array(fieldSchema),
  })
  .meta({ id: 'FrameRead' });
const rejectSchema = z
  .object({
    id: z.string(),
    receivedAt: z.string(),
    dialect: z.string(),
    peer: z.string(),
    code: z.string(),
    offset: z.int(),
    hex: z.string(),
  })
  .meta({ id: 'Reject' });

export type FrameView = z.infer<typeof frameSchema>;
export type FrameReadView = z.infer<typeof frameReadSchema>;
export type RejectView = z.infer<typeof rejectSchema>;

/** The bytes that came: of a seal with what they say, and those that belong to nobody. */
export function frameRoutes(instance: FastifyInstance, deps: FramesDeps): void {
  listRoute(instance, deps);
  oneRoute(instance, deps);
  partsRoute(instance, deps);
  rejectsRoute(instance, deps);
}

function listRoute(instance: FastifyInstance, { database }: FramesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/seals/:id/frames',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'What a seal sent, byte for byte, newest first',
        params: z.object({ id: z.uuid() }),
        querystring: z.object(paging),
        response: { 200: z.object({ items: z.array(frameSchema), next: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query;
      const after = parseFramePlace(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, BAD_CURSOR);
      const sealId = request.params.id;
      const found = await database.asParty(viewerOf(request).scope, async (tx) =>
        (await findSeals(tx, [sealId as Id<'Seal'>])).length === 0
          ? undefined
          : await newestFramesOf(tx, { sealId, after }, limit),
      );
      if (found === undefined) return problem(reply, NO_SUCH_SEAL);
      const last = found.at(-1);
      return {
        items: found.map(frameView),
        next: found.length < limit || last === undefined ? null : frameId(last),
      };
    },
  );
}

function oneRoute(instance: FastifyInstance, { database, profileOf }: FramesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/seals/:id/frames/:frame',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'One message of a seal, with each field and the bytes that decide it',
        params: z.object({ id: z.uuid(), frame: z.string().max(100) }),
        response: { 200: frameReadSchema },
      },
    },
    async (request, reply) => {
      const place = parseFramePlace(request.params.frame);
      if (place === undefined) return problem(reply, NO_SUCH_FRAME);
      const sealId = request.params.id;
      const found = await database.asParty(viewerOf(request).scope, (tx) =>
        readKept(tx, { sealId, ...place, profileOf }),
      );
      return found ?? problem(reply, NO_SUCH_FRAME);
    },
  );
}

type Kept = FramePlace & Pick<FramesDeps, 'profileOf'> & { readonly sealId: string };

async function readKept(
  tx: Sql,
  { profileOf, ...place }: Kept,
): Promise<FrameReadView | undefined> {
  const frame = await findFrame(tx, place);
  if (frame === undefined) return undefined;
  const spoken = spokenFor(frame.dialect);
  if (spoken === undefined) return { ...frameView(frame), ...UNREAD, through: null, fields: [] };
  const { sealId, receivedAt } = place;
  const { wireId } = messageIn(frame.bytes, spoken);
  const through = await throughOf(tx, { sealId, dialect: spoken.dialect.name, wireId });
  const profile = await profileOf(tx, through?.masterId ?? sealId, receivedAt);
  const read = readFrame(frame.bytes, spoken, profile);
  const fields = through === undefined ? read.fields : ofPart(read.fields, through.part);
  return { ...frameView(frame), ...read, through: through?.view ?? null, fields: shown(fields) };
}

const UNREAD = { kind: null, malformed: null, located: false };

function shown(fields: FrameRead['fields']): FrameReadView['fields'] {
  return fields.map(({ spans, ...field }) => ({
    ...field,
    spans: spans.map(([from, to]): [number, number] => [from, to]),
  }));
}

function frameView(frame: KeptFrame): FrameView {
  const { receivedAt, dialect, verdict, bytes, sealed } = frame;
  return {
    id: frameId(frame),
    receivedAt: isoOf(receivedAt),
    dialect,
    verdict,
    hex: Buffer.from(bytes).toString('hex'),
    blanked: sealed !== null,
  };
}

function frameId({ receivedAt, batch, position }: FramePlace): string {
  return `${receivedAt}.${batch}.${position}`;
}

/** The place that a frame's id names; undefined when it is none of ours. */
function parseFramePlace(text: string | undefined): FramePlace | undefined {
  const [, ms = '', batch = '', position = ''] =
    /^(\d{1,14})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/.exec(text ?? '') ?? [];
  const receivedAt = ms === '' ? undefined : instant(Number(ms));
  return receivedAt === undefined ? undefined : { receivedAt, batch, position: Number(position) };
}

function partsRoute(instance: FastifyInstance, { database, profileOf }: FramesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/seals/:id/parts',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'Sub-locks and valves that lately spoke through a seal',
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ items: z.array(partSchema) }) },
      },
    },
    async (request) => {
      const sealId = request.params.id;
      const now = Date.now() as Instant;
      return {
        items: await database.asParty(viewerOf(request).scope, async (tx) =>
          partsOf(tx, { sealId, now, profile: await profileOf(tx, sealId, now) }),
        ),
      };
    },
  );
}

function rejectsRoute(instance: FastifyInstance, { database }: FramesDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/quarantine/rejected',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['seals'],
        summary: 'Bytes that made no sense: a sample of each connection, newest first',
        querystring: z.object(paging),
        response: { 200: z.object({ items: z.array(rejectSchema), next: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query;
      const after = parseRejectPlace(cursor);
      if (cursor !== undefined && after === undefined) return problem(reply, BAD_CURSOR);
      const found = await database.asParty(viewerOf(request).scope, (tx) =>
        listRejects(tx, after, limit),
      );
      const last = found.at(-1);
      return {
        items: found.map(({ bytes, receivedAt, ...rest }) => ({
          ...rest,
          receivedAt: isoOf(receivedAt),
          hex: Buffer.from(blanked(rest.dialect, bytes)).toString('hex'),
        })),
        next: found.length < limit || last === undefined ? null : `${last.receivedAt}.${last.id}`,
      };
    },
  );
}

const BLANK = 0x2a; // '*', as in the frames of seals

/** A device that nobody knows may tell its password too. */
function blanked(dialect: string, bytes: Uint8Array): Uint8Array {
  const secrets = spokenFor(dialect)?.dialect.decode(bytes).secrets ?? [];
  if (secrets.length === 0) return bytes;
  const copy = Uint8Array.from(bytes);
  for (const { from, to } of secrets) copy.fill(BLANK, from, to);
  return copy;
}

function parseRejectPlace(text: string | undefined): RejectPlace | undefined {
  const [, ms = '', id = ''] = /^(\d{1,14})\.(\d{1,18})$/.exec(text ?? '') ?? [];
  const receivedAt: Instant | undefined = ms === '' ? undefined : instant(Number(ms));
  return receivedAt === undefined ? undefined : { receivedAt, id };
}
