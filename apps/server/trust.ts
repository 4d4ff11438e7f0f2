import { type Id, type Instant, parseTier } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { findSeals, sealAggregate } from '@lakiri/seals/store';
import { newestTierOf } from '@lakiri/telemetry/store';
import type { TrustDeps } from '@lakiri/trust/api';
import { sealingKey } from '@lakiri/trust/store';

type Base = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};

/** What trust is told of seals and readings. */
export function trustDeps(base: Base, sealSecret: string | undefined): TrustDeps {
  return {
    ...base,
    sealAggregate,
    numbersOf: async (tx, ids) => {
      const found = await findSeals(tx, ids as readonly Id<'Seal'>[]);
      return new Map(found.map(({ seal }) => [seal.id as string, seal.number]));
    },
    newestTier: async (tx, seal) => {
      const tier = await newestTierOf(tx, seal);
      return tier === undefined ? undefined : parseTier(tier);
    },
    sealingKey: sealSecret === undefined ? undefined : sealingKey(sealSecret),
  };
}
