import type { RouteBook } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import type { ProcessState } from '@lakiri/platform/child';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';
import type { LogFolder } from './log/current-log.ts';
import type { Stamper } from './time-stamp/stamping.ts';

export type EvidenceDeps = {
  readonly database: Database;
  /** The node; its log has the same name. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly log: Log;
  readonly routes: RouteBook;
  readonly folder: LogFolder;
  readonly stamper: Stamper;
  /** Name and version of this program. */
  readonly program: string;
  /** What the supervisor last told of this node's processes. */
  readonly processes: () => readonly ProcessState[];
};
