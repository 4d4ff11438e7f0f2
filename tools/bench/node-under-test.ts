// A whole node to be measured or broken: `lakiri start` in a data directory of its own, on free ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sealSecret } from '@lakiri/platform/migrate';
import { DIALECT_NAMES, type DialectPorts, portSetting } from '@lakiri/platform/ports';
import { sealingKey } from '@lakiri/trust/store';
import { assertLinux, childrenOf, commandOf, signal } from './processes.ts';
import { pause } from './report.ts';

/** Defects that a gateway or the sequencer can be given, which every command here must catch. */
export const PLANTS = [
  'early-ack',
  'dropped-batch',
  'skipped-fact',
  'early-checkpoint',
  'sync-retried',
] as const;
export type Plant = (typeof PLANTS)[number];

/** Below the ports of outgoing connections: a load's own sockets must not take a dead gateway's port. */
const PORT_FROM = 10_000;
const PORT_TO = 19_999;
const PORT_TRIES_MAX = 100;
const READY_MS_MAX = 60_000;
const READY_LOOK_MS = 50;
/** Gateways and the server have 10 s each, Postgres 30 s for its last checkpoint. */
const STOP_MS_MAX = 60_000;
const LOG_TAIL_CHARS = 4_000;

export type NodeOptions = {
  readonly plant?: Plant | undefined;
  /** An existing directory for the data; else a new one, removed by `stop`. */
  readonly dataDirectory?: string;
  /** Where each process leaves a CPU profile when it stops. */
  readonly profileDirectory?: string | undefined;
  /** Further options for Node in each process of the node. */
  readonly nodeOptions?: readonly string[];
  /** Gateway processes; default 1. */
  readonly gateways?: number | undefined;
  /** Whether vendors may tell by its door of feeds; default no. */
  readonly feeds?: boolean;
};

export type NodeUnderTest = {
  readonly dataDirectory: string;
  readonly httpUrl: string;
  readonly ports: DialectPorts;
  /** The door of feeds; undefined where the node has none. */
  readonly feedsPort: number | undefined;
  /** URL of the database's owner, a superuser of the embedded Postgres. */
  readonly ownerUrl: string;
  /** Under which it keeps the secrets by which seals prove their word. */
  readonly sealingKey: Uint8Array;
  /** Process ids as they are now; undefined while there is none. */
  gatewayPid(): number | undefined;
  gatewayPids(): readonly number[];
  serverPid(): number | undefined;
  sequencerPid(): number | undefined;
  postmasterPid(): number | undefined;
  /** The end of what the node logged. */
  logTail(chars?: number): string;
  /** Stops it in order; the data goes unless the directory was given, or is to be kept. */
  stop(options?: { readonly keepData?: boolean }): Promise<void>;
};

/** Starts a node and waits until it is ready. Throws with the end of its log when it is not. */
export async function startNode(options: NodeOptions = {}): Promise<NodeUnderTest> {
  assertLinux();
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'lakiri-trial-'));
  const [httpPort, ports] = await freePorts();
  const feedsPort = options.feeds === true ? await freePort() : undefined;
  const logDirectory = mkdtempSync(join(tmpdir(), 'lakiri-trial-log-')); // not on a disk that a fault fills
  const logFile = join(logDirectory, 'node.log');
  const log = openSync(logFile, 'w');
  const supervisor = spawn(process.execPath, [lakiri, 'start'], {
    env: {
      ...environment(options),
      ...addresses(dataDirectory, httpPort, ports),
      ...doorOf(feedsPort),
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  endWithUs(supervisor);
  const logTail = (chars = LOG_TAIL_CHARS): string => readFileSync(logFile, 'utf8').slice(-chars);
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  const node: NodeUnderTest = {
    dataDirectory,
    httpUrl,
    ports,
    feedsPort,
    get ownerUrl() {
      return ownerUrlOf(dataDirectory);
    },
    get sealingKey() {
      return sealingKey(sealSecret(secretsOf(dataDirectory).roles));
    },
    gatewayPid: () => childrenIn(supervisor, GATEWAY)[0],
    gatewayPids: () => childrenIn(supervisor, GATEWAY),
    serverPid: () => childrenIn(supervisor, 'apps/server/main.ts')[0],
    sequencerPid: () => childrenIn(supervisor, 'apps/sequencer/main.ts')[0],
    postmasterPid: () => postmasterOf(dataDirectory),
    logTail,
    stop: async ({ keepData = false } = {}) => {
      await stop(supervisor);
      if (keepData) return;
      rmSync(logDirectory, { recursive: true, force: true });
      if (options.dataDirectory === undefined)
        rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
  try {
    await untilReady(node, { msMax: READY_MS_MAX, isOver: () => hasEnded(supervisor) });
  } catch (error) {
    const said = logTail();
    await node.stop();
    throw new Error(`the node did not start; its log ends:\n${said}`, { cause: error });
  }
  return node;
}

const GATEWAY = 'apps/gateway/main.ts';
const lakiri = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));

/** Nothing of our own environment that would make another node of it. */
function environment({
  plant,
  profileDirectory,
  nodeOptions = [],
  gateways = 1,
}: NodeOptions): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(LAKIRI_|DATABASE_URL$|NODE_OPTIONS$)/.test(name),
  );
  const options = [
    ...nodeOptions,
    ...(profileDirectory === undefined
      ? []
      : ['--cpu-prof', '--cpu-prof-interval=1000', `--cpu-prof-dir=${profileDirectory}`]),
  ];
  return {
    ...Object.fromEntries(own),
    LAKIRI_LOG_FORMAT: 'text',
    NODE_OPTIONS: options.join(' '),
    LAKIRI_GATEWAYS: String(gateways),
    ...(plant === undefined ? {} : { LAKIRI_PLANT: plant }),
  };
}

