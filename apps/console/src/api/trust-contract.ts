// What the server answers about how far a seal's word is taken. Times are ISO 8601 in UTC, `null` means none.
import type { Why } from './contract.ts';

type DoubtState = 'none' | 'gnss-degraded' | 'suspect-jam' | 'suspect-spoof' | 'identity-doubted';
type DoubtOf = {
  readonly state: DoubtState;
  readonly since: string | null;
  readonly why: readonly Why[];
  /** By which connections it spoke. */
  readonly peers: readonly {
    readonly peer: string;
    readonly process: string;
    readonly at: string;
  }[];
};
export type SealTrust = {
  /** T0 to T3, of its newest reading. */
  readonly tier: number;
  readonly tierWhy: readonly Why[];
  readonly doubt: DoubtOf | null;
  readonly keys: readonly {
    readonly keyId: string;
    readonly kind: 'mac' | 'signature';
    readonly validFrom: string;
    readonly validUntil: string | null;
    readonly revokedAt: string | null;
  }[];
};
export type Doubt = DoubtOf & {
  readonly seal: { readonly id: string; readonly number: string | null };
};
