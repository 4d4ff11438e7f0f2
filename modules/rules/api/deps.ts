import type { Kind } from '@lakiri/alarms';
import type { Instant } from '@lakiri/kit';
import type { Database, Scope, Sql } from '@lakiri/platform/sql';
import type { VersionAsRead } from '../core/index.ts';
import type { BackTest, KeepMade, Progress } from '../store/index.ts';

/** Tries a draft away from the requests: one at a time on a node. */
export type BackTestRunner = {
  /**
   * Holds a place for it, before it is kept: a server that dies then leaves nothing that seems to run. False while
   * another is running.
   */
  reserve(id: string): Promise<boolean>;
  /** Gives the place back. */
  giveUp(id: string): void;
  /** Begins what has its place. */
  start(test: BackTest, scope: Scope): void;
  /** Whether it was running here. */
  cancel(id: string): boolean;
  /** Of the one that is running here. */
  progressOf(id: string): Progress | undefined;
};

export type RulesDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  readonly keepMade: KeepMade;
  /** Every version of these kinds as the rulebooks have them, by number. */
  versionsOf(tx: Sql, kinds: readonly Kind[]): Promise<ReadonlyMap<Kind, readonly VersionAsRead[]>>;
  alarmsByRule(
    tx: Sql,
    span: { readonly from: Instant; readonly until: Instant },
  ): Promise<ReadonlyMap<string, number>>;
  /** Names of people by id; missing where forgotten. */
  peopleOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Hours that operators were on shift within a span. */
  hoursOnShift(tx: Sql, span: { readonly from: Instant; readonly until: Instant }): Promise<number>;
  readonly runner: BackTestRunner;
};
