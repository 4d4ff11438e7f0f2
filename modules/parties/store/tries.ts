// Tries to sign in, counted in the database so that every process counts the same.
import { createHash } from 'node:crypto';
import { type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';

const WINDOW_MS = MINUTE_MS;
/** A person who mistypes; a guesser gets 7,200 a day, against 12 characters. */
const TRIES_MAX = 5;
/** A whole office behind one address signs in at eight o'clock; a guesser of many logins is slowed. */
const TRIES_MAX_OF_PEER = 60;
const KEPT_MS = 60 * MINUTE_MS;

export type Try = { readonly who: string; readonly peer: string; readonly now: Instant };

/** Counts a try before it is judged; how long to wait, in milliseconds, when there were too many. */
export async function takeTry(tx: Sql, { who, peer, now }: Try): Promise<number | undefined> {
  const { rows } = await tx.query<{ key: Buffer; since: number; tries: number }>(
    `INSERT INTO parties.sign_in_try AS t (key, since, tries)
     SELECT key, to_timestamp($2 / 1000.0), 1 FROM unnest($1::bytea[]) AS wanted (key)
     ON CONFLICT (key) DO UPDATE SET
       since = CASE WHEN t.since + $3 * interval '1 ms' <= excluded.since THEN excluded.since ELSE t.since END,
       tries = CASE WHEN t.since + $3 * interval '1 ms' <= excluded.since THEN 1 ELSE t.tries + 1 END
     RETURNING key, since, tries`,
    [[keyOf(peer, who), keyOf(peer)], now, WINDOW_MS],
  );
  const waits = rows
    .filter(({ key, tries }) => tries > (key.equals(keyOf(peer)) ? TRIES_MAX_OF_PEER : TRIES_MAX))
    .map(({ since }) => since + WINDOW_MS - now);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** A right password takes its tries back; what is long past is dropped. */
export async function giveBackTries(tx: Sql, { who, peer, now }: Try): Promise<void> {
  await tx.query('DELETE FROM parties.sign_in_try WHERE key = $1', [keyOf(peer, who)]);
  await tx.query('UPDATE parties.sign_in_try SET tries = tries - 1 WHERE key = $1 AND tries > 0', [
    keyOf(peer),
  ]);
  await tx.query('DELETE FROM parties.sign_in_try WHERE since < to_timestamp($1 / 1000.0)', [
    now - KEPT_MS,
  ]);
}

/** Hashed, because people type passwords where logins belong. */
function keyOf(peer: string, who?: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([peer, who]), 'utf8')
    .digest();
}
