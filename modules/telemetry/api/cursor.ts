import { type Instant, instant } from '@lakiri/kit';
import { CLAIM_MS_MAX } from '../core/index.ts';

export type Place = { readonly occurredAt: Instant; readonly digest: string };

/** Where a page ended: the key of its last reading. */
export function cursorOf({ occurredAt, digest }: Place): string {
  return `${occurredAt}.${digest}`;
}

/** The place a cursor names; undefined when it is none of ours. */
export function parseCursor(text: string | undefined): Place | undefined {
  const [, ms = '', digest = ''] = /^(\d{1,15})\.([0-9a-f]{32})$/.exec(text ?? '') ?? [];
  const occurredAt = ms === '' ? undefined : instant(Number(ms));
  if (occurredAt === undefined || occurredAt > CLAIM_MS_MAX) return undefined;
  return { occurredAt, digest };
}
