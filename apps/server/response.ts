// What response and exceptions need of the modules around them, put side by side here.

import type { CaseWords } from '@lakiri/alarms/api';
import { caseAggregate, takeWatch, watchToHandOver } from '@lakiri/alarms/store';
import type { RouteBook } from '@lakiri/corridors/store';
import { type JourneysDeps, labelsOf, type TimelineItem } from '@lakiri/journeys/api';
import { findJourneys } from '@lakiri/journeys/store';
import { type Id, type Instant, isoOf, parseId } from '@lakiri/kit';
import { namesOf } from '@lakiri/parties/store';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { ResponseDeps, TaskWords } from '@lakiri/response/api';
import { keepPhotos, missingPhoto, responseEvents } from '@lakiri/response/store';
import { findSeals } from '@lakiri/seals/store';
import { partiesPort } from './words.ts';

/** A seal that is replaced on the road hands over what the rules remember; reports name photographs that are here. */
export const exceptionPorts: Pick<JourneysDeps, 'watches' | 'photos'> = {
  watches: { handOver: watchToHandOver, take: takeWatch },
  photos: { missing: missingPhoto, keep: (tx, { photos }) => keepPhotos(tx, photos) },
};

export function responseDeps(
  base: { readonly database: Database; readonly origin: string; readonly now: () => Instant },
  { routes, words }: { readonly routes: RouteBook; readonly words: Pick<CaseWords, 'placesNear'> },
): ResponseDeps {
  return {
    ...base,
    caseAggregate,
    routesAt: (tx, at) => routes.current(tx, at),
    namesOf,
    placeOf: async (tx, seal) => {
      const [found] = await findSeals(tx, [seal as Id<'Seal'>]);
      return found?.seal.live.place ?? null;
    },
    resealedAt,
    taskOf: (tx, one) => taskOf(tx, one, { routes, words }),
  };
}

/** By the journey's own record of its seals: the first that replaced another after the case was opened. */
const resealedAt: ResponseDeps['resealedAt'] = async (tx, { journey, openedAt }) => {
  const [found] = await findJourneys(tx, [journey as string as Id<'Journey'>]);
  const since = (found?.state.fittings ?? [])
    .filter(({ replaces, fittedAt }) => replaces !== null && fittedAt >= openedAt)
    .map(({ fittedAt }) => fittedAt);
  return since.length === 0 ? null : (Math.min(...since) as Instant);
};

type About = Parameters<ResponseDeps['taskOf']>[1];

/** A case as somebody must know it who looks for the truck. */
async function taskOf(
  tx: Sql,
  { journey: id, seal }: About,
  { routes, words }: { readonly routes: RouteBook; readonly words: Pick<CaseWords, 'placesNear'> },
): Promise<TaskWords | undefined> {
  const journeyId = id as string as Id<'Journey'>;
  const [found] = await findJourneys(tx, [journeyId]);
  const label = (await labelsOf(tx, [journeyId], { parties: partiesPort, routes })).get(journeyId);
  if (found === undefined || label === undefined) return undefined;
  const { truck, fittings } = found.state;
  const plates = await partiesPort.platesOf(tx, truck.trailer === null ? [] : [truck.trailer]);
  const place = (await findSeals(tx, [seal as Id<'Seal'>]))[0]?.seal.live.place ?? null;
  const [near = null] = place === null ? [] : await words.placesNear(tx, [place]);
  const { ref, plate, cargo, routeName, driver } = label;
  return {
    ...{ ref, plate, cargo, routeName, driver },
    trailer: (truck.trailer && plates.get(truck.trailer)) ?? null,
    seals: fittings
      .filter(({ until }) => until === null)
      .map(({ number, mechanicalSeal }) => ({ number, mechanicalSeal })),
    place: place && { lat: place.lat, lon: place.lon, at: place.at, near },
  };
}

/** Units sent, calls and partners told, for a journey's timeline. */
export async function responseTimeline(tx: Sql, journey: string): Promise<readonly TimelineItem[]> {
  const events = await responseEvents(tx, journey);
  const people = events.flatMap(({ actor }) => personOf(actor) ?? []);
  const names = await namesOf(tx, [...new Set(people)]);
  return events.map(({ at, recordedAt, type, actor, caseId, about, photos }) => ({
    ...{ at: isoOf(at), recordedAt: isoOf(recordedAt), type, caseId },
    by: names.get(personOf(actor) ?? '') ?? null,
    params: photos === null ? { about } : { about, photos },
  }));
}

function personOf(actor: string): Id | undefined {
  return actor.startsWith('person:') ? parseId(actor.slice('person:'.length)) : undefined;
}
