import type { Instant } from '@lakiri/kit';
import { assertLoopback, type ConvoyCount, identityOf, simulate } from '@lakiri/simulator';
import { Command, InvalidArgumentError } from 'commander';

type Options = {
  readonly host: string;
  readonly jointechPort: number;
  readonly teltonikaPort: number;
  readonly seed: number;
  readonly trucks: number;
  readonly rate: number;
  readonly every?: number;
  readonly seconds?: number;
  readonly seals?: boolean;
};

/** Trucks that one process on two cores drives beside a node; more sockets than a process may open. */
const TRUCKS_MAX = 10_000;

export function command(): Command {
  return new Command('simulate')
    .description(
      'Drives simulated trucks whose seals speak real device bytes over TCP to a node on this machine.\n' +
        'A node keeps nothing from seals that it does not know: --seals prints, a line each, those of a seed,\n' +
        'to be registered first. Ctrl-C or --seconds ends it; the last line is a summary in JSON.',
    )
    .option('--host <address>', 'this machine, no other', host, '127.0.0.1')
    .option('--jointech-port <port>', 'where the node hears Jointech', port, 7001)
    .option('--teltonika-port <port>', 'where the node hears Teltonika', port, 7002)
    .option('--seed <n>', 'the same seed gives the same world', integer, 7)
    .option('--trucks <n>', 'how many', trucks, 240)
    .option('--rate <x>', 'incidents by chance, as a multiple of a calm day; 0 for none', factor, 1)
    .option('--every <seconds>', 'between two reports of a moving truck (default 15 to 20)', factor)
    .option('--seconds <n>', 'stop after this', factor)
    .option('--seals', 'print the seals of this seed and stop')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { seed } = options;
  if (options.seals) {
    for (let truck = 0; truck < options.trucks; truck++)
      console.log(JSON.stringify(identityOf(seed, truck)));
    return;
  }
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  if (options.seconds !== undefined) setTimeout(() => end.abort(), options.seconds * 1_000).unref();
  const done = await simulate({
    host: options.host,
    ports: { jointech: options.jointechPort, teltonika: options.teltonikaPort },
    seed,
    trucks: options.trucks,
    rate: options.rate,
    ...(options.every === undefined ? {} : { everyS: options.every }),
    signal: end.signal,
    now: () => Date.now() as Instant,
    status: (count) => console.error(statusLine(count)),
  });
  const { sent, acked, outstanding, lost, connected, ledger } = done;
  console.log(JSON.stringify({ sent, acked, outstanding, lost, connected, incidents: ledger }));
}

function statusLine(count: ConvoyCount): string {
  const { connected, sent, acked, outstanding, incidents } = count;
  return `connected ${connected}  sent ${sent}  acknowledged ${acked}  outstanding ${outstanding}  incidents ${incidents}`;
}

function host(text: string): string {
  try {
    assertLoopback(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidArgumentError(error.message);
  }
  return text;
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('a whole number, 0 or more');
  return value;
}

function port(text: string): number {
  const value = integer(text);
  if (value < 1 || value > 65_535) throw new InvalidArgumentError('a port: 1 to 65535');
  return value;
}

function trucks(text: string): number {
  const value = integer(text);
  if (value < 1 || value > TRUCKS_MAX) throw new InvalidArgumentError(`1 to ${TRUCKS_MAX}`);
  return value;
}

function factor(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && Number.isFinite(value)))
    throw new InvalidArgumentError('a number, 0 or more');
  return value;
}
