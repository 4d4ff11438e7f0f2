import type { Dialect, Instant, Profile } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { modelVersionAt } from '@lakiri/seals';
import { findModelByName } from '@lakiri/seals/store';

/** What orders to a model depend on, by the version that holds; `undefined` where they depend on nothing. */
export async function orderProfile(
  tx: Sql,
  {
    dialect,
    model,
    at,
  }: { readonly dialect: Dialect; readonly model: string; readonly at: Instant },
): Promise<Profile | undefined> {
  const read = dialect.orders?.profileOf;
  const known = read && (await findModelByName(tx, model));
  const { profile } = (known && modelVersionAt(known, at)) ?? { profile: null };
  if (read === undefined || profile === null) return undefined;
  const said = read(JSON.parse(profile));
  // What this release cannot read allows nothing beyond the dialect's own standard.
  return 'code' in said ? undefined : said;
}
