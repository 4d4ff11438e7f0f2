import type { Instant, Json } from '@lakiri/kit';
import type { Act } from '@lakiri/platform/execute';
import type { Database, Scope } from '@lakiri/platform/sql';

export type Node = { readonly database: Database; readonly origin: string };

/** Who acts, when, and the key under which a repeat of the same is answered alike. */
export type Acting = {
  readonly scope: Scope;
  readonly actor: string;
  readonly authority: string | null;
  readonly now: Instant;
  readonly key?: string | undefined;
};

type Envelope = Pick<
  Act<never, never, never>,
  'scope' | 'actor' | 'authority' | 'occurredAt' | 'receivedAt' | 'key'
>;

/** What every act says of who acts; the key only where the client gave one. */
export function envelope({ scope, actor, authority, now, key }: Acting, request: Json): Envelope {
  const base = { scope, actor, authority, occurredAt: now, receivedAt: now };
  return key === undefined ? base : { ...base, key: { id: key, request } };
}
