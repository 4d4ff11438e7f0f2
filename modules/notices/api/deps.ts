import type { Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';

export type NoticesDeps = {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  /** Seals addresses and keys; absent where this process has none. */
  readonly key: Uint8Array | undefined;
  /** The public key by which browsers know this node (RFC 8292), base64url; absent with `key`. */
  readonly pushKey: string | undefined;
};
