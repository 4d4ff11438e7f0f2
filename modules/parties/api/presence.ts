// Whether the person of a session is there now: asked again before an act that nobody may do by a screen left open or a
// cookie taken. What it finds holds for the one act that it was asked for; nothing remembers it.
import type { Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import type { PresenceRefusal, Viewer } from '../core/index.ts';
import type { PasswordKeeper } from '../store/password.ts';
import { findLogin, findOwnLogin } from '../store/queries.ts';
import { giveBackTries, takeTry } from '../store/tries.ts';

export type PresenceDeps = {
  readonly database: Database;
  readonly passwords: PasswordKeeper;
  readonly now: () => Instant;
};

const BUSY_RETRY_S = 5;

/**
 * Whether this is the password of who is signed in; `undefined` when it is. Tries are counted by person, wherever they come
 * from: five wrong ones a minute.
 */
export async function provePresence(
  { database, passwords, now }: PresenceDeps,
  { viewer, password }: { readonly viewer: Viewer; readonly password: string },
): Promise<PresenceRefusal | undefined> {
  const { person, scope } = viewer;
  // Not a login and no address: apart from the tries to sign in.
  const attempt = { who: ' presence', peer: ` ${person.id}`, now: now() };
  const waitMs = await database.asNode((tx) => takeTry(tx, attempt));
  if (waitMs !== undefined)
    return { code: 'too-many-tries', retryAfterS: Math.ceil(waitMs / 1_000) };
  const login = await database.asParty(scope, (tx) => findOwnLogin(tx, person.id));
  const found = login && (await database.asNode((tx) => findLogin(tx, login)));
  const verdict = await passwords.verify(password, found?.password);
  if (verdict === 'busy') return { code: 'busy', retryAfterS: BUSY_RETRY_S };
  if (verdict === 'wrong' || found?.person !== person.id) return { code: 'presence-refused' };
  await database.asNode((tx) => giveBackTries(tx, attempt));
  return undefined;
}