function addresses(
  dataDirectory: string,
  httpPort: number,
  ports: NodeUnderTest['ports'],
): NodeJS.ProcessEnv {
  return {
    LAKIRI_DATA: dataDirectory,
    LAKIRI_HTTP_PORT: String(httpPort),
    ...Object.fromEntries(DIALECT_NAMES.map((name) => [portSetting(name), String(ports[name])])),
  };
}

const doorOf = (port: number | undefined): NodeJS.ProcessEnv =>
  port === undefined ? {} : { LAKIRI_PORT_FEEDS: String(port) };

/** What `/readyz` answered; `status` is 0 when nothing did. */
export type ReadyState = {
  readonly status: number;
  readonly missing: readonly string[];
  /** The whole answer, to be looked into for words. */
  readonly text: string;
};

export async function readyState({ httpUrl }: Pick<NodeUnderTest, 'httpUrl'>): Promise<ReadyState> {
  try {
    const response = await fetch(`${httpUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    const { missing = [] } = JSON.parse(text) as { missing?: string[] };
    return { status: response.status, missing, text };
  } catch (error) {
    return { status: 0, missing: ['server'], text: String(error) };
  }
}

/** Waits until the node says that it is ready. Returns how long that took, ms. Throws after `msMax`. */
export async function untilReady(
  node: Pick<NodeUnderTest, 'httpUrl'>,
  { msMax, isOver = () => false }: { readonly msMax: number; readonly isOver?: () => boolean },
): Promise<number> {
  const from = performance.now();
  for (;;) {
    const { status, text } = await readyState(node);
    if (status === 200) return performance.now() - from;
    if (isOver()) throw new Error('the node ended');
    if (performance.now() - from > msMax)
      throw new Error(`the node is not ready after ${msMax} ms: ${text}`);
    await pause(READY_LOOK_MS);
  }
}

/** The sum of a metric's lines whose labels hold all of `labels`; 0 when there is none. */
export async function metric(
  { httpUrl }: Pick<NodeUnderTest, 'httpUrl'>,
  name: string,
  labels: readonly string[] = [],
): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

function childrenIn(supervisor: ChildProcess, script: string): readonly number[] {
  return childrenOf(pidOf(supervisor)).filter((pid) =>
    commandOf(pid).some((part) => part.endsWith(script)),
  );
}

function postmasterOf(dataDirectory: string): number | undefined {
  try {
    const text = readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8');
    const pid = Number(text.split('\n', 1)[0]);
    return pid > 1 && commandOf(pid)[0]?.endsWith('postgres') ? pid : undefined;
  } catch {
    return undefined;
  }
}

function secretsOf(dataDirectory: string) {
  return JSON.parse(readFileSync(join(dataDirectory, 'secrets.json'), 'utf8')) as {
    readonly 'postgres-owner': string;
    readonly roles: string;
  };
}

function ownerUrlOf(dataDirectory: string): string {
  const secrets = secretsOf(dataDirectory);
  const port = readFileSync(join(dataDirectory, 'postgres-port'), 'utf8').trim();
  return `postgres://lakiri:${secrets['postgres-owner']}@127.0.0.1:${port}/lakiri`;
}

/** A node must not outlive the command that started it, however that ends (short of kill -9). */
function endWithUs(supervisor: ChildProcess): void {
  const end = (): void => void supervisor.kill('SIGTERM');
  process.once('exit', end);
  supervisor.once('exit', () => process.off('exit', end));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(130));
}

async function stop(supervisor: ChildProcess): Promise<void> {
  supervisor.kill('SIGTERM');
  const until = performance.now() + STOP_MS_MAX;
  while (!hasEnded(supervisor)) {
    if (performance.now() > until) supervisor.kill('SIGKILL');
    await pause(READY_LOOK_MS);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the node could not be spawned');
  return pid;
}

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const port = randomInt(PORT_FROM, PORT_TO + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${PORT_FROM} and ${PORT_TO}`);
}

/** One for the web server, and one for each dialect; none twice. */
async function freePorts(): Promise<readonly [http: number, ports: DialectPorts]> {
  const free = new Set<number>();
  while (free.size <= DIALECT_NAMES.length) free.add(await freePort());
  const [http = 0, ...others] = free;
  const ports = DIALECT_NAMES.map((name, at) => [name, others[at]]);
  return [http, Object.fromEntries(ports) as DialectPorts];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The postmaster with every process it has begun. */
function postgresPids(node: NodeUnderTest): number[] {
  const postmaster = node.postmasterPid();
  return postmaster === undefined ? [] : [postmaster, ...childrenOf(postmaster)];
}

/** Stops Postgres in its tracks, as a hung disk or machine does. The postmaster first: it begins no more. */
export function freezePostgres(node: NodeUnderTest): void {
  for (const pid of postgresPids(node)) signal(pid, 'SIGSTOP');
}

export function thawPostgres(node: NodeUnderTest): void {
  for (const pid of postgresPids(node)) signal(pid, 'SIGCONT');
}
