// A way between two for tests, that can lose what is said on it, or break.
import { connect, createServer, type Socket } from 'node:net';

export type Way = {
  /** The same address, by this way. */
  readonly url: string;
  /** From now on nothing is heard there of who is connected; they hear what is said there. */
  mute(): void;
  /** Breaks every connection and lets none through, until it is mended. */
  cut(): void;
  mend(): void;
  /** Bytes that were said and not heard. */
  readonly unheard: () => number;
  stop(): Promise<void>;
};

/** A way to a broker or a database. */
export async function wayTo(there: string): Promise<Way> {
  const { hostname: host, port } = new URL(there);
  const sockets = new Set<Socket>();
  const muted = new Set<Socket>();
  let unheard = 0;
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const there = connect({ host, port: Number(port) });
    sockets.add(client);
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    there.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      if (muted.has(client)) unheard += bytes.length;
      else there.write(bytes);
    });
    client.on('close', () => sockets.delete(client));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(there);
  url.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: url.href,
    mute: () => {
      for (const one of sockets) muted.add(one);
    },
    unheard: () => unheard,
    cut: () => {
      isCut = true;
      for (const one of sockets) one.destroy();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      for (const one of sockets) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
