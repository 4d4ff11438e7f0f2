// One feed's connection to its broker. A session that outlives us (a fixed client id, no clean start) and QoS 1: what was
// not acknowledged comes again. Messages are read on while others are brought to their end, a group in one commit;
// each is acknowledged when it is on disk, in the order in which they came.
import { setTimeout as sleep } from 'node:timers/promises';
import { BODY_BYTES_MAX, type DoorCode, type Feed } from '@lakiri/feeds';
import type { Log } from '@lakiri/platform/log';
import { feed as feedDialect } from '@lakiri/protocol-feed';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { writeToStream } from 'mqtt-packet';
import type { Peer, Surroundings } from '../connection.ts';
import type { Door, Refused } from './door.ts';
import { GROUP_MESSAGES_MAX, Inbox } from './inbox.ts';
import { type Read, readMessage } from './message.ts';

/** A session that nobody comes back to for a week is a feed that was given up. */
const SESSION_S = 7 * 86_400;
const RECONNECT_MS = 1_000;
/** When a batch that found no room or no database is tried again. */
const AGAIN_MS = 500;
const KEEP_ALIVE_S = 30;
/** How long a group in hand may take to its end when we stop; a commit takes less. */
const STOP_MS_MAX = 1_000;
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
  const inbox = new Inbox<Message>();
  const working = { ...parts, feed, client, inbox, stop: stopping.signal };
  readOn(working);
  const ended = takeGroups(working);
  return {
    stop: async () => {
      stopping.abort();
      inbox.wake();
      // What is committed in time is acknowledged; the session keeps the rest.
      await Promise.race([ended, sleep(STOP_MS_MAX)]);
      await client.endAsync(true);
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
      ? {
          properties: {
            sessionExpiryInterval: SESSION_S,
            maximumPacketSize: PACKET_BYTES_MAX,
            receiveMaximum: GROUP_MESSAGES_MAX,
          },
        }
      : {}),
  };
}

type Message = {
  readonly payload: Uint8Array;
  readonly read: Read;
  readonly bytes: number;
  readonly records: number;
  /** Of QoS 1; undefined: nobody waits for an acknowledgement. */
  readonly packetId: number | undefined;
  /** On which it came, and on which alone it can be acknowledged: after a reconnect it comes again. */
  readonly stream: MqttClient['stream'];
};

/** The client's word for "not acknowledged by you": with it, it goes on to the next message. */
const LATER = new Error('acknowledged when it is on disk');

type Working = BrokerParts & {
  readonly feed: Feed;
  readonly client: MqttClient;
  readonly inbox: Inbox<Message>;
  readonly stop: AbortSignal;
};

/** Takes messages in while there is room; with none, the broker's bytes wait in the connection. */
function readOn({ door, feed, client, inbox }: Working): void {
  client.handleMessage = ({ payload, qos, messageId }, done) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const { stream } = client;
    const read = readMessage(bytes, door.find(feed.name) ?? feed);
    inbox.put({
      payload: bytes,
      read,
      bytes: bytes.length,
      records: read.told?.batch.records.length ?? 0,
      packetId: qos === 1 ? messageId : undefined,
      stream,
    });
    inbox.whenRoom(() => {
      if (stream === client.stream) done(LATER);
    });
  };
}

async function takeGroups(parts: Working): Promise<void> {
  const { client, inbox, stop } = parts;
  while (!stop.aborted) {
    await inbox.arrival();
    const group = inbox.group();
    if (!(await takeGroup(parts, group))) continue;
    for (const { packetId, stream } of group)
      if (packetId !== undefined && stream === client.stream) acknowledge(client, packetId);
    inbox.drop(group.length);
  }
}

/** The client has no acknowledgement of its user's choosing; the packet is the one that it would send. */
function acknowledge({ stream, options }: MqttClient, messageId: number): void {
  const { protocolVersion = 4 } = options;
  writeToStream({ cmd: 'puback', messageId }, stream, { protocolVersion });
}

/** Brings a group to its end. False: we are stopping, and it must come again. */
async function takeGroup(parts: Working, group: readonly Message[]): Promise<boolean> {
  const { log, feed, stop } = parts;
  let left = group;
  while (left.length > 0 && !stop.aborted) {
    try {
      left = await takeOnce(parts, left);
      if (left.length === 0) return true;
    } catch (error) {
      log.warn({ err: error, feed: feed.name }, 'messages wait for the database');
    }
    await sleep(AGAIN_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: seen above
  }
  return left.length === 0;
}

/** What is no message's fault: it is tried again as long as it takes. */
const AGAIN: ReadonlySet<string> = new Set<DoorCode>(['too-many-requests', 'busy', 'stopping']);

/** Gives those that have not come to their end. */
async function takeOnce(parts: Working, group: readonly Message[]): Promise<readonly Message[]> {
  const { door, feed } = parts;
  const read = await readAgain(parts, group);
  const told = read.flatMap(({ told }) => told ?? []);
  const taken = told.length === 0 ? [] : await door.take(feed, told);
  const left: Message[] = [];
  let next = 0;
  for (const [at, message] of group.entries()) {
    const end = read[at]?.refused ?? taken[next++];
    if (end === undefined || !('code' in end)) continue;
    if (AGAIN.has(end.code)) left.push(message);
    else unreadable(parts, message, end);
  }
  return left;
}

/** A key may be newer than what we know of the feed: before its message is given up, the feed is read again. */
async function readAgain(
  { door, feed }: Working,
  group: readonly Message[],
): Promise<readonly Read[]> {
  const isUnknown = ({ read }: Message): boolean => read.refused?.code === 'unknown-key';
  if (!group.some(isUnknown)) return group.map(({ read }) => read);
  await door.refresh();
  const now = door.find(feed.name) ?? feed;
  return group.map((one) => (isUnknown(one) ? readMessage(one.payload, now) : one.read));
}

/** It would come back for ever: it is acknowledged, counted, and a sample of it kept. */
function unreadable({ door, around, feed }: Working, { payload }: Message, refused: Refused): void {
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
