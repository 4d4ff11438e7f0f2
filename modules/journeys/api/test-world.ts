// A node with one administration, two transporters, one route and some seals, for the tests of this module.
import { randomBytes } from 'node:crypto';
import { indexRoute, type RouteVersion } from '@lakiri/corridors';
import { shippedRoute } from '@lakiri/corridors/testing';
import { addMs, type Id, type Instant, instant, NO_BITS } from '@lakiri/kit';
import type { PersonId, Viewer } from '@lakiri/parties';
import { newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type Live, NOTHING_HEARD, type SealId } from '@lakiri/seals';
// biome-ignore lint/style/noRestrictedImports: the test stands where the server does, and gives one store to the other
import { findSeals, sealAggregate, sealsMigrations } from '@lakiri/seals/store';
import { aSeal } from '@lakiri/seals/testing';
import { journeysMigrations } from '../store/index.ts';
import { act, type JourneyAct, type JourneyDone } from './acts.ts';
import { createJourney } from './create-act.ts';
import type { JourneysDeps, PartiesPort } from './deps.ts';

export const route: RouteVersion = shippedRoute('mombasa-malaba');
const routeIndex = indexRoute(route);

export type World = {
  readonly postgres: TestDatabase;
  readonly database: Database;
  readonly deps: JourneysDeps;
  readonly officer: Viewer;
  /** People of two transporters. */
  readonly carrier: Viewer;
  readonly rival: Viewer;
  close(): Promise<void>;
};

export const open = (url: string): Database =>
  openDatabase({ url, poolMax: 4, name: 'journeys test', onIdleError: () => undefined });

/** The real clock: permits are judged by the database's own. */
export const now = (): Instant => instant(Date.now()) as Instant;

