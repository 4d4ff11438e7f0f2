import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Dialect } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import { Connection, type Surroundings } from './connection.ts';
import { type Doorkeeper, doorkeeperOf } from './doorkeeper.ts';
import { IDLE_MS_MAX, READ_AHEAD_BYTES } from './limits.ts';
import type { Tls } from './tls-files.ts';

export type Listener = {
  readonly port: number;
  /** Takes no more connections and no more bytes; what was taken can still be answered. */
  quiet(): void;
  close(): Promise<void>;
};

export type Listen = {
  readonly dialect: Dialect;
  readonly host: string;
  readonly port: number;
  readonly around: Surroundings;
  readonly log: Log;
  /** PEM; absent: plain TCP, as the makers' seals speak. */
  readonly tls?: Tls | undefined;
};

/** A seal on a bad network makes its handshake in some seconds; who takes longer holds a socket for nothing. */
const HANDSHAKE_MS_MAX = 20_000;
/** Connections waiting to be accepted: a whole corridor reconnects at once after an outage. */
const BACKLOG = 4_096;

/** Listens for one dialect on one port. Several gateway processes may share it (SO_REUSEPORT). */
export async function listen(what: Listen): Promise<Listener> {
  const { dialect, host, port, around, log, tls } = what;
  const sockets = new Set<Socket>();
  const open = around.metrics.connections;
  const options = {
    noDelay: true,
    keepAlive: true,
    allowHalfOpen: true, // a device may close its side and wait for its answers
    highWaterMark: READ_AHEAD_BYTES,
  };
  const keeper = doorkeeperOf(around);
  const server = serverOf({ ...options, tls }, (socket) => {
    if (keeper.isFull) {
      around.metrics.refused.inc({ reason: 'connections' });
      socket.destroy();
      return;
    }
    sockets.add(socket);
    open.inc({ dialect: dialect.name });
    socket.on('close', () => {
      sockets.delete(socket);
      open.dec({ dialect: dialect.name });
    });
    serve(socket, dialect, { around, keeper });
  });
  await bind(server, host, port);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  log.info(
    { dialect: dialect.name, host, port: bound, tls: tls !== undefined },
    'listening for seals',
  );
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    port: bound,
    quiet: () => {
      server.close();
      for (const socket of sockets) socket.pause();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

type Options = {
  readonly noDelay: boolean;
  readonly keepAlive: boolean;
  readonly allowHalfOpen: boolean;
  readonly highWaterMark: number;
  readonly tls: Tls | undefined;
};

/** With TLS a connection is one once its handshake is done, and not before {@link HANDSHAKE_MS_MAX} is over. */
function serverOf({ tls, ...options }: Options, connected: (socket: Socket) => void): Server {
  if (tls === undefined) return createServer(options, connected);
  const server = createTlsServer(
    {
      ...options,
      cert: Buffer.from(tls.cert),
      key: Buffer.from(tls.key),
      minVersion: 'TLSv1.3', // SPEC.md §2.1
      handshakeTimeout: HANDSHAKE_MS_MAX,
    },
    connected,
  );
  // Whoever does not speak TLS is gone: nothing is kept of it, for it said nothing that is ours.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: BACKLOG, reusePort: process.platform === 'linux' }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

type House = { readonly around: Surroundings; readonly keeper: Doorkeeper };

function serve(socket: Socket, dialect: Dialect, { around, keeper }: House): void {
  const connection = new Connection(socket, dialect, around);
  socket.setTimeout(IDLE_MS_MAX, () => connection.close('idle'));
  keeper.enter(connection);
  socket.on('data', (chunk) => connection.receive(chunk));
  socket.on('end', () => connection.ended());
  socket.on('error', () => undefined); // a broken socket closes; the device comes back by itself
  socket.on('close', () => {
    keeper.leave(connection);
    connection.gone();
  });
}
