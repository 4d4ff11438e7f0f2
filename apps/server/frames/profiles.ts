// What models mean by what they send, as their dialects read it.
import type { Id, Instant, Profile } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { modelVersionAt } from '@lakiri/seals';
import { findModelByName, findSeals } from '@lakiri/seals/store';
import { SPOKEN } from './spoken.ts';

/**
 * Where a profile makes no sense to its dialect, or to its dialect's orders where only those ask for one; undefined where it
 * does. A dialect without profiles takes none.
 */
export function profileFault(name: string, data: unknown): string | undefined {
  const dialect = SPOKEN.get(name)?.dialect;
  const read = dialect?.profileOf?.(data) ?? dialect?.orders?.profileOf?.(data);
  if (read === undefined) return '';
  return 'code' in read ? String(read['path']) : undefined;
}

/** What the seal's model meant when a frame of it was received; undefined where its dialect's standard holds. */
export async function profileOfSeal(
  tx: Sql,
  sealId: string,
  at: Instant,
): Promise<Profile | undefined> {
  const [found] = await findSeals(tx, [sealId as Id]);
  const name = found?.seal.model.model;
  const model = name === undefined ? undefined : await findModelByName(tx, name);
  if (model === undefined) return undefined;
  const { profile } = modelVersionAt(model, at);
  const read =
    profile === null
      ? undefined
      : SPOKEN.get(model.dialect)?.dialect.profileOf?.(JSON.parse(profile));
  return read === undefined || 'code' in read ? undefined : read;
}
