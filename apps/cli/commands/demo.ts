import { randomBytes, randomUUID } from 'node:crypto';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { readConfig } from '@lakiri/platform/config';
import { createLog } from '@lakiri/platform/log';
import { drive, populate } from '@lakiri/simulator';
import { Command } from 'commander';
import { ensureConsole } from '../console-build.ts';
import { type DemoClient, openDemoClient } from '../demo-client.ts';
import { DEMO_PEOPLE, DEMO_SEED, DEMO_TRUCKS } from '../demo-people.ts';
import { registerUnits } from '../demo-units.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type Node, startNode } from '../node.ts';

export function command(): Command {
  return new Command('demo')
    .description(
      'Runs a whole node with a living corridor on it: real device bytes of simulated trucks over TCP, on\n' +
        'the embedded database. Everything is kept in .lakiri/demo and goes on from there next time.\n' +
        'The sign-ins that it prints are known to everybody: never put this on a network.',
    )
    .option('--trucks <n>', 'trucks on the road', String(DEMO_TRUCKS))
    .option('--seed <n>', 'the same seed gives the same world', String(DEMO_SEED))
    .action(demo);
}

async function demo(options: { readonly trucks: string; readonly seed: string }): Promise<void> {
  try {
    await run({ trucks: Number(options.trucks), seed: Number(options.seed) });
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`lakiri: ${error.message}`);
    process.exit(1);
  }
}

const say = (line: string): void => console.log(line);

async function run({ trucks, seed }: { trucks: number; seed: number }): Promise<void> {
  await ensureConsole(say);
  const setUpToken = randomBytes(18).toString('base64url');
  const env = {
    LAKIRI_DATA: '.lakiri/demo',
    LAKIRI_LOG: 'warn',
    LAKIRI_LOG_FORMAT: 'text',
    ...process.env,
    LAKIRI_SETUP_TOKEN: setUpToken,
  };
  const config = readConfig(env);
  const log = createLog({ name: 'lakiri', ...config.log });
  let node: Node | undefined;
  const { controller: interrupt, happened: interrupted } = listenForInterrupt(() => node?.kill());
  say('Starting the node…');
  node = await startNode({ config, env, log, signal: interrupt.signal });
  const stopped = Promise.race([interrupted, node.failed]);
  try {
    const address = await Promise.race([node.ready, stopped]);
    if (typeof address !== 'string') return;
    await Promise.race([live({ address, config, setUpToken, trucks, seed, interrupt }), stopped]);
    await stopped;
  } finally {
    interrupt.abort();
    say('Stopping…');
    await node.stop();
  }
}

type LiveDemo = {
  readonly address: string;
  readonly config: ReturnType<typeof readConfig>;
  readonly setUpToken: string;
  readonly trucks: number;
  readonly seed: number;
  readonly interrupt: AbortController;
};

/** Signs in, puts the corridor on the node, and drives its trucks until interrupted. */
async function live(demo: LiveDemo): Promise<void> {
  const { address, config, setUpToken, trucks, seed, interrupt } = demo;
  const client = await openDemoClient(address, setUpToken);
  await registerPeople(client);
  await registerUnits(client);
  say(banner(address));
  const ports = { jointech: config.ports.jointech, teltonika: config.ports.teltonika };
  const options = {
    address,
    ports,
    trucks,
    seed,
    signal: interrupt.signal,
    say,
  };
  const population = await populate(client, options);
  await drive({ ...options, population });
}

async function registerPeople(client: DemoClient): Promise<void> {
  const { party } = client.session;
  for (const person of DEMO_PEOPLE.filter((it) => !it.isFirst))
    await client.post('/people', { ...person.form, party: party.id }, randomUUID(), [201, 409]);
}

function banner(address: string): string {
  const people = DEMO_PEOPLE.map(
    ({ form, does }) => `    ${form.login.padEnd(10)} ${form.password.padEnd(26)} ${does}`,
  );
  return [
    '',
    `  Lakiri is at ${address}`,
    '',
    '  Sign in as',
    ...people,
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}
