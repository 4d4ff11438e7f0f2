import { type Id, type Instant, instant, isoOf, parseInstant, type Tier } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DOUBT_STATES, type Suspicion } from '../core/index.ts';
import {
  type DoubtPlace,
  keysOf,
  listDoubts,
  loadSuspicions,
  type PeerSeen,
  peersOf,
} from '../store/index.ts';
import { addKey, endKey, lift } from './acts.ts';
import { cellRoutes } from './cells.ts';
import type { TrustDeps } from './deps.ts';
import { problemOf } from './refusals.ts';

export type { TrustDeps } from './deps.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const KEEPERS = ['supervisor', 'admin'] as const;
const PAGE_MAX = 200;
const KEY_HEX_CHARS_MAX = 130; // an uncompressed point of P-256 is 65 bytes
const REASON_BODY_CHARS_MAX = 10_000; // longer than any reason that is taken, so that the refusal can say so
const uuid = z.uuid();
const sealParams = z.object({ id: uuid });
const idempotency = z.looseObject({ 'idempotency-key': uuid.optional() });

const why = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const peer = z.object({ peer: z.string(), process: z.string(), at: z.string() });
const doubt = {
  state: z.enum(DOUBT_STATES),
  since: z.string().nullable(),
  why: z.array(why),
  peers: z.array(peer).meta({ description: 'by which connections it spoke; for officers only' }),
};
const sealKey = z.object({
  keyId: z.string(),
  kind: z.enum(['mac', 'signature']),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
const trustView = z
  .object({
    tier: z.int().min(0).max(3).meta({ description: 'of its newest reading' }),
    tierWhy: z.array(why),
    doubt: z.object(doubt).nullable(),
    keys: z.array(sealKey),
  })
  .meta({ id: 'SealTrust' });
const doubtView = z
  .object({ seal: z.object({ id: uuid, number: z.string().nullable() }), ...doubt })
  .meta({ id: 'Doubt' });
export type SealTrustView = z.infer<typeof trustView>;
export type DoubtView = z.infer<typeof doubtView>;

export function trustRoutes(instance: FastifyInstance, deps: TrustDeps): void {
  sealRoute(instance, deps);
  listRoute(instance, deps);
  liftRoute(instance, deps);
  keyRoutes(instance, deps);
  cellRoutes(instance, deps);
}

const NO_SUCH_SEAL = { code: 'no-such-seal' } as const;

function sealRoute(instance: FastifyInstance, deps: TrustDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/trust/seals/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['trust'],
        summary: 'How far a seal’s word is taken, and why',
        params: sealParams,
        response: { 200: trustView },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const view = await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        if (!(await deps.numbersOf(tx, [id])).has(id)) return undefined;
        const tier = (await deps.newestTier(tx, id)) ?? 0;
        const suspicion = (await loadSuspicions(tx, [id])).get(id);
        const peers = (await peersOf(tx, [id])).get(id) ?? [];
        const keys = await keysOf(tx, id);
        const isDoubted = suspicion !== undefined && suspicion.state !== 'none';
        return {
          tier,
          tierWhy: [tierWhy(tier)],
          doubt: isDoubted ? doubtOf(suspicion, peers) : null,
          keys: keys.map(({ keyId, kind, ...key }) => ({
            keyId,
            kind,
            validFrom: isoOf(key.validFrom),
            validUntil: textOf(key.validUntil),
            revokedAt: textOf(key.revokedAt),
          })),
        };
      });
      return view ?? problem(reply, problemOf(NO_SUCH_SEAL));
    },
  );
}

const TIER_WHY: Readonly<Record<Tier, string>> = {
  0: 'names-itself-only',
  1: 'vendor-signed',
  2: 'seal-key',
  3: 'secure-element',
};

const tierWhy = (tier: Tier) => ({ code: TIER_WHY[tier], params: {} });
const textOf = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

function doubtOf(suspicion: Suspicion, peers: readonly PeerSeen[]) {
  return {
    state: suspicion.state,
    since: textOf(suspicion.since),
    why: suspicion.why.map(({ code, params }) => ({ code, params })),
    peers: peers.map((one) => ({ ...one, at: isoOf(one.at) })),
  };
}

