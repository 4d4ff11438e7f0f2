// Bulletins as the intake judges by them: looked for every few seconds, and read again only when one was published or ended.
import { BULLETIN_NOTICE_MS, type Diversions, diversionsOf } from '@lakiri/corridors';
import { diversionsStamp, loadDiversions } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import type { Database, Sql } from '@lakiri/platform/sql';

/** Nothing is judged by bulletins looked for longer ago: half of the notice, so that clocks may differ by the rest. */
const AGE_MS_MAX = BULLETIN_NOTICE_MS / 2;
/** More often than that, so that who judges seldom waits for it. */
export const BULLETINS_EVERY_MS = 2_000;

export type Bulletins = {
  current(): Diversions;
  /** Looks whether any has changed. Throws when the database cannot say. */
  read(): Promise<void>;
  /** The same where the last look is too old to judge by. */
  freshen(): Promise<void>;
};

type Read = { readonly stamp: string; readonly at: Instant; readonly diversions: Diversions };

/** Reads the bulletins that stand. Throws when the database cannot give them. */
export async function openBulletins(database: Database, now: () => Instant): Promise<Bulletins> {
  let known = await readNew(database, now());
  const read = async (): Promise<void> => {
    const at = now();
    const stamp = await database.asNode(diversionsStamp);
    // Two looks at once: the one that began last knows most.
    if (at < known.at) return;
    if (stamp === known.stamp) known = { ...known, at };
    else {
      const fresh = await readNew(database, at);
      if (fresh.at >= known.at) known = fresh;
    }
  };
  return {
    current: () => known.diversions,
    read,
    freshen: async () => {
      if (now() - known.at > AGE_MS_MAX) await read();
    },
  };
}

/** Stamp and bulletins of one snapshot. */
function readNew(database: Database, at: Instant): Promise<Read> {
  return database.asNode(async (tx: Sql) => {
    const stamp = await diversionsStamp(tx);
    return { stamp, at, diversions: diversionsOf(await loadDiversions(tx)) };
  }, 'repeatable read');
}
