import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
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
  if (!existsSync(join(directory, PAGE))) {
    app.setNotFoundHandler(sayNotBuilt);
    return;
  }
  const files: FastifyPluginAsync = async (scope) => {
    openTo(scope, 'public');
    await scope.register(fastifyStatic, served(directory));
    scope.setNotFoundHandler((request, reply) =>
      isPage(request) ? reply.sendFile(PAGE) : problem(reply, clientFault(404)),
    );
  };
  await app.register(files);
}

/** The phone's app, a bundle of its own below `/field/`: each of its addresses is its one page. */
export async function serveField(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, PAGE))) return;
  const files: FastifyPluginAsync = async (scope) => {
    openTo(scope, 'public');
    await scope.register(fastifyStatic, { ...served(directory), index: false });
    // Without the slash it would be outside of what the app's service worker may keep.
    scope.get('/', (request, reply) =>
      request.url.startsWith(`${FIELD}/`)
        ? reply.sendFile(PAGE)
        : reply.redirect(`${FIELD}/`, MOVED_FOR_GOOD),
    );
    scope.setNotFoundHandler((request, reply) =>
      isPage(request) ? reply.sendFile(PAGE) : problem(reply, clientFault(404)),
    );
  };
  await app.register(files, { prefix: FIELD });
}

const PAGE = 'index.html';
const FIELD = '/field';
const MOVED_FOR_GOOD = 308;

function served(directory: string): FastifyStaticOptions {
  return {
    root: directory,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', HASHED.test(path) ? FOREVER : 'no-cache');
    },
  };
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
