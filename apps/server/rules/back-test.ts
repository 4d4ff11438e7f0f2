// A back-test: reads the stored readings of a period in bulk, journey by journey, and judges them twice. It runs in a
// thread of its own, sees what the officer who asked may see, and writes nothing.
import type { AroundSilence, Raised } from '@lakiri/alarms';
import { besideRules, endedCasesOf, ruleVersions, versionsAsRead } from '@lakiri/alarms/store';
import {
  type Diversions,
  deadZoneAt,
  diversionsOf,
  locate,
  placeAt,
  type RouteIndex,
} from '@lakiri/corridors';
import {
  loadDeadZones,
  loadDiversions,
  loadForbiddenFences,
  type RouteBook,
  routeBook,
} from '@lakiri/corridors/store';
import { type FittingSpan, findJourneys, fittingsWithin } from '@lakiri/journeys/store';
import { addMs, DAY_MS, HOUR_MS, type Id, type Instant } from '@lakiri/kit';
import type { Database, Scope, Sql } from '@lakiri/platform/sql';
import {
  contentOf,
  type Fitting,
  type Found,
  plateCountry,
  resultOf,
  rulesWith,
  type Sides,
  tryFitting,
  whereOf,
} from '@lakiri/rules';
import { type BackTest, type Progress, targetAt } from '@lakiri/rules/store';
import { evolveSeal, type Seal } from '@lakiri/seals';
import { findSeals, type SealFact, sealHistories } from '@lakiri/seals/store';
import { hoursOnShift } from '@lakiri/shifts/store';
import { unpackReadings } from '@lakiri/telemetry';
import { packedReadings } from '@lakiri/telemetry/store';
import { partiesPort, partyNames } from '../words.ts';

/** Journeys read at once: some ten megabytes, below the time that a statement may take. */
const CHUNK = 24;
/** What a seal said before it was fitted says where it stands then. */
const BEFORE_MS = 2 * HOUR_MS;
/** A journey that began long before the period is judged from so long before it: enough for every rule's memory. */
const LOOK_BACK_MS = 7 * DAY_MS;

export type Running = {
  readonly database: Database;
  readonly scope: Scope;
  readonly test: Pick<BackTest, 'kind' | 'asked'>;
  readonly progress: (progress: Progress) => void;
  /** Milliseconds of this thread's own work: on a machine that others use too, time alone says nothing of it. */
  readonly workedMs: () => number;
};

type World = {
  readonly routes: RouteBook;
  readonly zones: Parameters<typeof deadZoneAt>[0];
  readonly diversions: Diversions;
  readonly rules: Parameters<typeof tryFitting>[2];
};

/** Judges all of the period. The result, as it is kept. Throws where the database does. */
export async function runBackTest(running: Running): Promise<ReturnType<typeof resultOf>> {
  const { database, scope, test } = running;
  const begun = performance.now();
  const { fittings, world } = await database.asParty(scope, (tx) => prepare(tx, running));
  const found: Sides<Found[]> = { present: [], drafted: [] };
  let reports = 0;
  let foldMs = 0;
  let ahead = read(running, world, fittings.slice(0, CHUNK));
  for (let at = 0; at < fittings.length; at += CHUNK) {
    const chunk = await ahead;
    // The database reads the next ones while these are judged.
    ahead = read(running, world, fittings.slice(at + CHUNK, at + 2 * CHUNK));
    ahead.catch(() => undefined); // told where it is awaited
    const from = running.workedMs();
    const tried = chunk.map((one) => ({
      one,
      did: tryFitting(one.fitting, test.kind, world.rules),
    }));
    foldMs += running.workedMs() - from;
    for (const { one, did } of tried) {
      reports += did.reports;
      for (const side of ['present', 'drafted'] as const)
        found[side].push(...foundOf(one, did.raised[side], test.asked));
    }
    const journeys = Math.min(at + CHUNK, fittings.length);
    const reportsPerS = Math.round(reports / Math.max(0.001, (performance.now() - begun) / 1_000));
    running.progress({ journeys, journeysInAll: fittings.length, reports, reportsPerS });
  }
  await ahead;
  const journeys = new Set(fittings.map(({ journey }) => journey as string));
  const { named, ended, shifts } = await database.asParty(scope, (tx) =>
    wordsFor(tx, running, { found, journeys }),
  );
  const foldReportsPerS = foldMs === 0 ? 0 : Math.round(reports / (foldMs / 1_000));
  const totalS = (performance.now() - begun) / 1_000;
  const { oneIn } = test.asked;
  const counted = { journeys: journeys.size, reports, totalS, foldReportsPerS, oneIn };
  return resultOf({ ...counted, shifts, found: named, ended });
}

