// A real broker for tests: Mosquitto from Debian, on a free port of this machine.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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
