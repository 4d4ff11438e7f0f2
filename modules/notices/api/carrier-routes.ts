import { isoOf, type Json } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { newId } from '@lakiri/platform/facts';
import { problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CARRIER_KINDS,
  type CarrierId,
  type CarrierKind,
  type CarrierSet,
  isMailbox,
  isWebAddress,
  SMS_FORMS,
  SMS_METHODS,
  setCarrier,
  templateFault,
  URL_CHARS_MAX,
} from '../core/index.ts';
import {
  type CarrierSecret,
  carrierAggregate,
  listCarriers,
  openCarrier,
  seal,
  sealedSha256,
} from '../store/index.ts';
import { act, keyed } from './act.ts';
import type { NoticesDeps } from './deps.ts';
import { type NoticeRefusal, problemOf } from './refusals.ts';

const KEEPERS = ['admin'] as const;
const HEADERS_MAX = 10;
const BODY_CHARS_MAX = 4_000;

const smtp = z
  .object({
    kind: z.literal('email'),
    host: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/),
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'plain']),
    user: z.string().min(1).max(200).nullable().default(null),
    password: z.string().min(1).max(500).nullable().default(null),
    from: z.string().max(254),
  })
  .meta({ id: 'SmtpRelay' });
const sms = z
  .object({
    kind: z.literal('sms'),
    method: z.enum(SMS_METHODS),
    url: z.string().max(URL_CHARS_MAX),
    headers: z
      .array(
        z.object({
          name: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,60}$/),
          value: z.string().regex(/^[\x20-\x7e]{0,2000}$/),
        }),
      )
      .max(HEADERS_MAX)
      .default([]),
    form: z.enum(SMS_FORMS),
    body: z.string().max(BODY_CHARS_MAX).default(''),
  })
  .meta({
    id: 'SmsGateway',
    description: 'A request with holes {{to}}, {{text}} and {{id}}; a 2xx means taken',
  });
const given = z.discriminatedUnion('kind', [smtp, sms]);
const view = z
  .object({ kind: z.enum(CARRIER_KINDS), leadsTo: z.string(), setAt: z.string() })
  .meta({ id: 'NoticeCarrier' });

function faultOf(carrier: z.infer<typeof given>): NoticeRefusal | undefined {
  if (carrier.kind === 'email')
    return isMailbox(carrier.from) ? undefined : { code: 'bad-target', field: 'from' };
  const fault = templateFault(carrier);
  if (fault !== undefined) return { code: 'bad-template', fault };
  const sample = carrier.url.replace(/\{\{(to|text|id)\}\}/g, 'x');
  return isWebAddress(sample) ? undefined : { code: 'bad-target', field: 'url' };
}

/** Host and port of a carrier: which it is, and nothing that opens it. */
function leadsTo(carrier: CarrierSecret): string {
  if (carrier.kind === 'email') return `${carrier.host}:${carrier.port}`;
  return /^https?:\/\/([^/?#]+)/.exec(carrier.url)?.[1] ?? '';
}

export function carrierRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/notices/carriers',
    {
      config: { access: KEEPERS },
      schema: {
        tags: ['notices'],
        summary: 'What carries letters and short messages for the node, without its secrets',
        response: { 200: z.object({ items: z.array(view) }) },
      },
    },
    async (request) => ({
      items: await deps.database.asParty(viewerOf(request).scope, (tx) => views(tx, deps)),
    }),
  );
  app.put(
    '/notices/carriers',
    {
      config: { access: KEEPERS },
      schema: {
        tags: ['notices'],
        summary: 'Set the mail relay or the SMS gateway of the node, in place of the one before',
        headers: keyed,
        body: given,
        response: { 200: view },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { key, now, database } = deps;
      if (key === undefined) return problem(reply, problemOf({ code: 'cannot-seal' }));
      const fault = faultOf(request.body);
      if (fault !== undefined) return problem(reply, problemOf(fault));
      const { kind } = request.body;
      const known = await database.asParty(viewer.scope, (tx) => idOf(tx, kind));
      const id = known ?? newId<'NoticeCarrier'>(now());
      const sealed = seal(request.body, id, key);
      const done = await act<undefined, CarrierSet>(deps, {
        ...{ viewer, id },
        key: request.headers['idempotency-key'],
        request: request.body as Json,
        aggregates: { 'notice-carrier': carrierAggregate(sealed) },
        load: async () => undefined,
        decide: () => setCarrier({ id, kind, sealedSha256: sealedSha256(sealed), setAt: now() }),
      });
      if ('refused' in done) return problem(reply, done.refused);
      const all = await database.asParty(viewer.scope, (tx) => views(tx, deps));
      const set = all.find((one) => one.kind === kind);
      if (set === undefined) throw new Error('a carrier that was set is not there');
      return reply.send(set);
    },
  );
}

async function idOf(tx: Sql, kind: CarrierKind): Promise<CarrierId | undefined> {
  return (await listCarriers(tx)).find(({ carrier }) => carrier.kind === kind)?.carrier.id;
}

async function views(tx: Sql, { key }: NoticesDeps): Promise<z.infer<typeof view>[]> {
  return (await listCarriers(tx)).map(({ carrier, sealed }) => ({
    kind: carrier.kind,
    leadsTo: key === undefined ? '' : leadsTo(openCarrier(sealed, carrier.id, key)),
    setAt: isoOf(carrier.setAt),
  }));
}
