export { type Around, aroundOf } from './around.ts';
export type { AroundDeps, CommandsDeps } from './deps.ts';
export { commandsRoutes } from './routes.ts';
