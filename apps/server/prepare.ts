// What a database needs besides its schema before a node can work on it: days, and the gazette.
import { loadGazette, readGazette } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import { CannotStart } from '@lakiri/platform/cannot-start';
import type { Log } from '@lakiri/platform/log';
import { openDatabase } from '@lakiri/platform/sql';
import { ensureDays } from '@lakiri/telemetry/store';

/** In force before any reading we could be told of. */
const GAZETTE_FROM = Date.UTC(2020, 0, 1) as Instant;

/** Idempotent: a database that has it all is left as it is. Throws CannotStart where the gazette is refused. */
export async function prepare(node: {
  readonly ownerUrl: string;
  readonly origin: string;
  readonly log: Log;
}): Promise<void> {
  const { ownerUrl, origin, log } = node;
  const database = openDatabase({
    url: ownerUrl,
    poolMax: 1,
    name: 'lakiri prepare',
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
  try {
    const now = Date.now() as Instant;
    const unmade = await database.asNode((tx) => ensureDays(tx, now));
    if (unmade.length > 0)
      log.warn({ days: unmade }, 'readings of these days stay in the default partition');
    const loaded = await loadGazette(
      { database, origin },
      { gazette: readGazette(), effectiveFrom: GAZETTE_FROM, now, actor: 'node' },
    );
    if (!loaded.accepted)
      throw new CannotStart(
        'gazette-refused',
        `the shipped gazette was refused: ${loaded.refusal.code} at ${loaded.refusal.id}.`,
      );
    log.info({ places: loaded.places, routes: loaded.routes }, 'gazette published');
  } finally {
    await database.end();
  }
}