async function prepare(
  tx: Sql,
  { test: { kind, asked } }: Running,
): Promise<{ readonly fittings: FittingSpan[]; readonly world: World }> {
  const beside = await besideRules(tx);
  const fences = [...beside.fences, ...(await loadForbiddenFences(tx))];
  const known = { versions: await ruleVersions(tx), beside: { ...beside, fences } };
  const all = (await versionsAsRead(tx, [kind])).get(kind) ?? [];
  const present = all.find(({ rule }) => rule.version === asked.presentVersion);
  if (present === undefined) throw new Error(`${kind} has no version ${asked.presentVersion}`);
  const zones = await loadDeadZones(tx);
  return {
    fittings: await fittingsWithin(tx, asked),
    world: {
      routes: routeBook(),
      zones: zones.map(({ versions }) => versions),
      diversions: diversionsOf(await loadDiversions(tx)),
      rules: {
        present: rulesWith(kind, contentOf(present), known),
        drafted: rulesWith(kind, asked.content, known),
      },
    },
  };
}

type Ready = {
  readonly span: FittingSpan;
  readonly route: RouteIndex | null;
  readonly fitting: Fitting;
};

function read(running: Running, world: World, spans: readonly FittingSpan[]): Promise<Ready[]> {
  if (spans.length === 0) return Promise.resolve([]);
  return running.database.asParty(running.scope, (tx) => readChunk(tx, running, { world, spans }));
}

async function readChunk(
  tx: Sql,
  { test: { asked } }: Running,
  { world, spans }: { readonly world: World; readonly spans: readonly FittingSpan[] },
): Promise<Ready[]> {
  const ids = [...new Set(spans.map(({ seal }) => seal))];
  const histories = await sealHistories(tx, ids);
  const seals = new Map((await findSeals(tx, ids)).map(({ seal }) => [seal.id as string, seal]));
  const owners = await partyNames(tx, [...new Set([...seals.values()].map(({ owner }) => owner))]);
  const packed = await packedReadings(
    tx,
    spans.map(({ seal, fittedAt, untilAt }) => ({
      sealId: seal,
      from: Math.max(addMs(fittedAt, -BEFORE_MS), addMs(asked.from, -LOOK_BACK_MS)) as Instant,
      until: Math.min(untilAt ?? asked.until, asked.until) as Instant,
    })),
  );
  const routes = await routesOf(tx, world.routes, { spans, histories });
  return spans.flatMap((span, at): Ready[] => {
    const seal = seals.get(span.seal);
    const history = historyOf(span, histories.get(span.seal) ?? [], seal);
    if (seal === undefined || history === undefined) return [];
    const routeOf = (id: string, version: number) => routes.get(`${id} ${version}`) ?? null;
    const route = routeOf(span.routeId, span.routeVersion);
    const fitting: Fitting = {
      ...{ journey: span.journey, ...history, route, routeOf, until: asked.until },
      diversions: world.diversions,
      owner: owners.get(seal.owner) ?? null,
      readings: unpackReadings(packed[at] ?? new Uint8Array(0)),
      aroundOf: (now, on, when) => aroundOf(world, now, on, when),
    };
    return [{ span, route, fitting }];
  });
}

/** The seal as it was before it was fitted, and what befell it from then on. */
function historyOf(
  { journey }: FittingSpan,
  facts: readonly SealFact[],
  now: Seal | undefined,
): Pick<Fitting, 'seal' | 'facts'> | undefined {
  const isOf = ({ event }: SealFact): boolean =>
    event.type === 'seal-fitted' && event.body.journey === (journey as string);
  const first = facts.findLastIndex(isOf);
  if (first < 0 || now === undefined) return undefined;
  const next = facts.findIndex(({ event }, at) => at > first && event.type === 'seal-fitted');
  let seal: Seal | undefined;
  for (const { event } of facts.slice(0, first))
    if (event.type !== 'seal-quarantined') seal = evolveSeal(seal, event);
  if (seal === undefined) return undefined;
  // By the model as it is now: its older versions judged the same silences a little otherwise.
  const own = facts.slice(first, next < 0 ? facts.length : next);
  return { seal: { ...seal, model: now.model }, facts: own };
}

