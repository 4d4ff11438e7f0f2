import { indexRoute } from '@lakiri/corridors';
import { readGazette } from '@lakiri/corridors/store';
import type { Instant } from '@lakiri/kit';
import { Convoy, type ConvoyCount, type Ports } from './convoy.ts';
import { assertLoopback } from './link/loopback.ts';
import { identityOf } from './world/identity.ts';
import { CALM, type Rates } from './world/incident.ts';
import { planFromHere } from './world/spread.ts';
import type { Happened } from './world/truck.ts';
import { type ScriptLine, worldOf } from './world/world.ts';

export type SimulateOptions = {
  readonly host: string;
  readonly ports: Ports;
  readonly seed: number;
  readonly trucks: number;
  /** Incidents by chance, as a multiple of a calm day; 0 for none. */
  readonly rate: number;
  /** Seconds between reports of a moving truck; by the truck, 15–20, when left out. */
  readonly everyS?: number;
  readonly script?: readonly ScriptLine[];
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  /** Once a second. */
  readonly status: (count: ConvoyCount) => void;
};

export type Simulated = ConvoyCount & { readonly ledger: readonly Happened[] };

/** How long the last acknowledgements are waited for after the signal. */
const DRAIN_MS = 5_000;
const DRAIN_POLL_MS = 50;

/** Runs a world in real time until the signal; then waits a little for the last acknowledgements. */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const { host, ports, seed, trucks, now, script = [], signal, status } = options;
  assertLoopback(host);
  const startAt = now();
  const routes = readGazette().routes.map((route) => indexRoute(route));
  const rates: Rates = Object.fromEntries(
    Object.entries(CALM).map(([kind, rate]) => [kind, rate * options.rate]),
  );
  const every = options.everyS === undefined ? {} : { everyS: options.everyS };
  const plans = Array.from({ length: trucks }, (_, truck) =>
    planFromHere({
      seed,
      truck,
      identity: identityOf(seed, truck),
      routes,
      now: startAt,
      rates,
      ...every,
    }),
  );
  const world = worldOf({ plans, startAt, script });
  const convoy = new Convoy({ host, ports, now });
  const timer = setInterval(() => status(convoy.count), 1_000);
  try {
    convoy.start();
    await convoy.setAllLive(world.trucks.map((truck) => convoy.add(truck)));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    for (
      let waitedMs = 0;
      convoy.count.outstanding > 0 && waitedMs < DRAIN_MS;
      waitedMs += DRAIN_POLL_MS
    )
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    return { ...convoy.count, ledger: convoy.ledger };
  } finally {
    clearInterval(timer);
    convoy.stop();
  }
}
