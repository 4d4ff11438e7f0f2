// What the server answers about the feeds of vendors. Times are ISO 8601 in UTC, `null` means unknown or none.

type FeedHealth = {
  readonly state: 'quiet' | 'live' | 'late' | 'silent';
  readonly lastAt: string | null;
  /** Nineteen of twenty reports came no later than this. */
  readonly lagP95S: number | null;
  readonly accepted: number;
  readonly refused: number;
  readonly doubled: number;
  /** 0 to 1. */
  readonly lateShare: number | null;
};
export type Feed = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'https' | 'mqtt';
  readonly party: { readonly id: string; readonly name: string | null };
  readonly makers: readonly string[];
  readonly expectedS: number;
  readonly lateAfterS: number;
  readonly broker: {
    readonly url: string;
    readonly version: string;
    readonly topic: string;
    readonly username: string | null;
    readonly signed: boolean;
  } | null;
  readonly keys: readonly {
    readonly keyId: string;
    readonly publicKey: string;
    readonly addedAt: string;
    readonly revokedAt: string | null;
  }[];
  readonly state: 'active' | 'suspended';
  readonly registeredAt: string;
  readonly health: FeedHealth;
};
export type FeedDetail = Feed & {
  readonly refusals: readonly {
    readonly at: string;
    readonly code: string;
    readonly detail: string;
    readonly peer: string;
  }[];
};
