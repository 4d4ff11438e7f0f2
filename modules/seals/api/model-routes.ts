import { canonical, isoOf, type Json, parseInstant, TIERS } from '@lakiri/kit';
import { actingAs, viewerOf } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { problem } from '@lakiri/platform/http';
import {
  MODEL_BASES,
  type Model,
  type ModelData,
  type ModelRevised,
  type ReviseRefusal,
  reviseModel,
} from '@lakiri/seals';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findModelByName, loadModels, modelAggregate } from '../store/index.ts';
import { problemOf } from './refusals.ts';
import type { SealsDeps } from './routes.ts';

export const SUPERVISORS = ['supervisor', 'admin'] as const;
/** A day: what reports less often than that guards nothing. */
const INTERVAL_S_MAX = 86_400;
/** An alarm map has some forty entries; a longer profile is a mistake. */
const PROFILE_CHARS_MAX = 20_000;
const SOURCE_CHARS_MAX = 400;

const interval = z.int().min(1).max(INTERVAL_S_MAX);
/** What a version says, as it is asked for. */
export const told = {
  reportIntervalS: interval.meta({ description: 'the longest between two reports on the move' }),
  parkedIntervalS: interval.nullable(),
  asleepIntervalS: interval.nullable(),
  drainPctPerHour: z.number().min(0).max(100),
  tierMax: z.literal(TIERS).meta({ description: 'what its type approval grants' }),
  profile: z.json().meta({ description: 'what it means by what it sends; read by its dialect' }),
  basis: z.enum(MODEL_BASES),
  source: z.string().trim().min(1).max(SOURCE_CHARS_MAX),
};

const versionSchema = z
  .object({ version: z.int(), effectiveFrom: z.string(), ...told })
  .meta({ id: 'ModelVersion' });

const modelSchema = z
  .object({
    model: z.string(),
    dialect: z.string(),
    maker: z.string(),
    versions: z
      .array(versionSchema)
      .meta({ description: 'oldest first; later ones may lie ahead' }),
  })
  .meta({ id: 'Model' });

/** The same, where what nobody knows may be left out. */
export const said = {
  ...told,
  parkedIntervalS: told.parkedIntervalS.default(null),
  asleepIntervalS: told.asleepIntervalS.default(null),
  profile: told.profile.default(null),
};

const revision = z
  .object({
    ...said,
    effectiveFrom: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'left out: as soon as every gateway can have heard of it' }),
  })
  .meta({ id: 'ModelRevision' });

function viewOf({ model, dialect, maker, versions }: Model): z.infer<typeof modelSchema> {
  return {
    model,
    dialect,
    maker,
    versions: versions.map(({ effectiveFrom, profile, ...version }) => ({
      ...version,
      effectiveFrom: isoOf(effectiveFrom),
      profile: profile === null ? null : (JSON.parse(profile) as z.infer<typeof told.profile>),
    })),
  };
}

/** What is said, with its profile as the text that is kept; undefined where that is too long. */
export function dataIn({
  profile,
  ...rest
}: z.infer<z.ZodObject<typeof said>>): ModelData | undefined {
  const text = profile === null ? null : canonical(profile as Json);
  return text !== null && text.length > PROFILE_CHARS_MAX ? undefined : { ...rest, profile: text };
}

/** Where the dialect of this model finds no sense in a profile. */
export function faultIn(
  { profile }: ModelData,
  speaks: Pick<Model, 'dialect'> | undefined,
  { profileFault }: Pick<SealsDeps, 'profileFault'>,
): string | undefined {
  if (speaks === undefined || profile === null) return undefined;
  return profileFault(speaks.dialect, JSON.parse(profile));
}

export function modelRoutes(instance: FastifyInstance, { database, ...deps }: SealsDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/models',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['seals'],
        summary: 'Models of seals, the dialect each speaks, and what it does, version by version',
        response: { 200: z.object({ items: z.array(modelSchema) }) },
      },
    },
    async (request) => {
      const models = await database.asParty(viewerOf(request).scope, loadModels);
      return { items: models.map(viewOf) };
    },
  );

  app.post(
    '/models/:model/versions',
    {
      config: { access: SUPERVISORS },
      schema: {
        tags: ['seals'],
        summary: 'Say anew what a model does, from a time on',
        headers: z.looseObject({ 'idempotency-key': z.uuid().optional() }),
        params: z.object({ model: z.string().max(40) }),
        body: revision,
        response: { 201: modelSchema },
      },
    },
    async (request, reply) => {
      const at = deps.now();
      const { effectiveFrom, ...rest } = request.body;
      const data = dataIn(rest);
      if (data === undefined) return problem(reply, TOO_LONG);
      const key = request.headers['idempotency-key'];
      const done = await execute<Model | undefined, ModelRevised, ReviseRefusal>(
        { database, origin: deps.origin },
        {
          ...actingAs(viewerOf(request)),
          occurredAt: at,
          receivedAt: at,
          ...(key === undefined ? {} : { key: { id: key, request: request.body as Json } }),
          aggregates: { model: modelAggregate },
          load: (tx) => findModelByName(tx, request.params.model),
          decide: (model) =>
            reviseModel({
              model,
              data,
              faultAt: faultIn(data, model, deps),
              effectiveFrom: effectiveFrom === undefined ? undefined : parseInstant(effectiveFrom),
              at,
            }),
          result: () => null,
        },
      );
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      const model = await database.asParty(viewerOf(request).scope, (tx) =>
        findModelByName(tx, request.params.model),
      );
      if (model === undefined) throw new Error('a model that was revised is gone');
      return reply.code(201).send(viewOf(model));
    },
  );
}

export const TOO_LONG = {
  status: 413,
  code: 'profile-too-long',
  title: 'The profile is too long',
  detail: `A profile has at most ${PROFILE_CHARS_MAX} characters.`,
};
