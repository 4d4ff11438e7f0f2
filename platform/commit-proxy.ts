// For tests: stands before a database, and does to COMMITs what a bad network does.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `lost`: the COMMIT never arrives. `unanswered`: it is done, and its answer never arrives. */
export type CommitFault = 'lost' | 'unanswered';

const COMMIT = Buffer.from('COMMIT\0');

/** A TCP proxy to the Postgres of a URL. */
export class CommitProxy {
  readonly url: string;
  /** Consulted for each COMMIT that passes; undefined lets it be. */
  fault: () => CommitFault | undefined = () => undefined;
  faults = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async before(databaseUrl: string): Promise<CommitProxy> {
    const upstream = new URL(databaseUrl);
    const host = upstream.hostname;
    const port = Number(upstream.port || 5432);
    const server = createServer((client) => proxy.#join(client, connect({ host, port })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${address.port}`;
    const proxy = new CommitProxy(server, url.href);
    return proxy;
  }

  #join(client: Socket, server: Socket): void {
    let muted = false;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk) => {
      const fault = chunk.includes(COMMIT) ? this.fault() : undefined;
      if (fault !== undefined) this.faults++;
      if (fault === 'lost') {
        server.destroy();
        return;
      }
      muted ||= fault === 'unanswered';
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (muted) client.destroy();
      else client.write(chunk);
    });
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
