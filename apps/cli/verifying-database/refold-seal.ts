// A seal's whole history gone through again: its facts and its frames in the order of the log, by the intake's own
// fold. What comes out is held against the readings, lock events and alarms that were stored, and is
// written into the scratch as the seal's row and its watch.
import {
  type Across,
  type AroundSilence,
  handedOver,
  type Rules,
  type Watch,
  withoutCase,
} from '@lakiri/alarms';
import { saveWatches } from '@lakiri/alarms/store';
import type { Diversions, RouteIndex } from '@lakiri/corridors';
import type { RouteBook } from '@lakiri/corridors/store';
import {
  type Context,
  FULL_RATION,
  judgeDeadline,
  judgeUncertain,
  type Models,
} from '@lakiri/gateway/refolding';
import { canonical, type Id, type Instant, type Json } from '@lakiri/kit';
import { partiesOf } from '@lakiri/parties/store';
import { runSteps, uuidBytes } from '@lakiri/platform/copy';
import {
  FACT_COLUMNS,
  type FactRow,
  factOfRow,
  type RecordedFact,
} from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';
import { CREATE_SEAL_STAGE, foldedSteps, sealAggregate } from '@lakiri/seals/store';
import { type Cells, lifted } from '@lakiri/trust';
import { type HeldKey, heldKeys, keepLiftReason, saveSuspicions } from '@lakiri/trust/store';
import type { Report } from './finding.ts';
import { isBefore, type Place } from './places.ts';
import { type RaisedAlarms, raisedAlarms } from './raised-alarms.ts';
import { refoldFrames } from './refold-frames.ts';
import { madeUp, withIds } from './refold-ids.ts';
import { streamed } from './rows.ts';

/** An officer's words stand beside; their hash stands in their place here. */
const NO_SALT = new Uint8Array(0);

export type World = {
  readonly real: Sql;
  /** Has the facts of people replayed: journeys, routes, cases, alarms. */
  readonly scratch: Sql;
  readonly rules: Rules;
  /** As people have published and ended them. */
  readonly diversions: Diversions;
  /** With what people have revised. */
  readonly models: Models;
  /** As people have placed them. */
  readonly cells: Cells;
  readonly routes: RouteBook;
  readonly frameKey: Uint8Array | undefined;
  /** Opens the secrets of seals; absent: their proofs are taken as the verdicts of their frames have them. */
  readonly sealingKey: Uint8Array | undefined;
  readonly report: Report;
};

type State = {
  /** Undefined until it is registered. */
  context: Context | undefined;
  version: number;
  /** The version that the scratch's row has. */
  saved: number;
};

/** Goes through the history of one seal, and leaves its row and its watch in the scratch. */
export async function refoldSeal(world: World, sealId: Id<'Seal'>): Promise<void> {
  await world.scratch.query('DELETE FROM alarms.watch WHERE seal = $1', [sealId]);
  await world.scratch.query('DELETE FROM trust.suspicion WHERE seal = $1', [sealId]);
  await world.scratch.query('DELETE FROM seals.seal WHERE id = $1', [sealId]);
  const state: State = { context: undefined, version: 0, saved: 0 };
  const alarms = await raisedAlarms(world, sealId);
  const facts = await ownFacts(world.real, sealId);
  const frames = refoldFrames({ ...world, sealId, alarms });
  let next = 0;
  const followUntil = async (place: Place | undefined): Promise<void> => {
    for (let fact = facts[next]; fact !== undefined; fact = facts[++next]) {
      if (place !== undefined && !isBefore(fact, place)) return;
      await follow({ world, state, alarms, sealId }, fact);
    }
  };
  for (let place = await frames.peek(); place !== undefined; place = await frames.peek()) {
    await followUntil(place);
    state.context = await frames.fold(state.context);
    state.version = state.context?.version ?? state.version;
  }
  await followUntil(undefined);
  await frames.finish();
  alarms.finish();
  await save(world, state);
}

