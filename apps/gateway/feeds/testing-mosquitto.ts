// A real broker for tests: Mosquitto from Debian, on a free port of this machine.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, connect as connectClient, type MqttClient } from 'mqtt';

const PATHS = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };

export const noMosquitto: string | false = (() => {
  try {
    execFileSync('mosquitto', ['-h'], { env: PATHS, stdio: 'ignore' });
    return false;
  } catch (error) {
    // Its help ends with 1 or 3, by version; only its absence is no broker.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? 'no mosquitto; apt-get install mosquitto'
      : false;
  }
})();

export type Mosquitto = { readonly url: string; stop(): Promise<void> };

export async function startMosquitto(): Promise<Mosquitto> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-mosquitto-'));
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
  const child = spawn('mosquitto', ['-c', config], { env: PATHS, stdio: 'ignore' });
  const url = `mqtt://127.0.0.1:${port}`;
  const probe = await publisher(url);
  await probe.endAsync();
  return {
    url,
    stop: async () => {
      await ended(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A vendor's client; waits for the broker to answer. */
export function publisher(url: string, version: 4 | 5 = 4): Promise<MqttClient> {
  return connectAsync(url, { protocolVersion: version, reconnectPeriod: 100 }, true);
}

export type Way = {
  readonly url: string;
  /** From now on the broker hears nothing of who is connected; they hear the broker. */
  mute(): void;
  /** Bytes that were said and not heard. */
  readonly unheard: () => number;
  stop(): Promise<void>;
};

/** A way to a broker that can lose what is said to it. New connections are whole again. */
export async function wayTo(broker: string): Promise<Way> {
  const { hostname: host, port } = new URL(broker);
  const sockets = new Set<Socket>();
  const muted = new Set<Socket>();
  let unheard = 0;
  const server = createServer((client) => {
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
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    mute: () => {
      for (const one of sockets) muted.add(one);
    },
    unheard: () => unheard,
    stop: async () => {
      for (const one of sockets) one.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first message that the broker still has for this client, once there is one. */
export async function firstLeft(
  url: string,
  { clientId, version = 4 }: { readonly clientId: string; readonly version?: 4 | 5 },
  send: () => Promise<unknown>,
): Promise<string> {
  const options = { clientId, clean: false, protocolVersion: version };
  const client = connectClient(url, {
    ...options,
    ...(version === 5 ? { properties: { sessionExpiryInterval: 3_600 } } : {}),
  });
  const first = new Promise<string>((resolve) =>
    client.once('message', (_topic, payload) => resolve(payload.toString())),
  );
  await new Promise((resolve) => client.once('connect', resolve));
  await send();
  const said = await first;
  await client.endAsync(true);
  return said;
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Looks again and again; throws when it never comes true. */
export async function until(what: string, is: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await sleep(50);
  }
}
