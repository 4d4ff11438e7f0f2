// A node with an administration, two transporters and armed seals, for the tests of this module.
import { addMs, HOUR_MS, type Id, type Instant, instant, type Json, MINUTE_MS } from '@lakiri/kit';
import type { PersonId, Viewer } from '@lakiri/parties';
import { VersionConflict } from '@lakiri/platform/execute';
import { appendFacts, newId } from '@lakiri/platform/facts';
import type { MigrationSet } from '@lakiri/platform/migrate';
import { type Database, openDatabase, type Sql } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { fold, type JourneyRef, type Seal, type SealId } from '@lakiri/seals';
// biome-ignore lint/style/noRestrictedImports: the test stands where the server does, and gives one store to the other
import { sealAggregate } from '@lakiri/seals/store';
import { type Alarm, evaluate, raise, type Watch } from '../core/index.ts';
import { alarmsMigrations, loadWatches, storeAlarms } from '../store/index.ts';
import { anArmedSeal, aRouteIndex, defaultRules, type Told, told } from '../testing.ts';
import { actOnCase, type CaseAct, type CaseDone } from './acts.ts';
import type { AlarmsDeps } from './deps.ts';

const sealsMigrations: MigrationSet = {
  module: 'seals',
  directory: new URL('../../seals/store/migrations/', import.meta.url),
};

export type World = {
  readonly postgres: TestDatabase;
  readonly app: Database;
  readonly intake: Database;
  readonly deps: AlarmsDeps;
  readonly officer: Viewer;
  readonly colleague: Viewer;
  readonly carrier: Viewer;
  readonly rival: Viewer;
  close(): Promise<void>;
};

export const open = (url: string): Database =>
  openDatabase({ url, poolMax: 6, name: 'alarms test', onIdleError: () => undefined });

/** The real clock: permits are judged by the database's own. */
export const now = (): Instant => instant(Date.now()) as Instant;
/** Where minute 0 of the readings of these tests is. */
export const start: Instant = addMs(now(), -30 * MINUTE_MS);

