// What time alone makes true: a silence, a stop grown too long. Runs where the readings are folded, so
// that a gateway which hears nothing because it does not run accuses nobody of silence.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Across, type Case, isOverdue, type Watch } from '@lakiri/alarms';
import { WAKE_MAX, wakeCases } from '@lakiri/alarms/store';
import { locate } from '@lakiri/corridors';
import { addMs, type Id, type Instant, type Json, MINUTE_MS } from '@lakiri/kit';
import { isUnavailable } from '@lakiri/platform/database-errors';
import { appendFacts, type Fact } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import { type Database, type Sql, sqlState } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import { claimDue, claimSeals, type Due, type SealAt, saveDue } from '@lakiri/seals/store';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import { acrossNow } from './across.ts';
import { lookAtAreas } from './areas.ts';
import type { Sources, WatchedFitting } from './cache.ts';
import type { Standing } from './context.ts';
import {
  type Asked,
  type Expected,
  expectedOf,
  type Groups,
  lookAtGroups,
} from './expectations.ts';
import type { Recorder } from './facts.ts';
import type { FoldedBatch } from './fold-batch.ts';
import { judgeDeadline } from './judge-deadline.ts';
import { lookAtPassages } from './passages.ts';

const LOOK_EVERY_MS = 1_000;
/** Two trucks that part are 300 m from each other after some 20 s, and must be so for minutes. */
const ACROSS_EVERY_MS = 30_000;
/** A group that is lost or back is told within this time, also when no seal of it falls due. */
const GROUPS_EVERY_MS = 5_000;
/** A place that is jammed takes minutes to show; who looks reads every armed seal. */
const AREAS_EVERY_MS = 30_000;
/** A loaded truck takes ten minutes from mark to mark. */
const PASSAGES_EVERY_MS = MINUTE_MS;
/** Of groups just looked at, the next claim of the same rush is judged; a second later they are looked at again. */
const GROUPS_FRESH_MS = 1_000;
/** Seals claimed at once: their rows are locked while they are judged, so that it must be quick. */
const CLAIM_MAX = 200;
/** When a seal that could not be judged is tried again. */
const POSTPONED_MS = MINUTE_MS;

type AlarmWrites = Pick<FoldedBatch, 'watches' | 'alarms' | 'opened'>;

export type Deadlines = {
  readonly database: Database;
  readonly sources: Sources;
  readonly standing: () => Standing;
  /** Reads again what `standing` gives, where that is too old to judge by. Throws when it cannot. */
  readonly freshen: () => Promise<void>;
  readonly storeAlarms: (tx: Sql, writes: AlarmWrites) => Promise<void>;
  readonly recorder: Recorder;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly now: () => Instant;
  /** When this node began to hear: what it could not hear before is nobody's silence. */
  readonly listeningSince: Instant;
};

