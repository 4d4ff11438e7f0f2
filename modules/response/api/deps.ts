import type { Case, CaseEvents } from '@lakiri/alarms';
import type { RouteIndex } from '@lakiri/corridors';
import type { Id, Instant, Position } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';

/** What a unit must know of a case to find the truck and look at it. */
export type TaskWords = {
  readonly ref: string;
  readonly plate: string | null;
  readonly trailer: string | null;
  readonly cargo: string;
  readonly routeName: string;
  readonly driver: { readonly name: string | null; readonly phone: string | null } | null;
  /** What is fitted now. */
  readonly seals: readonly { readonly number: string; readonly mechanicalSeal: string | null }[];
  /** Where the truck was last, when, and what is near; null: nobody knows. */
  readonly place: (Position & { readonly at: Instant; readonly near: string | null }) | null;
};

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
  /** Of a case's journey and seal; undefined where nobody sees them. */
  taskOf(tx: Sql, one: Pick<Case, 'journey' | 'seal'>): Promise<TaskWords | undefined>;
  /** When another seal first went on the truck of a case since it was opened; null: none did. */
  resealedAt(tx: Sql, one: Pick<Case, 'journey' | 'openedAt'>): Promise<Instant | null>;
  /** Names of people by id; missing where forgotten. */
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
};
