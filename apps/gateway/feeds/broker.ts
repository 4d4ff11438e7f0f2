// One feed's connection to its broker. A session that outlives us (a fixed client id, no clean start) and QoS 1: what was
// not acknowledged comes again. The library asks for the next message when this one is acknowledged, and it
// is acknowledged when it is on disk.
import { setTimeout as sleep } from 'node:timers/promises';
import { BODY_BYTES_MAX, type Feed, readBatch } from '@lakiri/feeds';
import type { Json } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import { sha256Hex } from '@lakiri/platform/sha256';
import { feed as feedDialect } from '@lakiri/protocol-feed';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Peer, Surroundings } from '../connection.ts';
import type { Door, Refused } from './door.ts';

/** A session that nobody comes back to for a week is a feed that was given up. */
const SESSION_S = 7 * 86_400;
const RECONNECT_MS = 1_000;
/** When a batch that found no room or no database is tried again. */
const AGAIN_MS = 500;
const KEEP_ALIVE_S = 30;
/** Room for the envelope beside the longest body. */
const PACKET_BYTES_MAX = BODY_BYTES_MAX + 1_024;

export type BrokerParts = {
  readonly door: Door;
  readonly around: Surroundings;
  readonly log: Log;
};

export type Listening = { stop(): Promise<void> };

/** Listens until stopped. A broker that is away is tried again by itself. */
export function listenToBroker(
  parts: BrokerParts,
  feed: Feed,
  password: string | undefined,
): Listening {
  const { log } = parts;
  const stopping = new AbortController();
  const { broker } = feed;
  if (broker === null) throw new Error(`feed ${feed.name} has no broker`);
  const client = connect(broker.url, optionsOf(feed, password));
  client.on('connect', () => {
    client.subscribe(broker.topic, { qos: 1 }, (error) => {
      if (error) log.warn({ err: error, feed: feed.name }, 'a broker refused the subscription');
      else log.info({ feed: feed.name, broker: broker.url }, 'listening to a broker');
    });
  });
  client.on('error', (error) => {
    log.warn({ reason: error.message, feed: feed.name }, 'a broker cannot be listened to');
  });
  acknowledgeAfter(client, (payload) =>
    takeMessage(parts, { feed, payload, stop: stopping.signal }),
  );
  return {
    stop: async () => {
      stopping.abort();
      await client.endAsync(true); // nothing more is acknowledged: the session keeps it
    },
  };
}

function optionsOf({ id, broker }: Feed, password: string | undefined): IClientOptions {
  const version = broker?.version === '5' ? 5 : 4;
  const username = broker?.username ?? null;
  return {
    protocolVersion: version,
    clientId: `lakiri-${id}`,
    clean: false,
    keepalive: KEEP_ALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    resubscribe: false, // done on each connect, since a session may be lost
    ...(username === null ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(version === 5
      ? { properties: { sessionExpiryInterval: SESSION_S, maximumPacketSize: PACKET_BYTES_MAX } }
      : {}),
  };
}

/** PUBACK goes out when the work is done; work that gives up (we stop) is never acknowledged. */
function acknowledgeAfter(
  client: MqttClient,
  work: (payload: Uint8Array) => Promise<boolean>,
): void {
  client.handleMessage = ({ payload }, done) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    work(bytes).then((isDone) => {
      if (isDone) done();
    }, done);
  };
}

type Message = { readonly feed: Feed; readonly payload: Uint8Array; readonly stop: AbortSignal };

/** Brings one message to its end. False: we are stopping, and it must come again. */
async function takeMessage(parts: BrokerParts, message: Message): Promise<boolean> {
  const { door, log } = parts;
  const { feed, payload, stop } = message;
  const read = readMessage(payload);
  if (read.batch === undefined) {
    unreadable(parts, message, read.refused);
    return true;
  }
  while (!stop.aborted) {
    try {
      const taken = await door.take(feed, false, read.batch, read.data);
      if (!('code' in taken)) return true;
      if (taken.code === 'batch-reused' || taken.code === 'bad-batch') {
        unreadable(parts, message, taken);
        return true;
      }
    } catch (error) {
      log.warn({ err: error, feed: feed.name }, 'a message waits for the database');
    }
    await sleep(AGAIN_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: seen above
  }
  return false;
}

type Read =
  | { readonly batch: Exclude<ReturnType<typeof readBatch>, { code: string }>; readonly data: Json }
  | { readonly batch?: undefined; readonly refused: Refused };

/** A message is a batch, or one record, whose name is then the hash of its bytes. */
function readMessage(payload: Uint8Array): Read {
  if (payload.length > BODY_BYTES_MAX)
    return { refused: { code: 'too-large', detail: `${payload.length} bytes` } };
  const said = parsed(payload);
  const isRecord = typeof said === 'object' && said !== null && !('records' in said);
  const id = `mqtt-${sha256Hex(payload)}`;
  const data = isRecord ? { id, records: [said] } : said;
  const batch = readBatch(data);
  if (batch.code === undefined) return { batch, data: data as Json };
  const detail =
    batch.code === 'bad-batch' ? batch.path.slice(0, 100) : `${batch.recordsMax} at most`;
  return { refused: { code: batch.code, detail } };
}

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined; // no JSON is no batch
  }
}

/** It would come back for ever: it is acknowledged, counted, and a sample of it kept. */
function unreadable(
  { door, around }: BrokerParts,
  { feed, payload }: Message,
  refused: Refused,
): void {
  const peer = `feed:${feed.name}`;
  door.refuse(feed, refused, peer);
  const connection: Peer = {
    dialect: feedDialect,
    peer,
    answer: () => undefined,
    flush: () => undefined,
    settled: () => undefined,
    resume: () => undefined,
  };
  around.reject({ connection, bytes: payload, code: refused.code, offset: 0 });
}