/** Looks once a second for what has fallen due, and now and then for what many seals together tell, until told to stop. */
export async function watchDeadlines(parts: Deadlines, stop: AbortSignal): Promise<void> {
  const looked: Looked = { at: Number.NEGATIVE_INFINITY, groups: undefined };
  const looks = looksOf(parts, looked);
  while (!stop.aborted) {
    try {
      for (const look of looks) await lookIfTime(look, parts.now());
      while ((await judgeDue(parts, looked)) === CLAIM_MAX && !stop.aborted);
      while ((await wakeDue(parts)) === WAKE_MAX && !stop.aborted);
    } catch (error) {
      parts.log.warn({ err: error }, 'deadlines could not be judged');
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: told to stop
  }
}

type Look = { readonly everyMs: number; lastAt: number; readonly look: () => Promise<unknown> };

/** What is looked at over all seals, and how often. */
function looksOf(parts: Deadlines, looked: Looked): readonly Look[] {
  const { database, now } = parts;
  const areas = () => database.asNode((tx) => lookAtAreas(tx, { ...parts, now: now() }));
  const passages = () => database.asNode((tx) => lookAtPassages(tx, { ...parts, now: now() }));
  const groups = async (): Promise<void> => {
    const at = now();
    looked.groups = await database.asNode((tx) => lookAtGroups(tx, { ...parts, now: at }));
    looked.at = at;
  };
  return [
    { everyMs: GROUPS_EVERY_MS, look: groups },
    { everyMs: AREAS_EVERY_MS, look: areas },
    { everyMs: ACROSS_EVERY_MS, look: () => judgeAcross(parts, looked) },
    { everyMs: PASSAGES_EVERY_MS, look: passages },
  ].map((it) => ({ ...it, lastAt: Number.NEGATIVE_INFINITY }));
}

async function lookIfTime(look: Look, now: Instant): Promise<void> {
  if (now - look.lastAt < look.everyMs) return;
  look.lastAt = now; // before: one that fails is not tried again each second
  await look.look();
}

/** Cases whose clock has run out, one claim of them. */
function wakeDue({ database, now, recorder }: Deadlines): Promise<number> {
  return database.asNode((tx) => wakeCases(tx, { at: now(), recorder }));
}

/** How the groups were heard when somebody last looked: what a later look finds replaces it. */
type Looked = { at: number; groups: Groups | undefined };
const NEVER: Readonly<Looked> = { at: Number.NEGATIVE_INFINITY, groups: undefined };

/** Judges one claim of due seals in one transaction. Returns how many there were. */
export async function judgeDue(parts: Deadlines, looked: Looked = { ...NEVER }): Promise<number> {
  await parts.freshen();
  return await parts.database.asNode(async (tx) => {
    const now = parts.now();
    const due = await claimDue(tx, now, CLAIM_MAX);
    return await judgeClaimed(parts, tx, { now, due, looked, across: NOBODY_COMPARED });
  });
}

/** Judges the seals that are apart from others, or crowd with them. Returns how many there were. */
export async function judgeAcross(
  parts: Deadlines,
  looked: Looked = { ...NEVER },
): Promise<number> {
  await parts.freshen();
  return await parts.database.asNode(async (tx) => {
    const now = parts.now();
    const across = await acrossNow(tx, { rules: parts.standing().rules, now });
    if (across.size === 0) return 0;
    const due = await claimSeals(tx, [...across.keys()]);
    return await judgeClaimed(parts, tx, { now, due, looked, across });
  });
}

type Claimed = {
  readonly now: Instant;
  readonly due: readonly SealAt[];
  readonly looked: Looked;
  readonly across: ReadonlyMap<string, Across>;
};

const NOBODY_COMPARED: ReadonlyMap<string, Across> = new Map();

async function judgeClaimed(
  parts: Deadlines,
  tx: Sql,
  { now, due, looked, across }: Claimed,
): Promise<number> {
  if (due.length === 0) return 0;
  const ids = due.map(({ seal }) => seal.id);
  const watched = await parts.sources.loadWatched(tx, ids);
  const watches = await parts.sources.loadWatches(tx, ids);
  const done: Judged = { dues: [], facts: [], watches: new Map(), alarms: [], opened: [] };
  const expected = await explained(parts, tx, { now, due, watched, watches, looked });
  for (const at of due) {
    const journey = watched.get(at.seal.id) ?? null;
    const watch = watches.get(at.seal.id) ?? null;
    const expects = expected.get(at.seal.id);
    const found = across.get(at.seal.id);
    await judgeOrPostpone({ parts, tx, now, at, journey, watch, expects, across: found, done });
  }
  await saveDue(tx, done.dues);
  if (done.watches.size > 0 || done.alarms.length > 0) await parts.storeAlarms(tx, done);
  await appendFacts(tx, done.facts, { announce: done.alarms.length > 0 });
  for (const { kind } of done.alarms) parts.metrics.alarms.inc({ kind });
  return due.length;
}

type DueNow = {
  readonly now: Instant;
  readonly due: readonly SealAt[];
  readonly watched: ReadonlyMap<string, WatchedFitting>;
  readonly watches: ReadonlyMap<string, Watch>;
  readonly looked: Looked;
};

/** What may explain the silences among them. Most that fall due have spoken: then nobody else is asked. */
async function explained(
  parts: Deadlines,
  tx: Sql,
  { now, due, watched, watches, looked }: DueNow,
): Promise<ReadonlyMap<string, Expected>> {
  const { rules, models } = parts.standing();
  const silent = due.filter(({ seal }) => {
    const model = models.at(seal.model.model, now)?.profile ?? seal.model;
    const journey = watched.get(seal.id) ?? null;
    const watch = watches.get(seal.id) ?? null;
    const { listeningSince } = parts;
    return isOverdue({ seal: { ...seal, model }, journey, watch, rules, now, listeningSince });
  });
  if (silent.length === 0) return new Map();
  const expecting = { ...parts, now };
  const isFresh = now - looked.at < GROUPS_FRESH_MS;
  const groups = (isFresh && looked.groups) || (await lookAtGroups(tx, expecting));
  Object.assign(looked, { at: now, groups });
  const asked = await Promise.all(silent.map(({ seal }) => askedOf(parts, tx, seal, watched)));
  return await expectedOf(tx, expecting, { groups, asked });
}

/** Where along its route a seal was last heard. A route that nobody has is told when the seal is judged. */
async function askedOf(
  { sources }: Deadlines,
  tx: Sql,
  seal: Seal,
  watched: ReadonlyMap<string, WatchedFitting>,
): Promise<Asked> {
  const journey = watched.get(seal.id);
  const { place } = seal.live;
  if (journey === undefined || place === null) return { seal, routeId: journey?.routeId, km: null };
  const { routeId, routeVersion } = journey;
  const route = await sources.routeOf(tx, routeId, routeVersion).catch(() => undefined);
  return { seal, routeId, km: route === undefined ? null : locate(route, place).km };
}

type Judged = {
  readonly dues: Due[];
  readonly facts: Fact[];
  readonly watches: Map<string, Watch>;
  readonly alarms: FoldedBatch['alarms'];
  readonly opened: Case[];
};

type JudgeOne = {
  readonly parts: Deadlines;
  readonly tx: Sql;
  readonly now: Instant;
  readonly at: SealAt;
  readonly journey: WatchedFitting | null;
  readonly watch: Watch | null;
  readonly expects: Expected | undefined;
  readonly across: Across | undefined;
  readonly done: Judged;
};

/** One seal that cannot be judged (a bug, a route nobody has) must not silence the alarms of all others. */
async function judgeOrPostpone(one: JudgeOne): Promise<void> {
  try {
    await judge(one);
  } catch (error) {
    if (sqlState(error) !== undefined || isUnavailable(error)) throw error;
    const { parts, at, now, done } = one;
    parts.metrics.refused.inc({ reason: 'deadline-broken' });
    parts.log.error({ err: error, seal: at.seal.id }, 'a deadline could not be judged');
    done.dues.push({ id: at.seal.id, dueAt: addMs(now, POSTPONED_MS), versionUp: false });
  }
}

async function judge(one: JudgeOne): Promise<void> {
  const { parts, tx, now, at, journey, watch, expects, across, done } = one;
  const { seal, version } = at;
  const route =
    journey === null
      ? null
      : await parts.sources.routeOf(tx, journey.routeId, journey.routeVersion);
  const { dueAt, passed } = judgeDeadline({
    seal,
    journey,
    route,
    watch,
    ...parts.standing(),
    now,
    listeningSince: expects?.listeningSince ?? parts.listeningSince,
    around: expects?.around,
    across,
    newId: parts.recorder.newId,
  });
  done.dues.push({ id: seal.id, dueAt, versionUp: passed !== null });
  if (passed === null) return;
  done.watches.set(seal.id, passed.watch);
  done.alarms.push(...passed.alarms);
  done.opened.push(...passed.opened);
  const own = {
    subjectKind: 'seal',
    subject: seal.id,
    type: 'deadline-passed',
    version: version + 1,
  };
  done.facts.push(fact(parts, now, { ...own, body: passed.body }));
  for (const event of passed.events)
    done.facts.push(
      fact(parts, now, { ...event, version: 1, body: event.body as unknown as Json }),
    );
}

type Said = {
  readonly subjectKind: string;
  readonly subject: Id;
  readonly type: string;
  readonly version: number;
  readonly body: Json;
};

function fact({ recorder }: Deadlines, now: Instant, { version, ...said }: Said): Fact {
  return {
    ...said,
    id: recorder.newId(),
    subjectVersion: version,
    schemaVersion: 1,
    origin: recorder.origin,
    actor: recorder.actor,
    authority: null,
    occurredAt: now,
    receivedAt: now,
    causes: [],
  };
}
