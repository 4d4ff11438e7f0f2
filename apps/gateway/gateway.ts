import { GAZETTE_NOTICE_MS } from '@lakiri/corridors';
import type { Dialect, Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import type { Registry } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import { MODEL_NOTICE_MS } from '@lakiri/seals';
import { ensureDays } from '@lakiri/telemetry/store';
import { type Commands, runCommands } from './commands/dispatcher.ts';
import type { Item, Peer, Surroundings } from './connection.ts';
import { listenForDatagrams } from './datagrams.ts';
import { type FeedsOptions, startFeeds } from './feeds/index.ts';
import { type GatewayMetrics, gatewayMetrics } from './gateway-metrics.ts';
import { BULLETINS_EVERY_MS, openBulletins } from './intake/bulletins.ts';
import { Cache } from './intake/cache.ts';
import type { Standing } from './intake/context.ts';
import { watchDeadlines } from './intake/deadlines.ts';
import type { Recorder } from './intake/facts.ts';
import { answerEarly, type LaneParts, runLane } from './intake/lane.ts';
import { Notes } from './intake/notes.ts';
import { laneOf, Queue } from './intake/queue.ts';
import { readStanding, sources, storeAlarms } from './intake/sources.ts';
import { trustOf } from './intake/trust-store.ts';
import { type Listener, listen } from './listener.ts';
import { type Presence, presence } from './presence.ts';
import type { Tls } from './tls-files.ts';

/** Two: while one lane's commit is on its way to the disk the other folds. More only fight for the core. */
const LANES = 2;
/** Rules and models are dated data; a new version is known within this time. */
const STANDING_EVERY_MS = 30_000;
/** Nothing is judged by data read longer ago: half of a revision's notice, so that clocks may differ by the rest. */
const STANDING_AGE_MS_MAX = Math.min(MODEL_NOTICE_MS, GAZETTE_NOTICE_MS) / 2;
/** Day partitions are made eight days ahead; an hour's miss is nothing. */
const DAYS_EVERY_MS = 3_600_000;

export type Listened = {
  readonly dialect: Dialect;
  readonly port: number;
  readonly tls?: Tls | undefined;
};

export type GatewayOptions = {
  readonly database: Database;
  readonly dialects: readonly Listened[];
  readonly host: string;
  readonly origin: string;
  /** `gateway:1` */
  readonly name: string;
  readonly secretKey: Uint8Array;
  /** Opens the passwords of seals; absent: what needs one is refused. */
  readonly passwordKey?: Uint8Array | undefined;
  /** Opens the secrets by which seals prove their word; absent: no symmetric proof can be checked. */
  readonly sealingKey?: Uint8Array | undefined;
  readonly registry: Registry;
  readonly log: Log;
  readonly now: () => Instant;
  readonly health: (trouble: string | undefined) => void;
  readonly plant: LaneParts['plant'] | 'dies-before-sending';
  /** Of vendors' feeds; absent: this gateway has none. */
  readonly feeds?: Pick<FeedsOptions, 'port' | 'secrets' | 'tls' | 'answerMsMax'>;
};

export type Gateway = {
  /** The bound ports by dialect; UDP has the same number, where the dialect is spoken so. */
  readonly ports: Readonly<Record<string, number>>;
  readonly presence: Presence;
  /** The bound port of the feeds' door, while it is open. */
  readonly feedsPort: () => number | undefined;
  stop(): Promise<void>;
};

/** Starts listening and folding. Throws when the database cannot give the rules, or a port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, log, now } = options;
  const metrics = gatewayMetrics(options.registry);
  const stopping = new AbortController();
  const recorder: Recorder = {
    origin: options.origin,
    actor: options.name,
    newId: () => newId(now()),
  };
  const upkeep = await startUpkeep(options);
  const queue = new Queue(LANES, metrics);
  const notes = new Notes({ database, metrics, log });
  const caches = Array.from({ length: LANES }, () => new Cache(sources));
  const present = presence();
  const shared = {
    database,
    metrics,
    log,
    now,
    recorder,
    standing: upkeep.standing,
    freshen: upkeep.freshen,
    storeAlarms,
    present,
    trust: trustOf(),
    proving: { sealingKey: options.sealingKey },
  };
  const commands = runCommands({
    ...shared,
    passwordKey: options.passwordKey,
    diesBeforeSending: options.plant === 'dies-before-sending',
  });
  const lanes = runLanes(options, { ...shared, queue, notes, caches, commands }, stopping.signal);
  const deadlines = watchDeadlines({ ...shared, sources, listeningSince: now() }, stopping.signal);
  const around = aroundOf({ ...shared, queue, notes, caches, plant: options.plant });
  const house = await openHouse(options, around, async () => {
    upkeep.stop();
    stopping.abort();
    queue.wakeAll();
    await Promise.all([...lanes, deadlines]);
    await commands.stop();
    await notes.stop();
  });
  const feeds =
    options.feeds === undefined
      ? undefined
      : await startFeeds({ ...options, ...options.feeds, around, holder: options.name });
  return {
    ...house,
    presence: present,
    feedsPort: () => feeds?.port(),
    stop: async () => {
      feeds?.quiet();
      await house.stop();
      await feeds?.stop();
    },
  };
}

type LanesParts = Omit<LaneParts, 'lane' | 'cache' | 'secretKey' | 'plant' | OfLanes> & {
  readonly notes: Notes;
  readonly caches: readonly Cache[];
  readonly commands: Commands;
};
type OfLanes = 'noteStranger' | 'unstorable' | 'health' | 'heard';

function runLanes(
  { now, secretKey, health, plant }: GatewayOptions,
  { caches, notes, commands, ...shared }: LanesParts,
  stop: AbortSignal,
): readonly Promise<void>[] {
  const troubles: (string | undefined)[] = caches.map(() => undefined);
  return caches.map((cache, lane) =>
    runLane(
      {
        ...shared,
        lane,
        cache,
        secretKey,
        heard: (frames) => commands.heard(frames),
        noteStranger: (item) => notes.stranger(item),
        unstorable: (item, error) => notes.reject(sampleOf(item, codeOf(error)), now()),
        health: (trouble) => {
          troubles[lane] = trouble;
          health(troubles.find((it) => it !== undefined));
        },
        plant: plant === 'dies-before-sending' ? undefined : plant,
      },
      stop,
    ),
  );
}

/** What a gateway does at intervals beside its readings: rules and models read again, days made ahead. */
async function startUpkeep({ database, log, now }: GatewayOptions) {
  let standing = await database.asNode(readStanding);
  const bulletins = await openBulletins(database, now);
  let readAt = now();
  const tellFaults = (): void => {
    const { faults } = standing.models;
    if (faults.length > 0) log.error({ faults }, 'profiles of models cannot be read');
  };
  tellFaults();
  const read = async (): Promise<void> => {
    const at = now();
    standing = await database.asNode(readStanding);
    readAt = at;
    tellFaults();
  };
  const again = setInterval(() => {
    read().catch((error: unknown) => log.warn({ err: error }, 'rules could not be read again'));
  }, STANDING_EVERY_MS);
  const diverted = setInterval(() => {
    bulletins
      .read()
      .catch((error: unknown) => log.warn({ err: error }, 'bulletins could not be read again'));
  }, BULLETINS_EVERY_MS);
  const days = setInterval(() => {
    database
      .asNode((tx) => ensureDays(tx, now()))
      .catch((error: unknown) => log.warn({ err: error }, 'days could not be made ahead'));
  }, DAYS_EVERY_MS);
  return {
    standing: (): Standing => ({ ...standing, diversions: bulletins.current() }),
    freshen: async () => {
      if (now() - readAt > STANDING_AGE_MS_MAX) await read();
      await bulletins.freshen();
    },
    stop: () => {
      clearInterval(again);
      clearInterval(diverted);
      clearInterval(days);
    },
  };
}

type Parts = {
  readonly now: () => Instant;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly queue: Queue;
  readonly notes: Notes;
  readonly caches: readonly Cache[];
  readonly present: Presence;
  readonly standing: () => Standing;
  readonly plant: GatewayOptions['plant'];
};

function aroundOf({
  now,
  metrics,
  log,
  queue,
  notes,
  caches,
  present,
  standing,
  plant,
}: Parts): Surroundings {
  return {
    now,
    metrics,
    isFull: () => queue.isFull,
    wait: (connection) => queue.wait(connection),
    forget: (connection) => {
      queue.forget(connection);
      present.gone(connection);
    },
    offer: (item) => {
      queue.offer(item);
      if (plant === 'early-ack') answerEarly(item, now());
    },
    reject: ({ connection, bytes, code, offset }) =>
      notes.reject({ ...from(connection), bytes, code, offset }, now()),
    isStranger: (dialect, wireId) =>
      caches[laneOf(wireId, LANES)]?.isStranger({ dialect, wireId }, now()) ?? false,
    mayMeanOtherwise: (dialect, wireId) => {
      const cache = caches[laneOf(wireId, LANES)];
      const id = cache?.sealOf({ dialect, wireId });
      const seal = id === undefined ? undefined : cache?.contexts.get(id)?.seal;
      return (
        seal !== undefined && standing().models.at(seal.model.model, now())?.words !== undefined
      );
    },
    noteStranger: (item) => notes.stranger(item),
    broken: (error, { peer, dialect }) =>
      log.error({ err: error, peer, dialect: dialect.name }, 'a dialect threw'),
  };
}

/**
 * Opens every dialect's port. Closing begins by no longer listening; then the batches in hand are
 * brought to their end by `finish`, and answered; then the sockets go.
 */
async function openHouse(
  { dialects, host, log }: GatewayOptions,
  around: Surroundings,
  finish: () => Promise<void>,
): Promise<Omit<Gateway, 'presence' | 'feedsPort'>> {
  const open: Listener[] = [];
  const ports: Record<string, number> = {};
  const stop = async (): Promise<void> => {
    for (const listener of open) listener.quiet();
    await finish();
    await Promise.all(open.map((listener) => listener.close()));
  };
  try {
    for (const { dialect, port, tls } of dialects) {
      const listener = await listen({ dialect, host, port, around, log, tls });
      open.push(listener);
      ports[dialect.name] = listener.port;
      const { datagrams } = dialect;
      if (datagrams === undefined) continue;
      const spoken = { ...dialect, datagrams };
      open.push(
        await listenForDatagrams({ dialect: spoken, host, port: listener.port, around, log }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports, stop };
}

const from = ({ dialect, peer }: Peer) => ({ dialect: dialect.name, peer });

function sampleOf({ connection, frame }: Item, code: string) {
  return { ...from(connection), bytes: frame, code, offset: 0 };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? `sql-${String(error.code)}` : 'broken';
}
