import type { Config } from '@lakiri/platform/config';
import { clientFault, problem } from '@lakiri/platform/http';
import type { FastifyInstance } from 'fastify';
import type { ReadinessProbe } from './readiness.ts';
import { isHereOrHas } from './this-machine.ts';

/** The metrics of all processes of this node, as Prometheus reads them. */
export type MetricsPage = { readonly contentType: string; text(): Promise<string> };

/** Is the process alive, is the node ready, and how is it doing. None of them needs the database. */
export function serveHealth(
  app: FastifyInstance,
  options: {
    readonly config: Pick<Config, 'metricsToken'>;
    readonly readiness: ReadinessProbe;
    readonly metricsPage: MetricsPage;
  },
): void {
  const { config, readiness, metricsPage } = options;
  const open = { schema: { hide: true }, config: { access: 'public' as const } };
  app.get('/healthz', open, () => ({ alive: true }));
  app.get('/readyz', open, async (_request, reply) => {
    const state = await readiness.look();
    return reply
      .code(state.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
  app.get('/metrics', open, async (request, reply) => {
    if (!isHereOrHas(request, config.metricsToken)) return problem(reply, clientFault(403));
    return reply.type(metricsPage.contentType).send(await metricsPage.text());
  });
}
