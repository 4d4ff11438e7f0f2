import type { FastifyInstance } from 'fastify';
import { bundleRoutes } from './bundle-routes.ts';
import type { EvidenceDeps } from './deps.ts';
import { factRoutes } from './fact-routes.ts';

export type { EvidenceDeps } from './deps.ts';

/** The log, its facts, and what is handed to a court. */
export function evidenceRoutes(app: FastifyInstance, deps: EvidenceDeps): void {
  factRoutes(app, deps);
  bundleRoutes(app, deps);
}
