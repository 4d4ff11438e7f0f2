// A node with one administration, two transporters, one route and some seals, for the tests of this module.
import { randomBytes } from 'node:crypto';
import { indexRoute, type RouteVersion } from '@lakiri/corridors';
import { shippedRoute } from '@lakiri/corridors/testing';
import { addMs, type Id, type Instant, instant, NO_BITS } from '@lakiri/kit';
import { type Plate, parsePhone, parsePlate, type Viewer } from '@lakiri/parties';
// biome-ignore lint/style/noRestrictedImports: as below
import * as parties from '@lakiri/parties/store';
import { newId } from '@lakiri/platform/facts';
import { type Database, openDatabase, type Sql } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type Live, NOTHING_HEARD, type SealId } from '@lakiri/seals';
// biome-ignore lint/style/noRestrictedImports: the test stands where the server does, and gives one store to the other
import { findSeals, sealAggregate, sealsMigrations } from '@lakiri/seals/store';
import { aSeal } from '@lakiri/seals/testing';
import type { JourneyState } from '../core/index.ts';
import { findJourneys, journeysMigrations } from '../store/index.ts';
import { act, type JourneyAct, type JourneyDone } from './acts.ts';
import { createJourney, type JourneyForm } from './create-act.ts';
import type { JourneysDeps } from './deps.ts';

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
  const postgres = await testDatabase({
    sets: [parties.partiesMigrations, sealsMigrations, journeysMigrations],
  });
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
  await database.asParty(officer.scope, async (tx) => {
    for (const { party } of [officer, carrier, rival])
      await parties.partyAggregate.save(tx, {
        id: party.id,
        state: { ...party, home: party.kind === 'administration' },
        versionBefore: 0,
        version: 1,
      });
  });
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
    person: { id: newId(Date.now()), name, language: 'en' },
    party: { id: party, kind, name: `Party of ${name}`, country: 'KE' },
    roles: [kind === 'administration' ? 'officer' : 'transporter'],
    scope: { party },
    expiresAt: addMs(now(), 3_600_000),
  };
}

function depsOf(database: Database, people: readonly Viewer[]): JourneysDeps {
  const names = new Map(people.map(({ person }) => [person.id as string, person.name]));
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
    seals: { sealAggregate, findSeals },
    parties: { ...parties, namesOf: () => Promise.resolve(names) },
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

/** The form of a journey of the carrier. */
export function aForm({ carrier }: World, over: Partial<JourneyForm> = {}): JourneyForm {
  return {
    routeId: route.id,
    routeVersion: route.version,
    plate: aPlate('KDA 123A'),
    trailer: null,
    driverName: 'J. Kamau',
    driverPhone: parsePhone('0712345678') ?? null,
    cargo: 'Rice in bags',
    transporter: carrier.party.id,
    ...over,
  };
}

export function aPlate(text: string): Plate {
  const plate = parsePlate(text);
  if (plate === undefined) throw new Error(`${text} is no plate`);
  return plate;
}

export function journeyOf(done: JourneyDone): Id<'Journey'> {
  if (!done.accepted) throw new Error(done.refusal.code);
  return (done.result as { journey: Id<'Journey'> }).journey;
}

/** Creates a journey of the carrier, or as told otherwise. */
export async function begin(
  world: World,
  over: Partial<JourneyForm> & { readonly key?: string } = {},
): Promise<Id<'Journey'>> {
  const { key = aKey(), ...form } = over;
  const asked = { viewer: world.officer, key, form: aForm(world, form) };
  return journeyOf(await createJourney(world.deps, asked));
}

export const codeOf = (done: JourneyDone): string =>
  done.accepted ? 'accepted' : done.refusal.code;

export async function must(done: Promise<JourneyDone>): Promise<void> {
  const code = codeOf(await done);
  if (code !== 'accepted') throw new Error(code);
}

export const as = <T>(
  { database }: World,
  who: Viewer,
  work: (tx: Sql) => Promise<T>,
): Promise<T> => database.asParty(who.scope, work);

export async function asOwner<T>({ postgres }: World, work: (tx: Sql) => Promise<T>): Promise<T> {
  const owner = open(postgres.ownerUrl);
  try {
    return await owner.asNode(work);
  } finally {
    await owner.end();
  }
}

export async function stateOf(
  world: World,
  journey: Id<'Journey'>,
): Promise<JourneyState | undefined> {
  const [found] = await as(world, world.officer, (tx) => findJourneys(tx, [journey]));
  return found?.state.course.state;
}

export async function countFacts(world: World, subject: Id): Promise<number> {
  const { rows } = await asOwner(world, (tx) =>
    tx.query<{ n: number }>('SELECT count(*)::int AS n FROM fact.fact WHERE subject = $1', [
      subject,
    ]),
  );
  return rows[0]?.n ?? 0;
}

/** A journey of the carrier that is watched, with its one seal. */
export async function armed(
  world: World,
): Promise<{ readonly journey: Id<'Journey'>; readonly seal: SealId }> {
  const journey = await begin(world);
  const seal = await registerSeal(world);
  await must(did(world, { act: 'seal', journey, seal, mechanicalSeal: 'KRA 0041772' }));
  await must(did(world, { act: 'arm', journey }));
  return { journey, seal };
}

export const anyJourney = {
  state: undefined,
  route: undefined,
  search: undefined,
  vehicles: [],
  after: undefined,
  limit: 10,
};