/** Facts of the seal but for those that its frames make, which stand beside their readings; a few for each journey. */
async function ownFacts(real: Sql, sealId: string): Promise<RecordedFact[]> {
  const facts: RecordedFact[] = [];
  const rows = streamed<FactRow>(
    real,
    `SELECT ${FACT_COLUMNS} FROM fact.fact f WHERE f.subject = $1 AND f.type NOT IN ('lock-event', 'seal-quarantined')
     ORDER BY f.xid, f.ordinal`,
    [sealId],
  );
  for await (const row of rows) facts.push(factOfRow(row));
  return facts;
}

type Following = {
  readonly world: World;
  readonly state: State;
  readonly alarms: RaisedAlarms;
  readonly sealId: Id<'Seal'>;
};

async function follow(work: Following, fact: RecordedFact): Promise<void> {
  const { world, state } = work;
  const named = { table: 'fact.fact', key: { id: fact.id } };
  const version = state.version + 1;
  if (fact.subjectVersion !== version)
    world.report({
      ...named,
      column: 'subject_version',
      is: String(fact.subjectVersion),
      shouldBe: String(version),
    });
  try {
    const event = {
      subjectKind: fact.subjectKind,
      subject: fact.subject,
      type: fact.type,
      body: JSON.parse(fact.body) as unknown,
    };
    if (fact.type === 'deadline-passed') await passDeadline(work, fact);
    else await act(work, event as SealEvents, version);
  } catch (error) {
    const say = `cannot follow on what was before it: ${(error as Error).message}`;
    world.report({ ...named, column: 'body', is: fact.body, shouldBe: null, say });
  }
  state.version = version;
  if (state.context !== undefined) state.context = { ...state.context, version };
}

/** As `execute` does it: what was folded is in the row; the row is read, evolved and saved. */
async function act(work: Following, event: SealEvents, version: number): Promise<void> {
  const { world, state, sealId } = work;
  const { scratch } = world;
  await save(world, state);
  const found = await sealAggregate.find(scratch, sealId);
  const seal = sealAggregate.evolve(found?.state, event);
  const versionBefore = found?.version ?? 0;
  await sealAggregate.save(scratch, { id: sealId, state: seal, versionBefore, version });
  state.saved = version;
  const read = (await sealAggregate.find(scratch, sealId))?.state ?? seal;
  const before = state.context;
  const context: Context = before ?? {
    idBytes: uuidBytes(sealId),
    seal: read,
    version,
    journey: null,
    route: null,
    watch: null,
    suspicion: null,
    owner: await ownerOf(scratch, read),
    ration: FULL_RATION,
  };
  const changed = await around(world, context, event);
  const watch = await watchAfter(work, { ...context, ...changed }, event);
  state.context = { ...context, ...changed, watch, seal: read, version };
}

/** An order that ended in doubt was told; `context` has the seal as it was before that. */
async function watchAfter(
  { world: { rules }, alarms }: Following,
  context: Context,
  event: SealEvents,
): Promise<Context['watch']> {
  if (event.type !== 'opening-order-ended') return context.watch;
  const told = judgeUncertain({ ...context, rules, ended: event.body, newId: madeUp });
  return told === null ? context.watch : withIds(told.watch, await alarms.settle(told.events));
}

async function ownerOf(scratch: Sql, { owner }: Seal): Promise<string | null> {
  return (await partiesOf(scratch, [owner])).get(owner)?.name ?? null;
}

type Around = Pick<Context, 'journey' | 'route' | 'watch'> &
  Partial<Pick<Context, 'suspicion' | 'keys'>>;

