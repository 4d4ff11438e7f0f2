import { accept, type Decision, type Instant, refuse } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { type Database, NODE_SCOPE, type Sql } from '@lakiri/platform/sql';
import {
  type Gazette,
  type PlacePublished,
  type PlaceVersion,
  type PublishRefusal,
  publishPlace,
  publishRoute,
  type RoutePublished,
  type RouteVersion,
} from '../core/index.ts';
import { keptPlaces, keptRoutes, placeAggregate, routeAggregate } from './aggregates.ts';
import { lastVersions, type Named } from './by-name.ts';

export type LoadGazette = {
  readonly gazette: Gazette;
  readonly effectiveFrom: Instant;
  readonly now: Instant;
  /** `node` when a first start brings the shipped gazette; `person:<id>` when an officer does. */
  readonly actor: string;
  /** What officers have put in force since stays: a later version is not compared with what is loaded. */
  readonly leaveLater?: boolean;
};

export type Loaded =
  | { readonly accepted: true; readonly places: number; readonly routes: number }
  /** Nothing was published; `id` names the place or route that could not be. */
  | { readonly accepted: false; readonly refusal: PublishRefusal & { readonly id: string } };

type Published = PlacePublished | RoutePublished;
type Refusal = PublishRefusal & { readonly id: string };
type Last<State, Noun extends string> = ReadonlyMap<string, Named<Noun, State>>;
type LastVersions = {
  readonly places: Last<PlaceVersion, 'Place'>;
  readonly routes: Last<RouteVersion, 'Route'>;
};

/**
 * Publishes a new version of every place and route that the gazette says otherwise than the last
 * version, all in one commit; what says the same is left alone, so loading twice does nothing.
 */
export async function loadGazette(
  node: { readonly database: Database; readonly origin: string },
  command: LoadGazette,
): Promise<Loaded> {
  let published: readonly Published[] = [];
  const done = await execute<LastVersions, Published, Refusal>(node, {
    scope: NODE_SCOPE,
    actor: command.actor,
    authority: null,
    occurredAt: command.now,
    receivedAt: command.now,
    aggregates: { place: placeAggregate, route: routeAggregate },
    load: readLast,
    decide: (last) => publishAll(command, last),
    result: (events) => {
      published = events;
      return null;
    },
  });
  if (!done.accepted) {
    if (done.refusal.code === 'key-reused') throw new Error('a gazette is loaded without a key');
    return { accepted: false, refusal: done.refusal };
  }
  const places = published.filter(({ subjectKind }) => subjectKind === 'place').length;
  return { accepted: true, places, routes: published.length - places };
}

function publishAll(
  { gazette, effectiveFrom, now, leaveLater = false }: LoadGazette,
  last: LastVersions,
): Decision<Published, Refusal> {
  const isLeft = (known: Last<{ readonly effectiveFrom: Instant }, never>, id: string): boolean =>
    leaveLater && (known.get(id)?.state.effectiveFrom ?? effectiveFrom) > effectiveFrom;
  const places = gazette.places.filter(({ id }) => !isLeft(last.places as never, id));
  const routes = gazette.routes.filter(({ id }) => !isLeft(last.routes as never, id));
  const decisions = [
    ...places.map((place) => {
      const before = last.places.get(place.id);
      const subject = before?.subject ?? newId<'Place'>(now);
      const decision = publishPlace({ subject, place, effectiveFrom, last: before?.state });
      return { id: place.id, decision };
    }),
    ...routes.map((route) => {
      const before = last.routes.get(route.id);
      const subject = before?.subject ?? newId<'Route'>(now);
      const decision = publishRoute({ subject, route, effectiveFrom, last: before?.state });
      return { id: route.id, decision };
    }),
  ];
  for (const { id, decision } of decisions)
    if (!decision.accepted && decision.refusal.code !== 'unchanged')
      return refuse({ ...decision.refusal, id });
  const events = decisions.flatMap(({ decision }): readonly Published[] =>
    decision.accepted ? decision.facts : [],
  );
  return accept(...events);
}

async function readLast(tx: Sql): Promise<LastVersions> {
  const places = await lastVersions<'Place', PlaceVersion>(tx, keptPlaces);
  const routes = await lastVersions<'Route', RouteVersion>(tx, keptRoutes);
  return {
    places: new Map(places.map((one) => [one.state.place.id, one])),
    routes: new Map(routes.map((one) => [one.state.id, one])),
  };
}
