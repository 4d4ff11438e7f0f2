import type { FastifyInstance } from 'fastify';
import { caseResponseRoutes } from './case-routes.ts';
import type { ResponseDeps } from './deps.ts';
import { photoRoutes } from './photo-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { unitRoutes } from './unit-routes.ts';

export type { ResponseDeps, TaskWords } from './deps.ts';
export type { TaskView } from './task-routes.ts';

/** Who is sent, called and told: for who oversees the node. */
export function responseRoutes(app: FastifyInstance, deps: ResponseDeps): void {
  unitRoutes(app, deps);
  caseResponseRoutes(app, deps);
  photoRoutes(app, deps);
  taskRoutes(app, deps);
}
