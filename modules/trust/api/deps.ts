import type { Instant, Tier } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';

/** What the modules around trust know; the server composes it. */
export type TrustDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
  readonly sealAggregate: Aggregate<Seal, SealEvents>;
  /** The numbers of these seals, as far as the transaction may see them. */
  numbersOf(tx: Sql, seals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The tier of a seal's newest reading; undefined when it has told none. */
  newestTier(tx: Sql, seal: string): Promise<Tier | undefined>;
  /** Under which symmetric keys are sealed; absent: this node can keep none. */
  readonly sealingKey: Uint8Array | undefined;
};
