import { addMs, type Instant } from '@lakiri/kit';
import { Convoy, type Ports } from '../convoy.ts';
import { getInstant } from '../instants.ts';
import { type DemoClient, eachOf } from './client.ts';
import { Population } from './population.ts';
import { readRegister } from './register.ts';
import { earlier, schedule } from './script.ts';

export type DemoOptions = {
  readonly ports: Ports;
  readonly trucks: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** One line for whoever watches. */
  readonly say: (line: string) => void;
};

/** Each truck is a handful of requests that wait for commits; more at once only queue at the database. */
const TRUCKS_AT_ONCE = 16;
/**
 * The node takes 6,000 requests a minute from one address, and whoever watches the demo has the same
 * one. A new truck is five of them: so many at once leave room, and the others follow a minute later.
 */
const NEW_TRUCKS_AT_ONCE = 1_000;
const NEXT_MINUTE_MS = 61_000;
const BETWEEN_LATER_MS = 700;
const LOOK_MS = 1_000;
/** What one truck of hundreds cannot do is told, but not for ever. */
const COMPLAINTS_MAX = 5;
const HOST = '127.0.0.1';

/** Puts the trucks on the node, each with its past; on the same data again, continues them. */
export async function populate(client: DemoClient, options: DemoOptions): Promise<Population> {
  const { ports, trucks, seed, signal, say } = options;
  const startAt = now();
  const convoy = new Convoy({ host: HOST, ports, now });
  signal.addEventListener('abort', () => convoy.stop(), { once: true });
  convoy.start();
  const register = await readRegister(client);
  const population = new Population({ client, convoy, register, seed, now, signal });
  const complain = complaints(options);
  const numbers = Array.from({ length: trucks }, (_, truck) => truck);
  const started = numbers.filter((truck) => population.isUnderWay(truck));
  const fresh = numbers.filter((truck) => !population.isUnderWay(truck));
  const behind: number[] = [];
  const bring = async (truck: number): Promise<void> => {
    if (signal.aborted) return;
    await population.bring(truck, { script: earlier(truck, startAt) }).catch((error: unknown) => {
      behind.push(truck);
      complain(error);
    });
  };
  await eachOf(started, TRUCKS_AT_ONCE, bring);
  await eachOf(fresh.slice(0, NEW_TRUCKS_AT_ONCE), TRUCKS_AT_ONCE, bring);
  const rest = [...fresh.slice(NEW_TRUCKS_AT_ONCE), ...behind];
  population.later = { from: addMs(startAt, NEXT_MINUTE_MS), trucks: rest };
  if (!signal.aborted) say(`${population.members.size} of ${trucks} trucks are on the road.`);
  return population;
}

/** Lets the trucks live, with something happening soon and then now and then, until the signal. */
export async function drive(
  options: DemoOptions & { readonly population: Population },
): Promise<void> {
  const { population, signal } = options;
  schedule(
    [...population.members.values()].map(({ rig }) => rig),
    now(),
  );
  const complain = complaints(options);
  const rest = bringLater(options, complain);
  while (!signal.aborted) {
    const arrived = [...population.members.values()].filter(
      ({ rig }) => rig.truck.hasArrived && rig.device.count.outstanding === 0,
    );
    await eachOf(arrived, TRUCKS_AT_ONCE, (member) => population.turnRound(member).catch(complain));
    await wait(LOOK_MS, signal);
  }
  await rest;
  population.convoy.stop();
}

type Driven = DemoOptions & { readonly population: Population };

async function bringLater(
  { population, signal }: Driven,
  complain: (error: unknown) => void,
): Promise<void> {
  const { from, trucks } = population.later;
  if (trucks.length > 0) await wait(Math.max(0, from - now()), signal);
  for (const truck of trucks) {
    if (signal.aborted) return;
    await population.bring(truck, { afresh: true }).catch(complain);
    await wait(BETWEEN_LATER_MS, signal);
  }
}

function complaints({ say, signal }: DemoOptions): (error: unknown) => void {
  let told = 0;
  return (error) => {
    if (signal.aborted || told >= COMPLAINTS_MAX) return;
    told++;
    say(`A truck stays behind: ${error instanceof Error ? error.message : String(error)}`);
  };
}

const now = (): Instant => getInstant(Date.now());

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
