// Devices that speak over UDP: a datagram is a whole message of a device that names itself in it. There is no
// session, so nothing is kept of a sender beyond its datagram's way through the intake, and a sender's address
// proves nothing: who is not known, or makes no sense, is not answered (an answer could go to a third party).
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Datagrams, Dialect, Instant, Message, Outcome } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import type { Peer, Surroundings } from './connection.ts';
import { DATAGRAM_READ_AHEAD_BYTES, DATAGRAM_REJECTS_PER_MINUTE_MAX } from './limits.ts';
import type { Listener } from './listener.ts';

export type ListenForDatagrams = {
  readonly dialect: Dialect & { readonly datagrams: Datagrams };
  readonly host: string;
  readonly port: number;
  readonly around: Surroundings;
  readonly log: Log;
};

/** Listens for the datagrams of one dialect. Several gateway processes may share the port (SO_REUSEPORT). */
export async function listenForDatagrams(parts: ListenForDatagrams): Promise<Listener> {
  const { dialect, host, port, log, around } = parts;
  const socket = createSocket({
    type: host.includes(':') ? 'udp6' : 'udp4',
    reusePort: process.platform === 'linux',
    recvBufferSize: DATAGRAM_READ_AHEAD_BYTES,
  });
  await bind(socket, host, port);
  const bound = socket.address().port;
  // A port that nobody listens on any more says so by ICMP: the device's matter, and it sends again.
  socket.on('error', () => around.metrics.refused.inc({ reason: 'datagram-error' }));
  const rejects = rationOf(DATAGRAM_REJECTS_PER_MINUTE_MAX);
  const take = (bytes: Uint8Array, from: RemoteInfo): void =>
    receive({ ...parts, rejects }, bytes, new Sender(socket, dialect, from));
  socket.on('message', take);
  log.info({ dialect: dialect.name, host, port: bound }, 'listening for datagrams of seals');
  return {
    port: bound,
    quiet: () => socket.off('message', take),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function bind(socket: Socket, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
}

/** Who sent one datagram, and waits for its answer. */
class Sender implements Peer {
  readonly dialect: Dialect;
  readonly peer: string;
  readonly isDatagram = true;
  readonly #socket: Socket;
  readonly #from: RemoteInfo;
  #answers: Uint8Array[] = [];

  constructor(socket: Socket, dialect: Dialect, from: RemoteInfo) {
    this.dialect = dialect;
    this.peer = `${from.address}:${from.port}`;
    this.#socket = socket;
    this.#from = from;
  }

  answer(message: Message, outcome: Outcome, now: Instant): void {
    if (outcome === 'refused') return;
    const bytes = this.dialect.acknowledge(message, outcome, now);
    if (bytes !== undefined) this.#answers.push(bytes);
  }

  flush(): void {
    const { port, address } = this.#from;
    for (const bytes of this.#answers) this.#socket.send(bytes, port, address, () => undefined); // lost: it asks again
    this.#answers = [];
  }

  settled(): void {}

  /** It never waits: what finds no room is dropped, and the device, not answered, sends it again. */
  resume(): void {}
}

type Receive = ListenForDatagrams & { readonly rejects: Ration };

function receive({ dialect, around, rejects }: Receive, bytes: Uint8Array, sender: Sender): void {
  const { metrics } = around;
  const discard = (code: string, offset: number): void => {
    metrics.malformed.inc({ dialect: dialect.name, code });
    if (rejects.isLeft(around.now())) around.reject({ connection: sender, bytes, code, offset });
  };
  if (bytes.length > dialect.datagrams.bytesMax) {
    discard('too-long', 0);
    return;
  }
  if (around.isFull()) {
    metrics.refused.inc({ reason: 'datagram-full' });
    return;
  }
  const message = decoded({ dialect, around }, bytes, sender);
  if (message === undefined) {
    discard('dialect-broken', 0);
    return;
  }
  const { wireId } = message;
  if (wireId === null) {
    const { code, offset } =
      message.kind === 'malformed' ? message.malformed : { code: 'no-login', offset: 0 };
    discard(code, offset);
    return;
  }
  metrics.framed(dialect.name, message);
  if (message.kind === 'malformed')
    metrics.malformed.inc({ dialect: dialect.name, code: message.malformed.code });
  const item = { connection: sender, wireId, message, frame: bytes, receivedAt: around.now() };
  if (around.isStranger(dialect.name, wireId)) around.noteStranger(item);
  else around.offer(item);
}

/** A dialect never throws; if one does, its datagram is lost and nothing else. */
function decoded(
  { dialect, around }: Pick<Receive, 'dialect' | 'around'>,
  bytes: Uint8Array,
  sender: Sender,
): Message | undefined {
  try {
    return dialect.datagrams.decode(bytes);
  } catch (error) {
    around.broken(error, sender);
    return undefined;
  }
}

type Ration = { isLeft(now: Instant): boolean };

/** So many a minute, from whomever: addresses cost a sender nothing, so that none has a ration of its own. */
function rationOf(perMinute: number): Ration {
  let minute = 0;
  let used = 0;
  return {
    isLeft(now) {
      const present = Math.floor(now / 60_000);
      if (present !== minute) {
        minute = present;
        used = 0;
      }
      return used++ < perMinute;
    },
  };
}
