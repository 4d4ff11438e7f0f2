// What response and exceptions need of the modules around them, put side by side here.
import { caseAggregate, takeWatch, watchToHandOver } from '@lakiri/alarms/store';
import type { RouteBook } from '@lakiri/corridors/store';
import type { JourneysDeps, TimelineItem } from '@lakiri/journeys/api';
import { type Id, type Instant, isoOf, parseId } from '@lakiri/kit';
import { namesOf } from '@lakiri/parties/store';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { ResponseDeps } from '@lakiri/response/api';
import { keepPhotos, missingPhoto, responseEvents } from '@lakiri/response/store';
import { findSeals } from '@lakiri/seals/store';

/** A seal that is replaced on the road hands over what the rules remember; reports name photographs that are here. */
export const exceptionPorts: Pick<JourneysDeps, 'watches' | 'photos'> = {
  watches: { handOver: watchToHandOver, take: takeWatch },
  photos: { missing: missingPhoto, keep: (tx, { photos }) => keepPhotos(tx, photos) },
};

export function responseDeps(
  base: { readonly database: Database; readonly origin: string; readonly now: () => Instant },
  routes: RouteBook,
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
  };
}

/** Units sent, calls and partners told, for a journey's timeline. */
export async function responseTimeline(tx: Sql, journey: string): Promise<readonly TimelineItem[]> {
  const events = await responseEvents(tx, journey);
  const people = events.flatMap(({ actor }) => personOf(actor) ?? []);
  const names = await namesOf(tx, [...new Set(people)]);
  return events.map(({ at, recordedAt, type, actor, caseId, about }) => ({
    ...{ at: isoOf(at), recordedAt: isoOf(recordedAt), type, caseId },
    by: names.get(personOf(actor) ?? '') ?? null,
    params: { about },
  }));
}

function personOf(actor: string): Id | undefined {
  return actor.startsWith('person:') ? parseId(actor.slice('person:'.length)) : undefined;
}