function listRoute(instance: FastifyInstance, deps: TrustDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/trust/doubts',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['trust'],
        summary:
          'Seals under doubt, newest first; of identity-doubted ones the streams are set apart',
        querystring: z.object({
          state: z.enum(DOUBT_STATES).optional(),
          cursor: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
        }),
        response: { 200: z.object({ items: z.array(doubtView), next: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { state, cursor, limit } = request.query;
      const after = parsePlace(cursor);
      if (cursor !== undefined && after === undefined)
        return problem(reply, {
          status: 400,
          code: 'bad-cursor',
          title: 'This is no page of ours',
        });
      return await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await listDoubts(tx, { state, after, limit });
        const ids = found.map(({ seal }) => seal);
        const numbers = await deps.numbersOf(tx, ids);
        const peers = await peersOf(tx, ids);
        const last = found.at(-1);
        return {
          items: found.map(({ seal, suspicion }) => ({
            seal: { id: seal, number: numbers.get(seal) ?? null },
            ...doubtOf(suspicion, peers.get(seal) ?? []),
          })),
          next:
            found.length < limit || last === undefined
              ? null
              : `${last.suspicion.since}.${last.seal}`,
        };
      });
    },
  );
}

/** The place a cursor names; undefined when it is none of ours. */
function parsePlace(text: string | undefined): DoubtPlace | undefined {
  const [, ms = '', seal = ''] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  const since = ms === '' ? undefined : instant(Number(ms));
  return since === undefined ? undefined : { since, seal };
}

function liftRoute(instance: FastifyInstance, deps: TrustDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/trust/doubts/:id/lift',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['trust'],
        summary: 'Take a seal’s word again, after a person has looked at it',
        params: sealParams,
        headers: idempotency,
        body: z.object({ reason: z.string().max(REASON_BODY_CHARS_MAX) }),
        response: { 200: z.object({ seal: uuid }) },
      },
    },
    async (request, reply) => {
      const seal = request.params.id as Id<'Seal'>;
      const key = request.headers['idempotency-key'];
      const { reason } = request.body;
      const done = await lift(deps, { viewer: viewerOf(request), key, seal, reason });
      return done.accepted ? { seal } : problem(reply, problemOf(done.refusal));
    },
  );
}

const instantText = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue('an ISO 8601 time with its zone');
  return z.NEVER;
});

function keyRoutes(instance: FastifyInstance, deps: TrustDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/trust/seals/:id/keys',
    {
      config: { access: KEEPERS },
      schema: {
        tags: ['trust'],
        summary: 'Register a key of a seal; a shared secret is sealed and never shown again',
        params: sealParams,
        headers: idempotency,
        body: z
          .object({
            keyId: z.string().trim().min(1).max(64),
            kind: z.enum(['mac', 'signature']),
            keyHex: z
              .string()
              .max(KEY_HEX_CHARS_MAX)
              .regex(/^([0-9a-f]{2})*$/i),
            validFrom: instantText.optional(),
            validUntil: instantText.nullable().default(null),
          })
          .meta({ id: 'SealKeyRegistration' }),
        response: { 201: z.object({ keyId: z.string() }) },
      },
    },
    async (request, reply) => {
      const { keyHex, validFrom = deps.now(), ...body } = request.body;
      const done = await addKey(deps, {
        ...body,
        validFrom,
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        seal: request.params.id as Id<'Seal'>,
        material: Buffer.from(keyHex, 'hex'),
      });
      if (!done.accepted) return problem(reply, problemOf(done.refusal));
      return reply.code(201).send({ keyId: body.keyId });
    },
  );
  app.post(
    '/trust/seals/:id/keys/:keyId/revoke',
    {
      config: { access: KEEPERS },
      schema: {
        tags: ['trust'],
        summary: 'Revoke a key: from now on it proves nothing more',
        params: sealParams.extend({ keyId: z.string().min(1).max(64) }),
        headers: idempotency,
        response: { 200: z.object({ keyId: z.string() }) },
      },
    },
    async (request, reply) => {
      const { id, keyId } = request.params;
      const done = await endKey(deps, {
        viewer: viewerOf(request),
        key: request.headers['idempotency-key'],
        seal: id as Id<'Seal'>,
        keyId,
      });
      return done.accepted ? { keyId } : problem(reply, problemOf(done.refusal));
    },
  );
}
