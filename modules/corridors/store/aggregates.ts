import {
  evolvePlace,
  evolveRoute,
  type GazettedPlace,
  type PlaceEvents,
  type PlaceVersion,
  type Route,
  type RouteEvents,
  type RouteVersion,
} from '../core/index.ts';
import { type Kept, versionedAggregate } from './versioned.ts';

const withdrawn = (isOver: boolean) => (isOver ? { isWithdrawn: true as const } : {});

export const keptRoutes: Kept<RouteVersion> = {
  noun: 'route',
  table: 'corridors.route_version',
  over: 'is_withdrawn',
  write({ version: _, effectiveFrom: __, isWithdrawn = false, ...content }) {
    return { content, isOver: isWithdrawn, beside: { id: content.id } };
  },
  read: (content, dated, isOver) => ({ ...(content as Route), ...dated, ...withdrawn(isOver) }),
};

export const keptPlaces: Kept<PlaceVersion> = {
  noun: 'place',
  table: 'corridors.place_version',
  over: 'is_withdrawn',
  write({ place, isWithdrawn = false }) {
    return { content: place, isOver: isWithdrawn, beside: { id: place.id } };
  },
  read: (content, dated, isOver) => ({
    ...{ place: content as GazettedPlace, ...dated },
    ...withdrawn(isOver),
  }),
};

export const routeAggregate = versionedAggregate<RouteVersion, RouteEvents>(
  keptRoutes,
  evolveRoute,
);
export const placeAggregate = versionedAggregate<PlaceVersion, PlaceEvents>(
  keptPlaces,
  evolvePlace,
);