/** What the seal's readings mean from this fact on: its journey, and what the rules remember of it. */
async function around(world: World, context: Context, event: SealEvents): Promise<Around> {
  const { journey, route, watch } = context;
  switch (event.type) {
    case 'seal-fitted': {
      const { journey: id } = event.body;
      return { journey: { id, underway: false }, route: await routeOf(world, id), watch };
    }
    case 'journey-moved':
      return {
        journey: {
          ...(journey ?? { id: event.body.journey }),
          underway: event.body.milestone === 'departed',
        },
        route,
        watch,
      };
    case 'seal-disarmed':
      return { journey: journey && { ...journey, underway: false }, route, watch };
    case 'watching-changed':
      return { ...(await judgedBy(world, event.body)), watch };
    case 'watch-taken-over':
      return { journey, route, watch: event.body.watch as Watch | null };
    case 'seal-replaced':
      checkHandOver(world, context, await takenBy(world, event));
      return { journey: null, route: null, watch };
    case 'seal-released':
      return { journey: null, route: null, watch };
    case 'latches-cleared':
      return { journey, route, watch: await closedIn(world, context, event.body.case) };
    case 'doubt-lifted': {
      const { at, reasonSha256: sha256 } = event.body;
      const reason = { seal: event.subject, text: sha256, sha256, salt: NO_SALT, at };
      await keepLiftReason(world.scratch, reason);
      return { journey, route, watch, suspicion: lifted(at) };
    }
    case 'seal-keys-changed':
      return { journey, route, watch, keys: await keysAfter(world, context, event) };
    case 'seal-registered':
      return { journey, route, watch, keys: await keysUnsaid(world, event.subject) };
    case 'seal-armed':
    case 'opening-ordered':
    case 'opening-order-ended':
      return { journey, route, watch };
  }
}

/** What the rules look at from here on, as the fact says it. */
async function judgedBy(
  { scratch, routes }: World,
  { journey: id, watching }: (SealEvents & { type: 'watching-changed' })['body'],
): Promise<Pick<Around, 'journey' | 'route'>> {
  const { routeId, routeVersion, ...judged } = watching;
  const route = await routes.find(scratch, routeId, routeVersion);
  if (route === undefined) throw new Error(`route ${routeId} has no version ${routeVersion}`);
  return { journey: { id, ...judged }, route };
}

/** What the seal in its place says it was handed. */
async function takenBy(
  { real }: World,
  { subject, body: { by } }: SealEvents & { type: 'seal-replaced' },
): Promise<{ readonly id: string; readonly watch: Json } | undefined> {
  const { rows } = await real.query<{ id: string; body: string }>(
    `SELECT id, body FROM fact.fact WHERE subject = $1 AND type = 'watch-taken-over'
       AND body::json ->> 'from' = $2 ORDER BY subject_version DESC LIMIT 1`,
    [by, subject],
  );
  const [row] = rows;
  return row && { id: row.id, watch: (JSON.parse(row.body) as { watch: Json }).watch };
}

function checkHandOver(
  { report }: World,
  { watch }: Context,
  taken: Awaited<ReturnType<typeof takenBy>>,
): void {
  if (taken === undefined) throw new Error('nobody took over from it');
  const is = canonical(taken.watch);
  const shouldBe = canonical((watch === null ? null : handedOver(watch)) as unknown as Json);
  if (is !== shouldBe)
    report({ table: 'fact.fact', key: { id: taken.id }, column: 'body', is, shouldBe });
}

type KeysChanged = SealEvents & { readonly type: 'seal-keys-changed' };

/** As the log has it, from this fact on; the key itself is held against the hash in its own fact. */
async function keysAfter(
  { real }: World,
  { keys = [] }: Context,
  { subject, body: { key: id, change, at } }: KeysChanged,
): Promise<readonly HeldKey[]> {
  if (change === 'revoked')
    return keys.map((one) =>
      one.key.id === id ? { ...one, key: { ...one.key, revokedAt: at } } : one,
    );
  const all = (await heldKeys(real, [subject])).get(subject) ?? [];
  const held = all.find(({ key }) => key.id === id);
  if (held === undefined) throw new Error(`key ${id} is not there`);
  return [...keys, { ...held, key: { ...held.key, revokedAt: null } }];
}

/**
 * Keys of before the log of a seal said from which record on they count: they are held from the first, and count by
 * their own time, as gateways had it. A fact of each key is there all the same.
 */
