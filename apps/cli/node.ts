// A whole node as this machine's processes: Postgres, the server, the sequencer, the gateways.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '@lakiri/platform/cannot-start';
import type { ProcessState } from '@lakiri/platform/child';
import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import { frameSecret, type RoleUrls, roleUrls, sealSecret } from '@lakiri/platform/migrate';
import { openSecrets } from '@lakiri/platform/secrets';
import {
  type ProcessSpec,
  runToEnd,
  type SupervisedPostgres,
  supervise,
  supervisePostgres,
} from '@lakiri/platform/supervisor';

export type Node = {
  /** The server's address, once every process is ready for the first time. */
  readonly ready: Promise<string>;
  /** Rejects when the node cannot go on and only its operator can mend it. */
  readonly failed: Promise<never>;
  /** Gateways, the server, the sequencer, Postgres, each after the other; bounded. */
  stop(): Promise<void>;
  /** At once; what Postgres has committed stays. */
  kill(): void;
};

type Launch = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Ends a start that is still under way. */
  readonly signal?: AbortSignal;
};

const NEVER = new AbortController().signal;

/** Starts everything; returns when the processes run. Throws CannotStart. */
export async function startNode(launch: Launch): Promise<Node> {
  const { config, log } = launch;
  const ready = Promise.withResolvers<string>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined); // whoever waits for it is told; nobody has to
  let postgres: SupervisedPostgres | undefined;
  const supervisor = supervise({
    log,
    postgres: () => postgres,
    onHopeless: (name) =>
      failed.reject(new CannotStart('process', `${name} cannot start; see the line above.`)),
    onChange: (processes) => {
      const address = addressWhenReady(processes, config);
      if (address !== undefined) ready.resolve(address);
    },
  });
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    await postgres?.stop();
  };
  try {
    if (config.databaseUrl === undefined)
      postgres = await supervisePostgres({
        dataDirectory: resolve(config.dataDirectory),
        log,
        onChange: () => supervisor.announce(),
      });
    const plan = planOf(launch, config.databaseUrl ?? postgres?.ownerUrl ?? '');
    const { server, sequencer, gateways, migration } = plan;
    let hasServer = false;
    const runServer = (): void => {
      if (!hasServer) supervisor.run(server);
      hasServer = true;
    };
    // While the database is away the server says so; nothing takes in work before it is migrated.
    await runToEnd(migration, { onTryLater: runServer, signal: launch.signal ?? NEVER });
    runServer();
    supervisor.run(sequencer);
    for (const gateway of gateways) supervisor.run(gateway);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ready: ready.promise, failed: failed.promise, stop, kill: supervisor.kill };
}

/** Brings the database to this release, starting the embedded one for it. Throws CannotStart. */
export async function migrateNode(launch: Launch): Promise<void> {
  const { config, log } = launch;
  const postgres =
    config.databaseUrl === undefined
      ? await supervisePostgres({
          dataDirectory: resolve(config.dataDirectory),
          log,
          onChange: () => undefined,
        })
      : undefined;
  try {
    const { migration } = planOf(launch, config.databaseUrl ?? postgres?.ownerUrl ?? '');
    await runToEnd(migration, {
      onTryLater: () => log.warn('waiting for the database'),
      signal: launch.signal ?? NEVER,
    });
  } finally {
    await postgres?.stop();
  }
}

type Plan = {
  readonly migration: ProcessSpec;
  readonly server: ProcessSpec;
  readonly sequencer: ProcessSpec;
  readonly gateways: readonly ProcessSpec[];
};

const scriptOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Who runs, with what: each process has the URLs of its own roles only. */
function planOf({ config, env, log }: Launch, ownerUrl: string): Plan {
  const dataDirectory = resolve(config.dataDirectory);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o711 });
  const roleSecret =
    config.roleSecret ?? openSecrets(join(dataDirectory, 'secrets.json')).ensure('roles');
  const urls: RoleUrls = roleUrls(ownerUrl, roleSecret);
  const base = {
    ...withoutSecrets(env),
    LAKIRI_DATA: dataDirectory,
    LAKIRI_LOG_FORMAT: config.log.format,
  };
  log.debug({ gateways: config.gateways }, 'planned');
  return {
    migration: {
      name: 'migrate',
      script: scriptOf('../server/migrate.ts'),
      env: { ...base, LAKIRI_OWNER_URL: ownerUrl, LAKIRI_ROLE_SECRET: roleSecret },
    },
    server: {
      name: 'server',
      script: scriptOf('../server/main.ts'),
      env: {
        ...base,
        LAKIRI_APP_URL: urls.appUrl,
        LAKIRI_SEAL_SECRET: sealSecret(roleSecret),
      },
      collectsMetrics: true,
    },
    sequencer: {
      name: 'sequencer',
      script: scriptOf('../sequencer/main.ts'),
      env: { ...base, LAKIRI_SEQUENCER_URL: urls.sequencerUrl },
      stopsLast: true,
    },
    gateways: Array.from({ length: config.gateways }, (_, at) => ({
      name: `gateway-${at + 1}`,
      script: scriptOf('../gateway/main.ts'),
      env: {
        ...base,
        LAKIRI_INTAKE_URL: urls.intakeUrl,
        LAKIRI_FRAME_SECRET: frameSecret(roleSecret),
        LAKIRI_SEAL_SECRET: sealSecret(roleSecret),
      },
      stopsFirst: true as const,
    })),
  };
}

function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^(DATABASE_URL|PG[A-Z]+|LAKIRI_(ROLE|FRAME|SEAL)_SECRET|LAKIRI_.*_URL)$/.test(name) ||
        name === 'LAKIRI_PUBLIC_URL' ||
        name === 'LAKIRI_TSA_URL',
    ),
  );
}

function addressWhenReady(
  processes: readonly ProcessState[],
  { gateways }: Config,
): string | undefined {
  const running = processes.filter(({ name }) => name !== 'postgres');
  // The server and the sequencer beside the gateways.
  if (running.length < gateways + 2 || processes.some(({ state }) => state !== 'ready'))
    return undefined;
  return processes.find(({ name }) => name === 'server')?.address;
}
