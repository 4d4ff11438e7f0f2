import { createHash } from 'node:crypto';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mediaOf, PHOTO_BYTES_MAX, UPLOADS_MAX } from '../core/index.ts';
import { findPhoto, keepUpload } from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { sha256 } from './schemas.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const tags = ['response'];
/** A photograph never changes under its hash. */
const CACHE = 'private, max-age=31536000, immutable';

/** Photographs: sent first, then named by their hash in a report or a reseal. */
export function photoRoutes(instance: FastifyInstance, deps: ResponseDeps): void {
  void instance.register((scope, _options, done) => {
    for (const media of ['image/jpeg', 'image/png', 'image/webp'])
      scope.addContentTypeParser(
        media,
        { parseAs: 'buffer', bodyLimit: PHOTO_BYTES_MAX },
        (_request, body, parsed) => parsed(null, body),
      );
    uploadRoute(scope as unknown as FastifyInstance, deps);
    done();
  });
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/response/photos/:sha256',
    {
      config: { access: OFFICERS },
      schema: { tags, summary: 'A photograph by its SHA-256', params: z.object({ sha256 }) },
    },
    async (request, reply) => {
      const found = await deps.database.asParty(viewerOf(request).scope, (tx) =>
        findPhoto(tx, request.params.sha256),
      );
      if (found === undefined) {
        const missing = problemOf({ code: 'no-such-photo', sha256: request.params.sha256 });
        return problem(reply, { ...missing, status: 404 });
      }
      return reply
        .type(found.media)
        .header('cache-control', CACHE)
        .header('content-disposition', 'inline')
        .header('x-content-type-options', 'nosniff')
        .send(found.bytes);
    },
  );
}

function uploadRoute(scope: FastifyInstance, deps: ResponseDeps): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/response/photos',
    {
      bodyLimit: PHOTO_BYTES_MAX,
      config: { access: OFFICERS },
      schema: {
        tags,
        summary: 'Send a photograph (JPEG, PNG or WebP, 2 MiB at most) to be named by its hash',
        response: { 200: z.object({ sha256: z.string() }) },
      },
    },
    async (request, reply) => {
      const bytes = request.body;
      const media = Buffer.isBuffer(bytes) ? mediaOf(bytes) : undefined;
      if (!Buffer.isBuffer(bytes) || media === undefined)
        return problem(reply, problemOf({ code: 'not-a-photo' }));
      const hash = createHash('sha256').update(bytes).digest('hex');
      const viewer = viewerOf(request);
      const kept = await deps.database.asParty(viewer.scope, (tx) =>
        keepUpload(tx, {
          ...{ sha256: hash, media, bytes, by: viewer.person.id, at: deps.now() },
          max: UPLOADS_MAX,
        }),
      );
      return kept
        ? { sha256: hash }
        : problem(reply, problemOf({ code: 'too-many-uploads', max: UPLOADS_MAX }));
    },
  );
}