export async function openWorld(): Promise<World> {
  const postgres = await testDatabase({ sets: [sealsMigrations, alarmsMigrations] });
  const app = open(postgres.appUrl);
  const intake = open(postgres.intakeUrl);
  const officer = aViewer('administration', 'A. Otieno');
  const colleague = {
    ...aViewer('administration', 'W. Achieng'),
    scope: officer.scope,
    party: officer.party,
  };
  const carrier = aViewer('transporter', 'B. Wanjiru');
  const rival = aViewer('transporter', 'C. Mwangi');
  await permit(postgres, { party: officer.party.id, subject: null });
  return {
    postgres,
    app,
    intake,
    deps: depsOf(app, [officer, colleague, carrier, rival]),
    officer,
    colleague,
    carrier,
    rival,
    close: async () => {
      await app.end();
      await intake.end();
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
    expiresAt: addMs(now(), HOUR_MS),
  };
}

export async function permit(
  postgres: TestDatabase,
  given: { readonly party: string; readonly subject: string | null },
): Promise<void> {
  const owner = open(postgres.ownerUrl);
  await owner.asNode((tx) =>
    tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, '2020-01-01Z', 'test')`,
      [given.party, given.subject],
    ),
  );
  await owner.end();
}

function depsOf(database: Database, people: readonly Viewer[]): AlarmsDeps {
  const journey = {
    ref: '7QF2-93',
    plate: 'KDJ 417K',
    routeName: 'West – East',
    corridor: null,
    cargo: 'Sugar',
    routeKm: 222.3,
    driver: { name: 'J. Kamau', phone: '0712345678' },
  };
  const seal = {
    number: 'ELK-20417',
    owner: 'Seals Ltd',
    maker: 'Jointech',
    batteryPct: 64,
    speedKmh: 0,
    positionAt: start,
    receivedAt: start,
  };
  const point = { lat: -1, lon: 36.2, speedKmh: 60, motorLocked: true, ropeCut: null };
  return {
    database,
    origin: 'test',
    now,
    sealAggregate,
    officersOf: () =>
      Promise.resolve(
        new Map(
          people
            .filter(({ roles }) => !roles.includes('transporter'))
            .map(({ person }) => [person.id, person.name]),
        ),
      ),
    journeysOf: (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, journey]))),
    sealsOf: (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, seal]))),
    peopleOf: (_tx, ids) =>
      Promise.resolve(
        new Map(
          people
            .filter(({ person }) => ids.includes(person.id))
            .map(({ person }) => [person.id, person.name]),
        ),
      ),
    placesNear: (_tx, positions) => Promise.resolve(positions.map(() => 'Salgaa')),
    readingsOf: (_tx, { from, until }) =>
      Promise.resolve([
        { at: from, ...point },
        { at: addMs(until, -1), ...point },
      ]),
  };
}

let seals = 0;

/** A seal armed on a journey of its own. */
export async function armSeal({
  app,
  officer,
}: World): Promise<{ readonly seal: SealId; readonly journey: JourneyRef }> {
  seals++;
  const id = newId<'Seal'>(Date.now());
  const journey = newId<'Journey'>(Date.now());
  const armedAt = addMs(start, -HOUR_MS);
  const free = anArmedSeal({
    id,
    number: `ELK-${seals}`,
    wireId: `${8_000_000_000 + seals}`,
    owner: newId<'Party'>(Date.now()),
    custody: { phase: 'free' },
  });
  await app.asParty(officer.scope, async (tx) => {
    await sealAggregate.save(tx, { id, state: free, versionBefore: 0, version: 1 });
    const state: Seal = { ...free, custody: { phase: 'armed', journey, armedAt } };
    await sealAggregate.save(tx, { id, state, versionBefore: 1, version: 2 });
  });
  return { seal: id, journey };
}

/** A reading read, folded and judged on what the intake knew, and not stored yet. */
export type Judged = {
  readonly alarms: readonly Alarm[];
  /** Throws VersionConflict when the seal was changed since it was read. */
  store(): Promise<void>;
};

export async function judge(world: World, id: SealId, words: Told): Promise<Judged> {
  const known = await world.intake.asNode(async (tx) => {
    const found = await sealAggregate.find(tx, id);
    if (found === undefined) throw new Error('no such seal');
    return { ...found, watch: (await loadWatches(tx, [id])).get(id) ?? null };
  }, 'repeatable read');
  const reading = told(words, start);
  const folded = fold(known.state, reading);
  const custody = known.state.custody;
  const journey = custody.phase === 'free' ? null : { id: custody.journey, underway: true };
  const judged = evaluate({
    before: known.state,
    folded,
    reading,
    journey,
    route: aRouteIndex,
    watch: known.watch,
    rules: defaultRules,
  });
  if (judged.watch === null) throw new Error('these seals are armed');
  const done = raise({
    raised: judged.raised,
    watch: judged.watch,
    seal: id,
    receivedAt: reading.receivedAt,
    cause: { occurredAt: reading.report.occurredAt, digest: reading.digest },
    newId: () => newId(Date.now()),
  });
  const version = known.version + 1;
  return {
    alarms: done.alarms,
    store: () =>
      world.intake.asNode(async (tx) => {
        const state = folded.seal;
        await sealAggregate.save(tx, { id, state, versionBefore: known.version, version });
        const changed = done.watch === known.watch ? [] : ([[id, done.watch]] as const);
        await storeAlarms(tx, { ...done, watches: new Map<string, Watch>(changed) });
        await appendEvents(tx, done.events, reading.receivedAt);
      }),
  };
}

async function appendEvents(
  tx: Sql,
  events: ReturnType<typeof raise>['events'],
  at: Instant,
): Promise<void> {
  const facts = events.map((event) => ({
    id: newId<'Fact'>(Date.now()),
    subjectKind: event.subjectKind,
    subject: event.subject as Id,
    subjectVersion: 1,
    type: event.type,
    schemaVersion: 1,
    body: event.body as unknown as Json,
    origin: 'test',
    actor: 'gateway:1',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
  }));
  await appendFacts(tx, facts);
}

/** As the intake: what was overtaken is read, folded and judged again. */
export async function hear(world: World, id: SealId, words: Told): Promise<readonly Alarm[]> {
  for (;;) {
    const judged = await judge(world, id, words);
    try {
      await judged.store();
      return judged.alarms;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
}

export const aKey = (): string => crypto.randomUUID();

export type Step = CaseAct extends infer One
  ? One extends CaseAct
    ? Omit<One, 'viewer' | 'key'> & Partial<Pick<One, 'viewer' | 'key'>>
    : never
  : never;

/** An officer does it, with a key of its own unless one is given. */
export function did({ deps, officer }: World, step: Step): Promise<CaseDone> {
  return actOnCase(deps, { viewer: officer, key: aKey(), ...step } as CaseAct);
}

export const codeOf = (done: CaseDone): string => (done.accepted ? 'accepted' : done.refusal.code);
