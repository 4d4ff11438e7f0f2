// A page of another site may not act in a signed-in person's name. The cookie's SameSite=Strict says
// so to the browser; this says it to ourselves.
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses acts asked for by pages that are not ours. For the whole server, once. */
export function refuseForeignPages(
  app: FastifyInstance,
  options: { readonly publicUrl: string | undefined },
): void {
  const ours = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  app.addHook('onRequest', (request, reply, done) => {
    if (READING.has(request.method) || !isForeign(request.headers, ours)) return done();
    problem(reply, {
      status: 403,
      code: 'foreign-page',
      title: 'This was asked for by a page of another site',
      detail: 'Open Lakiri at its own address and do it there.',
    });
  });
}

/** Programs send neither header; browsers send them with everything that acts. */
function isForeign(headers: FastifyRequest['headers'], ours: string | undefined): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin, host } = headers;
  if (origin === undefined || origin === ours) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
