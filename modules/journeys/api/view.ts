import { locate } from '@lakiri/corridors';
import { type Id, type Instant, isoOf, parseId } from '@lakiri/kit';
import type { Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import type { z } from 'zod';
import { isWatched, type Journey, milestonesOf, sealsOn } from '../core/index.ts';
import { journeyFacts, type TimelineFact } from '../store/index.ts';
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
    const route = await deps.routes.find(tx, journey.route.id, journey.route.version);
    if (route === undefined) throw new Error(`journey ${journey.id} is on a route nobody has`);
    const [first] = sealsOn(journey);
    const live = (first && around.live.get(first)) ?? null;
    const { id, name, km, from, to } = route.route;
    views.push({
      ...viewBare(journey, around),
      version,
      route: { id, version: route.route.version, name, km, fromPlace: from.id, toPlace: to.id },
      progress: isWatched(journey.course) ? progressOn(route, live) : null,
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
  };
}

type Bare = Omit<JourneyView, 'version' | 'route' | 'progress' | 'live'>;

function viewBare(journey: Journey, around: Around): Bare {
  const { id, ref, cargo, transporter, course } = journey;
  const { vehicle, trailer, driver } = journey.truck;
  const seen = driver === null ? undefined : around.drivers.get(driver);
  const { deadlineAt } = milestonesOf(course);
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
    deadlineAt: iso(deadlineAt),
  };
}

type Route = NonNullable<Awaited<ReturnType<JourneysDeps['routes']['find']>>>;

function progressOn(index: Route, live: LiveSeen | null): JourneyView['progress'] {
  if (live === null || live.lat === null || live.lon === null) return null;
  const { km, offM } = locate(index, { lat: live.lat, lon: live.lon });
  return { km: Math.round(km * 10) / 10, ofKm: index.route.km, offRouteM: Math.round(offM) };
}

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
