import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { clientFault, problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { openTo } from './access.ts';

/** The builder puts a digest of the content into these names, so they never change. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.[a-z0-9]+(\.(br|gz))?$/;
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The console's files, with its first page for every address that is the console's own to route.
 * Where it is not built, the API works and `/` says what to do.
 */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    app.setNotFoundHandler(sayNotBuilt);
    return;
  }
  const files: FastifyPluginAsync = async (scope) => {
    openTo(scope, 'public');
    await scope.register(fastifyStatic, {
      root: directory,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', HASHED.test(path) ? FOREVER : 'no-cache');
      },
    });
    scope.setNotFoundHandler((request, reply) =>
      isPage(request) ? reply.sendFile('index.html') : problem(reply, clientFault(404)),
    );
  };
  await app.register(files);
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    !/^\/(api|assets)\//.test(url)
  );
}

function sayNotBuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = 'The console is not built: npm run -w @lakiri/console build.';
  return problem(reply, clientFault(404, request.url === '/' ? detail : undefined));
}
