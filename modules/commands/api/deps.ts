import type { RouteVersion } from '@lakiri/corridors';
import type { Journey } from '@lakiri/journeys';
import type { Id, Instant } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';
import type { OpenCase, OpeningHours } from '../core/index.ts';

/** What a judgement of circumstances needs of lower modules and of the one beside; apps give it. */
export type AroundDeps = {
  findSeals(
    tx: Sql,
    ids: readonly Id[],
  ): Promise<readonly { readonly seal: Seal; readonly version: number }[]>;
  findJourneys(tx: Sql, ids: readonly Id[]): Promise<readonly { readonly state: Journey }[]>;
  routeOf(tx: Sql, id: string, version: number): Promise<RouteVersion | undefined>;
  /** Open cases of severity 1 on a seal. */
  casesOf(tx: Sql, seal: Id<'Seal'>): Promise<readonly OpenCase[]>;
  readonly hours: readonly OpeningHours[];
};

export type CommandsDeps = AroundDeps & {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly sealAggregate: Aggregate<Seal, SealEvents>;
  /** Names of people by id; missing where forgotten. */
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  /** What to call journeys, by id. */
  journeysOf(
    tx: Sql,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly ref: string }>>;
  /** Seals passwords; absent where this process has no key. */
  readonly passwordKey: Uint8Array | undefined;
};