async function routesOf(
  tx: Sql,
  book: RouteBook,
  of: {
    readonly spans: readonly FittingSpan[];
    readonly histories: ReadonlyMap<string, readonly SealFact[]>;
  },
): Promise<ReadonlyMap<string, RouteIndex>> {
  const asked = new Map<string, { readonly routeId: string; readonly routeVersion: number }>();
  const ask = (one: { readonly routeId: string; readonly routeVersion: number }) =>
    asked.set(`${one.routeId} ${one.routeVersion}`, one);
  for (const span of of.spans) ask(span);
  for (const facts of of.histories.values())
    for (const { event } of facts) if (event.type === 'watching-changed') ask(event.body.watching);
  const routes = new Map<string, RouteIndex>();
  for (const [key, { routeId, routeVersion }] of asked) {
    const route = await book.find(tx, routeId, routeVersion);
    if (route !== undefined) routes.set(key, route);
  }
  return routes;
}

const NOTHING_AROUND: AroundSilence = {
  ...{ deadZone: null, jammedAt: null, near: { seals: 0, late: 0 }, incident: null },
};

/** Of what may explain a silence only dead zones are looked up: what else was so then, nobody asks again. */
function aroundOf(
  { zones }: World,
  { live }: Seal,
  route: RouteIndex | null,
  now: Instant,
): AroundSilence {
  if (zones.length === 0) return NOTHING_AROUND;
  const { place } = live;
  const km = place === null || route === null ? null : locate(route, place).km;
  const heard = { route: route?.route.id ?? null, km, place };
  const deadZone = deadZoneAt(zones, heard, place?.at ?? now) ?? null;
  return { ...NOTHING_AROUND, deadZone };
}

function foundOf(
  { span, route, fitting }: Ready,
  raised: readonly Raised[],
  { from, until }: BackTest['asked'],
): Found[] {
  const { model } = fitting.seal;
  return raised
    .filter(({ occurredAt }) => occurredAt >= from && occurredAt < until)
    .map(({ occurredAt: at, place }) => {
      const named = route === null || place === null ? undefined : placeAt(route, place)?.name;
      return {
        ...{ journey: span.journey, ref: span.ref, seal: fitting.seal.number, at },
        maker: model.maker ?? model.dialect,
        country: null,
        where: whereOf(place, route && { name: route.route.name }, named),
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
      };
    });
}

/** What is known of the journeys that an alarm is of, and of the cases that were closed. */
async function wordsFor(
  tx: Sql,
  { test: { kind, asked } }: Running,
  of: { readonly found: Sides<readonly Found[]>; readonly journeys: ReadonlySet<string> },
) {
  const told = [...of.found.present, ...of.found.drafted].map(({ journey }) => journey);
  const cases = (await endedCasesOf(tx, kind, asked)).filter((one) => of.journeys.has(one.journey));
  const ids = [...new Set([...told, ...cases.map(({ journey }) => journey)])] as Id<'Journey'>[];
  const journeys = (await findJourneys(tx, ids)).map(({ state }) => state);
  const vehicles = journeys.map(({ truck }) => truck.vehicle);
  const plates = await partiesPort.platesOf(tx, vehicles);
  const countries = new Map(
    journeys.map(({ id, truck }) => [
      id as string,
      plateCountry(plates.get(truck.vehicle) ?? null),
    ]),
  );
  const refs = new Map(journeys.map(({ id, ref }) => [id as string, ref as string]));
  const seals = await findSeals(tx, [...new Set(cases.map(({ seal }) => seal))] as Id<'Seal'>[]);
  const numbers = new Map(seals.map(({ seal }) => [seal.id as string, seal.number]));
  const withCountry = (one: Found): Found => ({
    ...one,
    country: countries.get(one.journey) ?? null,
  });
  const { perShift, shiftHours } = await targetAt(tx, asked.until);
  const hours = await hoursOnShift(tx, asked);
  const count = (hours > 0 ? hours : (asked.until - asked.from) / HOUR_MS) / shiftHours;
  return {
    named: {
      present: of.found.present.map(withCountry),
      drafted: of.found.drafted.map(withCountry),
    },
    ended: cases.map((one) => ({
      ...one,
      ref: refs.get(one.journey) ?? '',
      seal: numbers.get(one.seal) ?? one.seal,
    })),
    // Where nobody was on shift by the book, one operator is taken to have watched all the time.
    shifts: { count, targetPerShift: perShift, isAssumed: hours === 0 },
  };
}
