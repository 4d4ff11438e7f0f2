// Evidence bundles: made and recorded, asked for again, and the list of who did so.
import { EXPORTED_KINDS, listExports } from '@lakiri/evidence/store';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { handedOf } from './bundle/custody.ts';
import type { EvidenceDeps } from './deps.ts';
import { type Exports, exportsOf } from './export-act.ts';
import { problemOf } from './refusals.ts';

/** Who may hand evidence out. */
const HANDING = ['officer', 'supervisor'] as const;
const REASON_CHARS_MAX = 500;
const CASE_NO_CHARS_MAX = 80;
const PAGE_MAX = 100;

const headers = z.looseObject({ 'idempotency-key': z.uuid() });
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), { message: 'one line of text' });

const custody = z
  .object({
    at: z.string(),
    by: z.string(),
    name: z.string().nullable(),
    act: z.enum(['exported', 'file-asked-for']),
    export: z.uuid(),
    reason: z.string().nullable(),
    caseNo: z.string().nullable(),
  })
  .meta({ id: 'Custody' });

export function bundleRoutes(instance: FastifyInstance, deps: EvidenceDeps): void {
  const exports = exportsOf(deps);
  handOutRoute(instance, exports);
  fileRoute(instance, exports);
  custodyRoute(instance, deps);
}

function handOutRoute(instance: FastifyInstance, exports: Exports): void {
  instance.withTypeProvider<ZodTypeProvider>().post(
    '/evidence/bundles',
    {
      config: { access: HANDING },
      schema: {
        tags: ['evidence'],
        summary: 'Hand out the evidence about a journey, a case or a fact',
        headers,
        body: z.object({
          subject: z.object({ kind: z.enum(EXPORTED_KINDS), id: z.uuid() }),
          reason: line(REASON_CHARS_MAX),
          caseNo: line(CASE_NO_CHARS_MAX).optional(),
        }),
        response: {
          201: z
            .object({ id: z.uuid(), exportedAt: z.string(), fileName: z.string() })
            .meta({ id: 'EvidenceExport' }),
        },
      },
    },
    async (request, reply) => {
      const { subject, reason, caseNo = null } = request.body;
      const key = request.headers['idempotency-key'];
      const done = await exports.handOut({
        viewer: viewerOf(request),
        key,
        subject,
        reason,
        caseNo,
      });
      if ('refused' in done) return problem(reply, problemOf(done.refused));
      return reply.code(201).send(done);
    },
  );
}

function fileRoute(instance: FastifyInstance, exports: Exports): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/bundles/:id/file',
    {
      config: { access: HANDING },
      schema: {
        tags: ['evidence'],
        summary:
          'The file of an export (application/zip): the same bytes each time; that it was asked for is recorded',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const made = await exports.fileOf(viewerOf(request), request.params.id);
      if (made.refused !== undefined) return problem(reply, problemOf(made.refused));
      return await reply
        .type('application/zip')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${made.fileName}"`)
        .send(Buffer.from(made.zip));
    },
  );
}

function custodyRoute(instance: FastifyInstance, deps: EvidenceDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/evidence/bundles',
    {
      config: { access: HANDING },
      schema: {
        tags: ['evidence'],
        summary:
          'Who took evidence out, when and why, and who asked for the files; newest exports first',
        querystring: z.object({
          subject: z.uuid().optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
        }),
        response: { 200: z.object({ items: z.array(custody), next: z.uuid().nullable() }) },
      },
    },
    async (request) => {
      const { subject, cursor: after, limit } = request.query;
      return await deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const found = await listExports(tx, { subject, after, limit: limit + 1 });
        const page = found.slice(0, limit);
        return {
          items: (await handedOf(tx, page)).toReversed(),
          next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      });
    },
  );
}
