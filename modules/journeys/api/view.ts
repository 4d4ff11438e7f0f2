import { extraHours, type HoursGiven, locate } from '@lakiri/corridors';
import { addMs, HOUR_MS, type Id, type Instant, isoOf, parseId, parseInstant } from '@lakiri/kit';
import type { Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import type { z } from 'zod';
import {
  expectArrival,
  followedFittings,
  isWatched,
  type Journey,
  type JourneyId,
  journeyAsKnown,
  milestonesOf,
  sealsOn,
} from '../core/index.ts';
import {
  journeyFacts,
  loadOnward,
  recordedOf,
  type TimelineFact,
  usualPaces,
} from '../store/index.ts';
import type { JourneysDeps, LiveSeen } from './deps.ts';
import type { journeySchema } from './schemas.ts';

export type JourneyView = z.infer<typeof journeySchema>;

/** Journeys as a screen shows them, with what other modules call their parts. */
export async function viewJourneys(
  tx: Sql,
  journeys: readonly Versioned<Journey>[],
  deps: JourneysDeps,
): Promise<JourneyView[]> {
  if (journeys.length === 0) return [];
  const around = await gather(
    tx,
    journeys.map(({ state }) => state),
    deps,
  );
  const views: JourneyView[] = [];
  for (const { state: journey, version } of journeys) {
    const route = await routeOf(tx, journey, deps);
    const [first] = sealsOn(journey);
    const live = (first && around.live.get(first)) ?? null;
    views.push({
      ...viewBare(journey, around),
      version,
      route: viewRoute(route),
      progress: isWatched(journey.course) ? progressOn(route, live) : null,
      arrival: arrivalOf(journey, { route, live, around }),
      live,
    });
  }
  return views;
}

type Around = Awaited<ReturnType<typeof gather>>;

/** What all journeys of a page need, one query a kind. */
async function gather(tx: Sql, journeys: readonly Journey[], deps: JourneysDeps) {
  const { parties } = deps;
  const ids = journeys.map(({ id }) => id);
  const trucks = journeys.map(({ truck }) => truck);
  const vehicles = trucks.flatMap(({ vehicle, trailer }) => [vehicle, trailer]);
  const seals = journeys.flatMap((journey) => sealsOn(journey).slice(0, 1));
  const facts = await journeyFacts(tx, ids);
  return {
    facts,
    names: await parties.namesOf(tx, peopleOf(facts)),
    parties: await parties.partiesOf(tx, unique(journeys.map((it) => it.transporter))),
    plates: await parties.platesOf(tx, unique(vehicles)),
    drivers: await parties.driversOf(tx, unique(trucks.map(({ driver }) => driver))),
    live: (await deps.liveOf?.(tx, seals)) ?? new Map<string, LiveSeen | null>(),
    cases: (await deps.openCasesOf?.(tx, ids)) ?? new Map<string, never>(),
    onward: await loadOnward(
      tx,
      ids.filter((_, at) => isInTransit(journeys[at])),
      deps.now(),
    ),
    paceOn: await usualPaces(tx, deps.now()),
    hours:
      (await deps.hoursGiven?.(tx, [...new Set(journeys.map(({ route }) => route.id))])) ??
      new Map<string, readonly HoursGiven[]>(),
    now: deps.now(),
  };
}

/** A journey as it was known at an instant; undefined where nothing of it had been recorded. */
export async function viewThen(
  tx: Sql,
  asked: { readonly id: JourneyId; readonly knownAt: Instant },
  deps: JourneysDeps,
): Promise<JourneyView | undefined> {
  const { knownAt } = asked;
  const facts = await journeyFacts(tx, [asked.id]);
  const known = journeyAsKnown(facts.map(recordedOf), knownAt);
  if (known === undefined) return undefined;
  const { state: journey, version } = known;
  const around = await gather(tx, [journey], deps);
  const route = await routeOf(tx, journey, deps);
  const [first] = followedFittings(journey.fittings).slice(-1);
  const place = first && deps.known?.placeOf(tx, { ...first, from: first.fittedAt, knownAt });
  const isWatchedThen = isWatched(journey.course);
  return {
    ...viewBare(journey, {
      ...around,
      now: knownAt,
      facts: facts.filter(({ recordedAt }) => recordedAt <= knownAt),
    }),
    version,
    route: viewRoute(route),
    progress: isWatchedThen ? progressOn(route, (await place) ?? null) : null,
    arrival: null, // what was expected then is kept nowhere
    live: null,
    openCases: [...((await deps.known?.openCasesOf(tx, journey.id, knownAt)) ?? [])],
  };
}

async function routeOf(tx: Sql, { id, route }: Journey, deps: JourneysDeps): Promise<Route> {
  const found = await deps.routes.find(tx, route.id, route.version);
  if (found === undefined) throw new Error(`journey ${id} is on a route nobody has`);
  return found;
}

const viewRoute = ({ route: { id, version, name, km, from, to } }: Route) => ({
  ...{ id, version, name, km },
  fromPlace: from.id,
  toPlace: to.id,
});

type Bare = Omit<JourneyView, 'version' | 'route' | 'progress' | 'arrival' | 'live'>;

function viewBare(journey: Journey, around: Around): Bare {
  const { id, ref, cargo, transporter, course } = journey;
  const { vehicle, trailer, driver } = journey.truck;
  const seen = driver === null ? undefined : around.drivers.get(driver);
  return {
    id,
    ref,
    state: course.state,
    vehicle: {
      plate: around.plates.get(vehicle) ?? null,
      trailer: trailer === null ? null : (around.plates.get(trailer) ?? null),
    },
    driver: { name: seen?.name ?? null, phone: seen?.phone ?? null },
    cargo,
    transporter: { id: transporter, name: around.parties.get(transporter)?.name ?? null },
    seals: journey.fittings.map(({ seal, number, fittedAt, until, mechanicalSeal, replaces }) => ({
      id: seal,
      number,
      fittedAt: isoOf(fittedAt),
      until: iso(until),
      mechanicalSeal,
      replaces,
    })),
    milestones: around.facts
      .filter(({ subject, type }) => subject === id && !type.startsWith('journey-exception'))
      .map((fact) => ({
        type: fact.type.replace('journey-', ''),
        occurredAt: isoOf(fact.occurredAt),
        recordedAt: isoOf(fact.recordedAt),
        by: nameOf(fact, around.names),
      })),
    openCases: [...(around.cases.get(id) ?? [])],
    deadlineAt: iso(deadlineOf(journey, around)),
  };
}

/** As it was set at arming, with the hours that bulletins have given it since. */
function deadlineOf({ route, course }: Journey, { hours, now }: Around): Instant | null {
  const { armedAt, deadlineAt, arrivedAt, disarmedAt } = milestonesOf(course);
  if (armedAt === null || deadlineAt === null) return deadlineAt;
  const at = Math.min(now, arrivedAt ?? disarmedAt ?? now) as Instant;
  return addMs(deadlineAt, extraHours(hours.get(route.id) ?? [], { at, armedAt }) * HOUR_MS);
}

type Route = NonNullable<Awaited<ReturnType<JourneysDeps['routes']['find']>>>;

type Where = Pick<LiveSeen, 'lat' | 'lon'>;

function progressOn(index: Route, live: Where | null): JourneyView['progress'] {
  if (live === null || live.lat === null || live.lon === null) return null;
  const { km, offM } = locate(index, { lat: live.lat, lon: live.lon });
  return { km: Math.round(km * 10) / 10, ofKm: index.route.km, offRouteM: Math.round(offM) };
}

/** When a truck that is under way is expected; null where nobody knows where it is. */
function arrivalOf(
  journey: Journey,
  {
    route,
    live,
    around,
  }: { readonly route: Route; readonly live: LiveSeen | null; readonly around: Around },
): JourneyView['arrival'] {
  const progress = isInTransit(journey) ? progressOn(route, live) : null;
  if (progress === null) return null;
  const { now, onward, paceOn } = around;
  const passed = onward.get(journey.id);
  const { earliestAt, likelyAt, latestAt, ...known } = expectArrival({
    now,
    heardAt: parseInstant(live?.positionAt ?? '') ?? now,
    kmLeft: Math.max(0, progress.ofKm - progress.km),
    passedAt: passed?.passedAt ?? null,
    onwardMs: passed?.onwardMs ?? [],
    pace: paceOn(route.route.id),
  });
  const at = {
    earliestAt: isoOf(earliestAt),
    likelyAt: isoOf(likelyAt),
    latestAt: isoOf(latestAt),
  };
  return { ...at, ...known };
}

const isInTransit = (journey: Journey | undefined): boolean =>
  journey?.course.state === 'in-transit';

const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

const unique = <Noun extends string>(ids: readonly (Id<Noun> | null)[]): readonly Id<Noun>[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

/** The people among the actors of facts. */
export function peopleOf(facts: readonly TimelineFact[]): readonly Id<'Person'>[] {
  return unique(facts.map(({ actor }) => personOf(actor)));
}

/** The person who did it; `null` for a device, a rule or the node, and where the name is not to be seen. */
export function nameOf({ actor }: TimelineFact, names: ReadonlyMap<string, string>): string | null {
  return names.get(personOf(actor) ?? '') ?? null;
}

function personOf(actor: string): Id<'Person'> | null {
  return actor.startsWith('person:') ? (parseId(actor.slice('person:'.length)) ?? null) : null;
}
