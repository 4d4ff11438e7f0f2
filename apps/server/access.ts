import { clientFault, problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

/** Who may call a route: anybody, anybody signed in, or people with one of these roles. */
export type Access = 'public' | 'signed-in' | readonly string[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** Whether the caller is who a route asks for. Never asked for `public` routes. */
export type Authorize = (
  request: FastifyRequest,
  access: Exclude<Access, 'public'>,
) => Promise<'allowed' | 'not-signed-in' | 'forbidden'>;

/**
 * Every route declares `config.access`; one that does not stops the start, so that none is open or
 * closed by oversight. The declared access is checked before the body is read.
 */
export function requireAccess(app: FastifyInstance, authorize: Authorize): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  // Looked at when all plugins have had their say: `openTo` sets it in a hook of its own.
  app.addHook('onReady', (done) => {
    const mute = routes.filter((route) => route.config?.access === undefined);
    done(
      mute.length === 0
        ? undefined
        : new Error(
            `routes must declare config.access: ${mute.map(({ method, url }) => `${String(method)} ${url}`).join(', ')}`,
          ),
    );
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === 'public') return;
    if (access === undefined) return problem(reply, clientFault(403));
    const verdict = await authorize(request, access);
    if (verdict === 'allowed') return;
    return problem(reply, clientFault(verdict === 'forbidden' ? 403 : 401));
  });
}

/** Gives the routes of plugins that are not ours their access. */
export function openTo(scope: FastifyInstance, access: Access): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access };
  });
}
