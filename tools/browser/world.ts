// A real node with a small living corridor: everything by the API as people do it, every position by device bytes.
import { ensureConsole } from '@lakiri/cli/console-build';
import { indexLine, locate } from '@lakiri/corridors';
import { addMs, HOUR_MS, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { type NodeUnderTest, startNode } from '../bench/node-under-test.ts';
import { childrenOf, commandOf, parentOf } from '../bench/processes.ts';
import { type CentreClient, setUp, signIn } from './centre-client.ts';
import { happened } from './mishaps.ts';
import { type Measured, openDevice, type Said, type SealDevice } from './seal-device.ts';
import { ADMINISTRATION, DRIVERS, HAULIERS, PEOPLE, TRIPS, type Trip } from './trips.ts';
import { type Driven, drive } from './way.ts';

export type Truck = {
  readonly plate: string;
  readonly number: string;
  readonly sealId: string;
  readonly journey: { readonly id: string; readonly ref: string };
  readonly haulier: string;
  /** Says at a second of ours where it is, and what its seal says of itself from then on. */
  tell(at: Instant, said: Said): Promise<void>;
};

export type Fleet = {
  readonly trucks: readonly Truck[];
  /** Registered, and on no journey. */
  readonly freeSeals: readonly string[];
  /** Ends the trucks' driving. Throws what went wrong with it. */
  stop(): Promise<void>;
};

/** Journeys are created so many at a time: two cores hash, plan and commit. */
const AT_ONCE = 4;
const FREE_SEALS = 3;
export const WIRE_ID_FIRST = 8_117_020_401;
export const STRANGER = '8117029999';
/** Trucks report live this often: sooner than their seals would, so that the map of a test moves. */
const LIVE_MS = 5_000;

/** The node alone, with nobody on it; the console built from its source as it is now. */
export async function openNode(): Promise<NodeUnderTest> {
  await ensureConsole(() => undefined);
  return startNode({ feeds: true });
}

/** The token with which the node lets its first person in, from what it printed. */
export function setUpTokenOf(node: NodeUnderTest): string {
  const token = /\/setup#([\w-]+)/.exec(node.logTail())?.[1];
  if (token === undefined) throw new Error('the node did not say how to set it up');
  return token;
}

export async function setUpByHand(node: NodeUnderTest): Promise<void> {
  const token = setUpTokenOf(node);
  await setUp(node.httpUrl, { token, administration: ADMINISTRATION, person: PEOPLE.achieng });
}

/** The process that serves the console; there is one while the supervisor keeps it. */
export function serverPid(node: NodeUnderTest): number | undefined {
  const gateway = node.gatewayPid();
  const supervisor = gateway === undefined ? undefined : parentOf(gateway);
  if (supervisor === undefined) return undefined;
  return childrenOf(supervisor).find((pid) =>
    commandOf(pid).some((part) => part.endsWith('apps/server/main.ts')),
  );
}

type Route = {
  readonly id: string;
  readonly version: number;
  readonly line: readonly (readonly [number, number])[];
};
type Place = { readonly id: string; readonly lat: number; readonly lon: number };

type Corridor = {
  readonly node: NodeUnderTest;
  readonly centre: CentreClient;
  readonly routes: ReadonlyMap<string, Route>;
  readonly places: ReadonlyMap<string, Place>;
  /** Ids of the transporters, in the order of their names. */
  readonly hauliers: readonly string[];
};

/** Puts people, hauliers, seals and trucks on a node that has been set up, and lets the trucks drive. */
export async function populate(
  node: NodeUnderTest,
  trips: readonly Trip[] = TRIPS,
): Promise<Fleet> {
  const centre = await signIn(node.httpUrl, PEOPLE.achieng);
  const corridor = await register(node, centre);
  const trucks: Rolling[] = [];
  for (let at = 0; at < trips.length; at += AT_ONCE)
    trucks.push(
      ...(await Promise.all(
        trips.slice(at, at + AT_ONCE).map((trip, beside) => depart(corridor, trip, at + beside)),
      )),
    );
  const freeSeals: string[] = [];
  for (let at = trips.length; at < trips.length + FREE_SEALS; at++)
    freeSeals.push((await registerSeal(corridor, at)).number);
  (await openDevice(node.ports.jointech, STRANGER)).greet();
  return { trucks: trucks.map(({ truck }) => truck), freeSeals, stop: keepRolling(trucks) };
}

async function register(node: NodeUnderTest, centre: CentreClient): Promise<Corridor> {
  const hauliers: string[] = [];
  for (const name of HAULIERS) {
    const party = { kind: 'transporter', name, country: 'KE' };
    hauliers.push((await centre.post<{ id: string }>('/parties', party)).id);
  }
  const { okello, mutiso } = PEOPLE;
  const officer = { ...okello, party: centre.party, roles: ['officer', 'station'], language: 'sw' };
  await centre.post('/people', officer);
  const desk = { ...mutiso, party: hauliers[0], roles: ['transporter'], language: 'en' };
  await centre.post('/people', desk);
  const { routes } = await centre.get<{ routes: Route[] }>('/routes');
  const { places } = await centre.get<{ places: Place[] }>('/places');
  return {
    node,
    centre,
    routes: new Map(routes.map((route) => [route.id, route])),
    places: new Map(places.map((place) => [place.id, place])),
    hauliers,
  };
}

async function registerSeal({ centre, hauliers }: Corridor, at: number) {
  const number = `ELK-${20_401 + at}`;
  const wireId = String(WIRE_ID_FIRST + at);
  const ownerId = hauliers[at % hauliers.length];
  const seal = { number, dialect: 'jointech', wireId, model: 'JT701D', ownerId };
  const { id } = await centre.post<{ id: string }>('/seals', seal);
  return { id, number, wireId };
}

type Rolling = { readonly truck: Truck; roll(at: Instant): Promise<void>; end(): void };

/** One truck from its gate to where it is now: the papers by the API, the way in its seal's own words. */
async function depart(corridor: Corridor, trip: Trip, at: number): Promise<Rolling> {
  const { node, centre, hauliers } = corridor;
  const route = known(corridor.routes, trip.route);
  const gate = known(corridor.places, trip.from);
  const now = Date.now() as Instant;
  const departedAt = addMs(now, -trip.hours * HOUR_MS);
  const seal = await registerSeal(corridor, at);
  const device = await openDevice(node.ports.jointech, seal.wireId);
  const waiting = { lat: gate.lat, lon: gate.lon, speedKmh: 0, courseDeg: 0, batteryPct: 97 };
  await device.report({ ...waiting, at: addMs(departedAt, -10 * MINUTE_MS) }, STORED);
  const journey = await centre.post<Truck['journey']>('/journeys', {
    routeId: route.id,
    routeVersion: route.version,
    plate: trip.plate,
    driverName: DRIVERS[at % DRIVERS.length],
    driverPhone: `+2547${String(12_340_000 + at * 1_117)}`,
    cargo: trip.cargo,
    transporterId: hauliers[at % hauliers.length],
    occurredAt: isoOf(addMs(departedAt, -25 * MINUTE_MS)),
  });
  const act = (name: string, minutes: number, body: object = {}) =>
    centre.post(`/journeys/${journey.id}/${name}`, {
      ...body,
      occurredAt: isoOf(addMs(departedAt, -minutes * MINUTE_MS)),
    });
  await act('seal', 9, { sealId: seal.id, mechanicalSeal: `KRA ${410_000 + at * 37}` });
  await act('arm', 8);
  await act('depart', 0);
  const fromKm = locate(indexLine(route.line), gate).km;
  const driven = drive({ line: route.line, fromKm, departedAt, speedKmh: trip.kmh });
  const state = await happened({ device, driven, now, mishap: trip.mishap });
  const haulier = HAULIERS[at % HAULIERS.length] ?? '';
  return rolling({ device, driven, state, of: { ...seal, ...trip, journey, haulier } });
}

const STORED: Said = { dataType: 'blindArea' };

function known<T>(of: ReadonlyMap<string, T>, id: string): T {
  const found = of.get(id);
  if (found === undefined) throw new Error(`the gazette has no ${id}`);
  return found;
}

type RollingParts = {
  readonly device: SealDevice;
  readonly driven: Driven;
  /** What the seal says of itself, and where the truck stands if it does. */
  readonly state: { readonly said: Said; readonly standing: Measured | undefined };
  readonly of: {
    readonly id: string;
    readonly number: string;
    readonly plate: string;
    readonly journey: Truck['journey'];
    readonly haulier: string;
  };
};

function rolling({ device, driven, state, of }: RollingParts): Rolling {
  let { said, standing } = state;
  const { id: sealId, number, plate, journey, haulier } = of;
  return {
    truck: {
      plate,
      number,
      sealId,
      journey: { id: journey.id, ref: journey.ref },
      haulier,
      tell: async (at, more) => {
        standing = { ...driven.at(at), speedKmh: 0 };
        said = { ...said, ...more };
        await device.report(standing, { ...said, dataType: 'alarm' });
      },
    },
    roll: (at) => device.report(standing === undefined ? driven.at(at) : { ...standing, at }, said),
    end: () => device.end(),
  };
}

/** Every seal reports in turn, until stopped. */
function keepRolling(trucks: readonly Rolling[]): () => Promise<void> {
  let stopped = false;
  let fault: unknown;
  let next: (() => void) | undefined;
  const rolling = (async () => {
    while (!stopped) {
      for (const { roll } of trucks) {
        if (stopped) break;
        await roll((Math.floor(Date.now() / 1_000) * 1_000) as Instant);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, stopped ? 0 : LIVE_MS);
        next = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })().catch((error: unknown) => {
    fault = error;
  });
  return async () => {
    stopped = true;
    next?.();
    await rolling;
    for (const { end } of trucks) end();
    if (fault !== undefined) throw fault;
  };
}
