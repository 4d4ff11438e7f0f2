import type { BulletinReason } from '@lakiri/corridors';
import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { LonLat } from './gazette-queries.ts';

type Person = { readonly id: string; readonly name: string | null };
type Signed = {
  readonly text: string;
  readonly keyId: string;
  /** Hex. */
  readonly signature: string;
  /** It is this node’s signature over this text. */
  readonly holds: boolean;
  readonly by: Person;
  readonly at: string;
};

/** A diversion of a route for a time. Instants are ISO 8601 in UTC. */
export type Bulletin = {
  readonly id: string;
  readonly version: number;
  readonly state: 'drafted' | 'published' | 'ended' | 'discarded';
  readonly says: {
    readonly route: string;
    readonly reason: BulletinReason;
    readonly note: string;
    readonly closed: { readonly from: LonLat; readonly to: LonLat };
    readonly line: readonly LonLat[];
    /** To each side, metres. */
    readonly widthM: number;
    readonly stops: readonly { readonly id: string; readonly name: string }[];
    readonly extraH: number;
    readonly from: string | null;
    readonly until: string;
  };
  readonly number: number | null;
  readonly effectiveFrom: string | null;
  /** As published, or when it was ended early. */
  readonly effectiveUntil: string | null;
  readonly authors: readonly Person[];
  /** The viewer wrote it, and does not publish it. */
  readonly isMine: boolean;
  readonly changedAt: string;
  readonly published: Signed | null;
  readonly ended: (Signed & { readonly source: string }) | null;
};

export type Bulletins = {
  readonly items: readonly Bulletin[];
  /** By which signatures are checked: Ed25519, hex; null: this node signs none. */
  readonly publicKey: string | null;
  readonly daysMax: number;
  /** When the centre said this. */
  readonly now: string;
};

/** An emergency: another officer’s word is on every screen soon. */
const BULLETINS_MS = 10_000;

export const bulletinsQuery = queryOptions({
  queryKey: ['bulletins'],
  queryFn: ({ signal }) => look<Bulletins>('/bulletins', signal),
  refetchInterval: BULLETINS_MS,
});
