import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import type { Registry } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import { type Authorize, nobody } from './access.ts';
import type { App } from './app.ts';

/** What the composition gives to every module's routes. */
export type ServerContext = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Registry;
  readonly database: Database;
};

/** One module's routes, put on the server. Each route declares `config.access`. */
export type Routes = (app: App, context: ServerContext) => Promise<void> | void;

/** What runs in the server process: who may call, what can be called, what ends with it. */
export type Composition = {
  readonly authorize: Authorize;
  readonly routes: readonly Routes[];
  /** Ends live streams and background work before the sockets close. */
  close(): Promise<void>;
};

export function compose(_context: ServerContext): Composition {
  return { authorize: nobody, routes: [], close: () => Promise.resolve() };
}