export async function openWorld(): Promise<World> {
  const postgres = await testDatabase({ sets: [sealsMigrations, journeysMigrations] });
  const database = open(postgres.appUrl);
  const officer = aViewer('administration', 'A. Otieno');
  const carrier = aViewer('transporter', 'B. Wanjiru');
  const rival = aViewer('transporter', 'C. Mwangi');
  const owner = open(postgres.ownerUrl);
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO access.permit (party, valid_from, reason) VALUES ($1, '2020-01-01Z', 'oversees')`,
      [officer.party.id],
    ),
  );
  await owner.end();
  return {
    postgres,
    database,
    deps: depsOf(database, [officer, carrier, rival]),
    officer,
    carrier,
    rival,
    close: async () => {
      await database.end();
      await postgres.drop();
    },
  };
}

function aViewer(kind: 'administration' | 'transporter', name: string): Viewer {
  const party = newId<'Party'>(Date.now());
  return {
    session: newId(Date.now()),
    person: { id: newId(Date.now()) as PersonId, name, language: 'en' },
    party: { id: party, kind, name: `Party of ${name}`, country: 'KE' },
    roles: [kind === 'administration' ? 'officer' : 'transporter'],
    scope: { party },
    expiresAt: addMs(now(), 3_600_000),
  };
}

export function depsOf(database: Database, people: readonly Viewer[]): JourneysDeps {
  return {
    database,
    origin: 'test',
    now,
    chance: (size) => randomBytes(size),
    routes: {
      find: (_tx, id, version) =>
        Promise.resolve(id === route.id && version === route.version ? routeIndex : undefined),
      current: () => Promise.resolve([routeIndex]),
    },
    seals: { aggregate: sealAggregate, find: findSeals },
    parties: partiesOf(people),
  };
}

/** Parties that forget nothing and store nothing: their own store has its own tests. */
function partiesOf(people: readonly Viewer[]): PartiesPort {
  const plates = new Map<string, Id<'Vehicle'>>();
  const vehicleOf = (plate: string): Id<'Vehicle'> => {
    const known = plates.get(plate) ?? newId<'Vehicle'>(Date.now());
    plates.set(plate, known);
    return known;
  };
  return {
    partyNames: () => Promise.resolve(new Map(people.map(({ party }) => [party.id, party.name]))),
    personNames: () =>
      Promise.resolve(new Map(people.map(({ person }) => [person.id, person.name]))),
    plates: () => Promise.resolve(new Map([...plates].map(([plate, id]) => [id, plate]))),
    drivers: (_tx, ids) =>
      Promise.resolve(new Map(ids.map((id) => [id, { name: 'J. Kamau', phone: '0712345678' }]))),
    vehiclesByPlate: (_tx, typed) =>
      Promise.resolve([...plates].flatMap(([plate, id]) => (plate.startsWith(typed) ? [id] : []))),
    findTransporter: (_tx, id) =>
      Promise.resolve(
        people.find(({ party }) => party.id === id && party.kind === 'transporter')?.party.id,
      ),
    truckFor: (_tx, { plate, trailer, driver }) =>
      Promise.resolve({
        truck: {
          vehicle: vehicleOf(plate),
          trailer: trailer === null ? null : vehicleOf(trailer),
          driver: driver === null ? null : newId<'Driver'>(Date.now()),
        },
        events: [],
        keep: () => Promise.resolve(),
      }),
    aggregates: {},
  };
}

export const aKey = (): string => crypto.randomUUID();

let seals = 0;

/** Registers a seal that has spoken, locked and with a full battery, at the route's start or elsewhere. */
export async function registerSeal(
  { database, officer }: World,
  where: { readonly lat: number; readonly lon: number } = route.from,
): Promise<SealId> {
  seals++;
  const id = newId<'Seal'>(Date.now());
  const bare = aSeal({ id, number: `ELK-${seals}`, wireId: `${8_000_000_000 + seals}` });
  await database.asParty(officer.scope, async (tx) => {
    await sealAggregate.save(tx, { id, state: bare, versionBefore: 0, version: 1 });
    const state = { ...bare, live: heardAt(where) };
    await sealAggregate.save(tx, { id, state, versionBefore: 1, version: 2 });
  });
  return id;
}

function heardAt({ lat, lon }: { readonly lat: number; readonly lon: number }): Live {
  return {
    ...NOTHING_HEARD,
    occurredAt: now(),
    receivedAt: now(),
    fix: 'gnss',
    place: { lat, lon, at: now(), speedKmh: 0, courseDeg: null },
    bits: { ...NO_BITS, motorLocked: true, ropeInserted: true },
    batteryPct: 97,
    clock: 'right',
  };
}

/** Moves a seal as its readings would. */
export async function moveSeal(
  { database, officer }: World,
  id: SealId,
  where: { readonly lat: number; readonly lon: number },
): Promise<void> {
  await database.asParty(officer.scope, async (tx) => {
    const found = await sealAggregate.find(tx, id);
    if (found === undefined) throw new Error('no such seal');
    const { version, state } = found;
    const moved = { ...state, live: { ...heardAt(where), latches: state.live.latches } };
    await sealAggregate.save(tx, {
      id,
      state: moved,
      versionBefore: version,
      version: version + 1,
    });
  });
}

export type Step = JourneyAct extends infer One
  ? One extends JourneyAct
    ? Omit<One, 'viewer' | 'key' | 'occurredAt'> & Partial<Pick<One, 'key' | 'occurredAt'>>
    : never
  : never;

/** An officer does it, with a key of its own unless one is given. */
export function did({ deps, officer }: World, step: Step): Promise<JourneyDone> {
  const asked = { viewer: officer, key: aKey(), occurredAt: undefined, ...step } as JourneyAct;
  return act(deps, asked);
}

/** Creates a journey of the carrier, or of another transporter. */
export async function begin(
  world: World,
  over: { readonly transporter?: Id<'Party'>; readonly plate?: string; readonly key?: string } = {},
): Promise<Id<'Journey'>> {
  const done = await createJourney(world.deps, {
    viewer: world.officer,
    key: over.key ?? aKey(),
    routeId: route.id,
    routeVersion: route.version,
    truck: {
      plate: over.plate ?? 'KDA 123A',
      trailer: null,
      driver: { name: 'J. Kamau', phone: '0712345678' },
      transporter: over.transporter ?? world.carrier.party.id,
    },
    cargo: 'Rice in bags',
  });
  if (!done.accepted) throw new Error(done.refusal.code);
  return (done.result as { journey: Id<'Journey'> }).journey;
}
