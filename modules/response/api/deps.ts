import type { Case, CaseEvents } from '@lakiri/alarms';
import type { RouteIndex } from '@lakiri/corridors';
import type { Id, Instant, Position } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';

export type ResponseDeps = {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly caseAggregate: Aggregate<Case, CaseEvents>;
  /** Where the truck of a case was last; null: nobody knows. */
  placeOf(tx: Sql, seal: Id): Promise<Position | null>;
  /** The routes of the gazette in force, by which ways are reckoned. */
  routesAt(tx: Sql, at: Instant): Promise<readonly RouteIndex[]>;
  /** Names of people by id; missing where forgotten. */
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
};
