// The feeds of a gateway: the door of signed batches, and the brokers it listens to. Nothing is open while no feed
// is registered, unless a port is set.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Feed } from '@lakiri/feeds';
import { holdListener, releaseListener } from '@lakiri/feeds/store';
import { SECOND_MS } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import type { Registry } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import type { Surroundings } from '../connection.ts';
import { readTls, type TlsFiles } from '../tls-files.ts';
import { type Listening, listenToBroker } from './broker.ts';
import { openDoor } from './door.ts';
import { type HttpsDoor, openHttps, TLS_SETTINGS } from './https.ts';

/** The port where no setting names one and a feed over HTTPS is registered. */
const PORT_STANDARD = 7011;
/** Feeds are looked at this often; a broker's lease lasts five looks, so that one slow look loses nothing. */
const LOOK_EVERY_MS = 2_000;
const LEASE_MS = 10 * SECOND_MS;

export type FeedsOptions = {
  readonly database: Database;
  readonly around: Surroundings;
  readonly registry: Registry;
  readonly log: Log;
  readonly host: string;
  /** 0: any; undefined: the standard one, once a feed needs it. */
  readonly port: number | undefined;
  /** Where the passwords of brokers are: a file for each feed, called as the feed is. */
  readonly secrets: string | undefined;
  /** With which the door speaks TLS alone; absent: plain HTTP, for a proxy in front. */
  readonly tls?: TlsFiles | undefined;
  /** How long a vendor waits for its answer; absent: as long as is usual. */
  readonly answerMsMax?: number;
  /** Who holds a lease: the process. */
  readonly holder: string;
};

export type Feeds = {
  /** The bound port of the door; undefined while it is shut. */
  readonly port: () => number | undefined;
  /** Takes no more; what is in hand can still be answered. */
  quiet(): void;
  stop(): Promise<void>;
};

/**
 * Opens what is registered, and looks again at intervals. Throws when a port that was set is taken, and CannotStart when
 * a file of its TLS cannot be used.
 */
export async function startFeeds(options: FeedsOptions): Promise<Feeds> {
  const { database, around, registry, log, host } = options;
  const stopping = new AbortController();
  const door = await openDoor({ database, around, registry, log, stop: stopping.signal });
  const listening = new Map<string, Listening>();
  let https: HttpsDoor | undefined;
  let isQuiet = false;
  const { tls, answerMsMax } = options;
  const open = async (port: number): Promise<void> => {
    https ??= await openHttps({ door, around, database, log, host, port, tls, answerMsMax });
  };
  if (tls !== undefined) await readTls(tls, TLS_SETTINGS); // a fault in them is told at once
  const look = async (): Promise<void> => {
    await door.refresh();
    const feeds = door.feeds();
    if (options.port === undefined && feeds.some(({ kind }) => kind === 'https'))
      await open(PORT_STANDARD);
    await https?.renew();
    await listenTo({ ...options, door, listening, isQuiet: () => isQuiet }, feeds);
  };
  if (options.port !== undefined) await open(options.port);
  const looking = keepLooking(look, { log, stop: stopping.signal });
  return {
    port: () => https?.port,
    quiet() {
      isQuiet = true;
      for (const one of listening.values()) void one.stop().catch(() => undefined); // ends with the process
    },
    async stop() {
      isQuiet = true;
      stopping.abort();
      await looking;
      await https?.stop();
      await Promise.all([...listening].map(([feed, one]) => end(options, feed, one)));
    },
  };
}

async function keepLooking(
  look: () => Promise<void>,
  { log, stop }: { readonly log: Log; readonly stop: AbortSignal },
): Promise<void> {
  while (!stop.aborted) {
    try {
      await look();
    } catch (error) {
      log.warn({ err: error }, 'feeds could not be looked at');
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: seen above
  }
}

type Looking = FeedsOptions & {
  readonly door: Awaited<ReturnType<typeof openDoor>>;
  readonly listening: Map<string, Listening>;
  readonly isQuiet: () => boolean;
};

/** Listens to the brokers whose lease is ours, and to no other. */
async function listenTo(parts: Looking, feeds: readonly Feed[]): Promise<void> {
  const { database, around, holder, listening } = parts;
  const wanted = feeds.filter(({ kind, state }) => kind === 'mqtt' && state === 'active');
  const held = new Set<string>();
  for (const feed of wanted) {
    const lease = { feed: feed.id, holder, now: around.now(), forMs: LEASE_MS };
    if (await database.asNode((tx) => holdListener(tx, lease))) held.add(feed.id);
  }
  for (const [id, one] of listening) {
    if (held.has(id)) continue;
    listening.delete(id);
    await one.stop();
  }
  for (const feed of wanted) {
    if (!held.has(feed.id) || listening.has(feed.id) || parts.isQuiet()) continue;
    listening.set(feed.id, listenToBroker(parts, feed, await passwordOf(parts.secrets, feed)));
  }
}

async function end(
  { database, holder, log }: FeedsOptions,
  feed: string,
  one: Listening,
): Promise<void> {
  await one.stop();
  await database
    .asNode((tx) => releaseListener(tx, feed as Feed['id'], holder))
    .catch((error: unknown) => log.warn({ err: error }, 'a lease ends by itself'));
}

/** The password of a feed's broker; undefined where no file holds one. */
async function passwordOf(
  secrets: string | undefined,
  { name }: Feed,
): Promise<string | undefined> {
  if (secrets === undefined) return undefined;
  try {
    return (await readFile(join(secrets, name), 'utf8')).trimEnd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