async function keysUnsaid({ real }: World, seal: Id<'Seal'>): Promise<readonly HeldKey[]> {
  const held = (await heldKeys(real, [seal])).get(seal) ?? [];
  if (held.length === 0) return held;
  const { rows } = await real.query<{ body: string }>(
    `SELECT body FROM fact.fact WHERE subject = $1 AND type = 'seal-keys-changed'`,
    [seal],
  );
  const said = rows.map(({ body }) => JSON.parse(body) as KeysChanged['body']);
  const isSaid = (id: string, change: string) =>
    said.some((one) => one.key === id && one.change === change);
  return held
    .filter(({ key }) => !isSaid(key.id, 'registered'))
    .map(({ key, ...one }) => ({
      ...one,
      key: isSaid(key.id, 'revoked') ? { ...key, revokedAt: null } : key,
    }));
}

type Created = { readonly routeId: string; readonly routeVersion: number };

/** As it was created on; another that an exception put in its place is told to each seal by a fact of its own. */
async function routeOf({ real, scratch, routes }: World, journey: Id): Promise<RouteIndex | null> {
  const { rows } = await real.query<{ body: string }>(
    `SELECT body FROM fact.fact WHERE subject = $1 AND type = 'journey-created'`,
    [journey],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`journey ${journey} was never created`);
  const { routeId, routeVersion } = JSON.parse(row.body) as Created;
  const route = await routes.find(scratch, routeId, routeVersion);
  if (route === undefined) throw new Error(`route ${routeId} was never published`);
  return route;
}

async function closedIn({ scratch }: World, { watch }: Context, closed: Id<'Case'>) {
  if (watch === null) return null;
  const { rows } = await scratch.query<{ kind: Parameters<typeof withoutCase>[1] }>(
    'SELECT kind FROM alarms.case WHERE id = $1',
    [closed],
  );
  const kind = rows[0]?.kind;
  if (kind === undefined) throw new Error(`case ${closed} was never opened`);
  return withoutCase(watch, kind, closed);
}

/** Time alone meant something: judged again, as of the fact's own time. */
async function passDeadline(
  { world, state, alarms }: Following,
  fact: RecordedFact,
): Promise<void> {
  const { context } = state;
  if (context === undefined) throw new Error('of a seal that was never registered');
  const said = JSON.parse(fact.body) as {
    readonly listeningSince: Instant;
    readonly around?: AroundSilence;
    readonly across?: Across;
  };
  const { passed } = judgeDeadline({
    ...context,
    rules: world.rules,
    diversions: world.diversions,
    models: world.models,
    now: Date.parse(fact.receivedAt) as Instant,
    listeningSince: said.listeningSince,
    around: said.around,
    across: said.across,
    newId: madeUp,
  });
  if (passed === null) throw new Error('no deadline had passed');
  const shouldBe = canonical(passed.body as unknown as Json);
  if (shouldBe !== fact.body)
    world.report({
      table: 'fact.fact',
      key: { id: fact.id },
      column: 'body',
      is: fact.body,
      shouldBe,
    });
  const ids = await alarms.settle(passed.events);
  state.context = { ...context, watch: withIds(passed.watch, ids) };
}

/** Writes what was folded since the last act, by the intake's own statements. */
async function save({ scratch }: World, state: State): Promise<void> {
  const { context, version, saved } = state;
  if (context === undefined) return;
  if (context.watch !== null)
    await saveWatches(scratch, new Map([[context.seal.id, context.watch]]));
  if (context.suspicion !== null)
    await saveSuspicions(scratch, new Map([[context.seal.id, context.suspicion]]));
  if (version === saved) return;
  const seal: Seal = context.seal;
  const row = { idBytes: context.idBytes, seal, version, versionBefore: saved };
  // One transaction, or the stage would be emptied between its statements.
  await scratch.query(`${CREATE_SEAL_STAGE}; BEGIN`);
  await runSteps(scratch, foldedSteps([row]));
  await scratch.query('COMMIT');
  state.saved = version;
}
