import { createServer, type Server, type Socket } from 'node:net';
import type { Dialect } from '@lakiri/kit';
import type { Log } from '@lakiri/platform/log';
import { Connection, type Surroundings } from './connection.ts';
import { CONNECTIONS_MAX, FIRST_FRAME_MS_MAX, IDLE_MS_MAX } from './limits.ts';

export type Listener = { readonly port: number; close(): Promise<void> };

export type Listen = {
  readonly dialect: Dialect;
  readonly host: string;
  readonly port: number;
  readonly around: Surroundings;
  readonly log: Log;
};

/** Connections waiting to be accepted: a whole corridor reconnects at once after an outage. */
const BACKLOG = 4_096;

/** Listens for one dialect on one port. Several gateway processes may share it (SO_REUSEPORT). */
export async function listen({ dialect, host, port, around, log }: Listen): Promise<Listener> {
  const sockets = new Set<Socket>();
  const open = around.metrics.connections;
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) => {
    sockets.add(socket);
    open.inc({ dialect: dialect.name });
    socket.on('close', () => {
      sockets.delete(socket);
      open.dec({ dialect: dialect.name });
    });
    serve(socket, dialect, around);
  });
  server.maxConnections = CONNECTIONS_MAX;
  server.on('drop', () => around.metrics.refused.inc({ reason: 'connections' }));
  await bind(server, host, port);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  log.info({ dialect: dialect.name, host, port: bound }, 'listening for seals');
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
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

function serve(socket: Socket, dialect: Dialect, around: Surroundings): void {
  const connection = new Connection(socket, dialect, around);
  // One timer of the socket's own: first for the first frame, then for silence.
  socket.setTimeout(FIRST_FRAME_MS_MAX, () => {
    connection.close(connection.framed ? 'idle' : 'no-frame');
  });
  let waiting = true;
  socket.on('data', (chunk) => {
    connection.receive(chunk);
    if (waiting && connection.framed) {
      waiting = false;
      socket.setTimeout(IDLE_MS_MAX);
    }
  });
  socket.on('end', () => connection.ended());
  socket.on('error', () => undefined); // a broken socket closes; the device comes back by itself
}
