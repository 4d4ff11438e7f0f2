// Checkpoints are stamped by the hour and at each export. While the authority is away nothing waits for it: the next
// stamp that is had covers every entry before it.
import { keepTimeStamp, newestTimeStamp, type TimeStamp } from '@lakiri/evidence/store';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';
import { type Chosen, checkpointCovering, currentLog } from '../log/current-log.ts';
import { type Authority, askForStamp } from './authority.ts';

const EVERY_MS = HOUR_MS;
/** How soon an authority that was away is asked again. */
const RETRY_MS = MINUTE_MS;

export type Stamper = {
  /** A stamp over this checkpoint, or the newest one before it; nothing where none was ever had. */
  stampOf(checkpoint: Chosen): Promise<TimeStamp | undefined>;
  /** Stamps the newest checkpoint where the last stamp is old, or one was wanted in vain. Never throws. */
  tick(): Promise<void>;
};

export type StamperDeps = {
  readonly database: Database;
  /** The log's name. */
  readonly name: string;
  readonly authority: Authority | undefined;
  readonly now: () => Instant;
  readonly log: Log;
};

export function stamper(deps: StamperDeps): Stamper {
  const { database, name, authority, now } = deps;
  let stampedAt: Instant | undefined;
  let isWanted = false;
  const newest = (size: number) => database.asNode((tx) => newestTimeStamp(tx, name, size));
  const stamp = async (checkpoint: Chosen, by: Authority): Promise<TimeStamp | undefined> => {
    const known = await newest(checkpoint.size);
    if (known?.checkpoint === checkpoint.note) return known;
    const made = await askAndKeep(deps, by, checkpoint);
    isWanted = made === undefined;
    if (made !== undefined) stampedAt = now();
    return made ?? known;
  };
  return {
    stampOf: async (checkpoint) =>
      authority === undefined ? await newest(checkpoint.size) : await stamp(checkpoint, authority),
    tick: async () => {
      const isDue = isWanted || stampedAt === undefined || now() - stampedAt >= EVERY_MS;
      if (authority === undefined || !isDue) return;
      try {
        const checkpoint = await database.asNode(async (tx) => {
          const current = await currentLog(tx, name);
          return current && (await checkpointCovering(tx, current, 1));
        });
        if (checkpoint !== undefined && checkpoint.size > 0) await stamp(checkpoint, authority);
      } catch (error) {
        deps.log.debug({ err: error }, 'no time stamp now; it is tried again');
      }
    },
  };
}

async function askAndKeep(
  { database, name, log, now }: StamperDeps,
  authority: Authority,
  { size, note }: Chosen,
): Promise<TimeStamp | undefined> {
  const stamped = await askForStamp(authority, Buffer.from(note, 'utf8'));
  if (!('reply' in stamped)) {
    log.warn(
      { ...stamped, size },
      'the time-stamping authority gave no stamp; a later one covers it',
    );
    return undefined;
  }
  const made: TimeStamp = {
    id: newId(now()),
    log: name,
    size,
    checkpoint: note,
    reply: stamped.reply,
    stampedAt: stamped.stampedAt,
    authority: stamped.authority,
    trustedPem: authority.trustedPem ?? null,
  };
  await database.asNode((tx) => keepTimeStamp(tx, made));
  return made;
}

/** Ticks until it is stopped. */
export function keepStamping({ tick }: Stamper): () => void {
  const ticking = setInterval(() => void tick(), RETRY_MS);
  ticking.unref();
  return () => clearInterval(ticking);
}
