// What a database needs besides its schema before a node can work on it: days, and the gazette.
import type { Gazette } from '@lakiri/corridors';
import { loadGazette, readGazette } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import { CannotStart } from '@lakiri/platform/cannot-start';
import type { Log } from '@lakiri/platform/log';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { ensureDays } from '@lakiri/telemetry/store';

/** In force before any reading we could be told of. */
const GAZETTE_FROM = Date.UTC(2020, 0, 1) as Instant;

/** Idempotent: a database that has it all is left as it is. Throws CannotStart where the gazette is refused. */
export async function prepare(node: {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly origin: string;
  readonly log: Log;
  /** The shipped one, unless a test brings its own. */
  readonly gazette?: Gazette;
}): Promise<void> {
  await makeDays(node);
  await publishGazette(node);
}

type Prepare = Parameters<typeof prepare>[0];

function open(url: string, log: Log): Database {
  return openDatabase({
    url,
    poolMax: 1,
    name: 'lakiri prepare',
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
}

async function makeDays({ ownerUrl, log }: Prepare): Promise<void> {
  const database = open(ownerUrl, log);
  try {
    const unmade = await database.asNode((tx) => ensureDays(tx, Date.now() as Instant));
    if (unmade.length > 0)
      log.warn({ days: unmade }, 'readings of these days stay in the default partition');
  } finally {
    await database.end();
  }
}

/** As the application: row-level security holds for the tables' owner too, who may record no facts. */
async function publishGazette({ appUrl, origin, log, gazette }: Prepare): Promise<void> {
  const database = open(appUrl, log);
  try {
    const now = Date.now() as Instant;
    const loaded = await loadGazette(
      { database, origin },
      {
        gazette: gazette ?? readGazette(),
        effectiveFrom: GAZETTE_FROM,
        now,
        actor: 'node',
        leaveLater: true,
      },
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
