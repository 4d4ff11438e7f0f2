import type { Id, Instant } from '@lakiri/kit';
import type { PresenceRefusal, Viewer } from '@lakiri/parties';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';
import type { AroundDeps } from '../store/index.ts';

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
  /**
   * Whether this is the password of who is signed in, asked for one act; `undefined` when it is. Tries are counted.
   */
  provePresence(asked: {
    readonly viewer: Viewer;
    readonly password: string;
  }): Promise<PresenceRefusal | undefined>;
  /** Seals passwords; absent where this process has no key. */
  readonly passwordKey: Uint8Array | undefined;
};
