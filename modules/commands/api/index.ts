export type { CommandsDeps } from './deps.ts';
export { commandsRoutes } from './routes.ts';
