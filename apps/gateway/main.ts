// The gateway process: sockets to readings, readings to the database, answers to the devices.
import { passwordKey } from '@lakiri/commands/store';
import type { Instant } from '@lakiri/kit';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { beChild, EXIT_CANNOT_START } from '@lakiri/platform/child';
import { readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { openDatabase } from '@lakiri/platform/sql';
import { sealingKey } from '@lakiri/trust/store';
import { startGateway } from './gateway.ts';
import { frameKey } from './intake/secrets.ts';
import { listened } from './listened.ts';

/** Two lanes, notes, deadlines, rules, commands and what listens for them: each its own connection at most. */
const POOL_MAX = 8;
const PLANTS = ['early-ack', 'dropped-batch', 'dies-before-sending'] as const;

const config = readConfig(process.env);
const name = process.env['LAKIRI_PROCESS'] ?? 'gateway-1';
const log = createLog({ name, ...config.log });

function plantOf(value: string | undefined): (typeof PLANTS)[number] | undefined {
  const plant = PLANTS.find((known) => known === value);
  if (plant !== undefined)
    log.error(
      { plant },
      'a defect is planted in this gateway: it is no use for anything but a test of faults',
    );
  return plant;
}

async function main(): Promise<void> {
  const url = config.urls.intake;
  if (url === undefined)
    throw new CannotStart(
      'no-database-url',
      'LAKIRI_INTAKE_URL is not set. The gateway is started by: lakiri start.',
    );
  const registry = createMetrics(name);
  const database = openDatabase({
    url,
    poolMax: POOL_MAX,
    name: `lakiri ${name}`,
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
  let trouble: string | undefined;
  let child: ReturnType<typeof beChild> | undefined;
  // A batch may meet trouble before the last port is open.
  const tell = (): void => {
    if (trouble === undefined) child?.ready();
    else child?.degraded(trouble);
  };
  const gateway = await startGateway({
    database,
    dialects: await listened(config, log),
    feeds: config.feeds,
    host: config.gatewayHost,
    origin: config.node,
    name: `gateway:${name}`,
    secretKey: keyOf(config.frameSecret),
    passwordKey: config.sealSecret === undefined ? undefined : passwordKey(config.sealSecret),
    sealingKey: config.sealSecret === undefined ? undefined : sealingKey(config.sealSecret),
    registry,
    log,
    now: () => Date.now() as Instant,
    health: (now) => {
      if (now === trouble) return;
      trouble = now;
      tell();
    },
    plant: plantOf(process.env['LAKIRI_PLANT']),
  });
  child = beChild({
    log,
    metrics: registry,
    stop: async () => {
      await gateway.stop();
      await database.end();
    },
  });
  tell();
}

function keyOf(secret: string | undefined): Uint8Array {
  if (secret === undefined)
    throw new CannotStart(
      'no-frame-secret',
      'LAKIRI_FRAME_SECRET is not set. The gateway is started by: lakiri start.',
    );
  return frameKey(secret);
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) {
    log.error({ code: error.code }, error.message);
    process.exit(EXIT_CANNOT_START);
  }
  log.error({ err: error }, 'the gateway could not start'); // a port still held, a database still starting
  process.exit(1);
});
