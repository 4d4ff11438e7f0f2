import type { PlaceKind, Route } from '@lakiri/corridors';
import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';

export type LonLat = readonly [lon: number, lat: number];
export type Area =
  | {
      readonly is: 'circle';
      readonly lat: number;
      readonly lon: number;
      readonly radiusM: number;
    }
  | { readonly is: 'polygon'; readonly ring: readonly LonLat[] };

/** What can be drawn on a map. */
export type Shape = Area | { readonly is: 'line'; readonly line: readonly LonLat[] };

/** A route whole, as gazetted from an instant on. */
export type RouteVersion = Route & Dated;
type Dated = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly isWithdrawn: boolean;
};

export type PlaceSays = {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
};
export type WholePlace = PlaceSays & { readonly id: string; readonly source?: string };
export type PlaceVersion = WholePlace & Dated;
export type RecallOf = 'fence' | 'route' | 'place';

export const FENCE_KINDS = ['forbidden', 'station', 'yard', 'territory', 'custom'] as const;
export type FenceKind = (typeof FENCE_KINDS)[number];

export type FenceSays = {
  readonly name: string;
  readonly kind: FenceKind;
  readonly area: Area;
  readonly source: string;
};
export type FenceVersion = FenceSays & {
  readonly version: number;
  /** ISO 8601 in UTC. */
  readonly effectiveFrom: string;
  readonly isWithdrawn: boolean;
};
export type Fence = {
  readonly id: string;
  /** Oldest first; the last may lie ahead. */
  readonly versions: readonly FenceVersion[];
};

type DraftContent =
  | { readonly is: 'fence'; readonly fence: string; readonly says: FenceSays }
  | { readonly is: 'fence-end'; readonly fence: string; readonly source: string }
  | { readonly is: 'route'; readonly route: string; readonly says: Route }
  | { readonly is: 'place'; readonly place: string; readonly says: WholePlace }
  | {
      readonly is: 'recall';
      readonly what: { readonly of: RecallOf; readonly id: string };
      readonly name: string;
      readonly source: string;
    };
type Person = { readonly id: string; readonly name: string | null };
type DraftState = 'drafted' | 'proposed' | 'approved' | 'discarded';
export type Draft = {
  readonly id: string;
  readonly version: number;
  readonly state: DraftState;
  readonly content: DraftContent;
  /** The version it was written against; 0: it is new. */
  readonly base: number;
  readonly authors: readonly Person[];
  readonly askedFrom: string | null;
  readonly endedBy: Person | null;
  readonly changedAt: string;
  /** The viewer wrote or proposed it. */
  readonly isMine: boolean;
};

const GAZETTE_MS = 30_000;

/** With those that were withdrawn: a draft may speak of them. */
export const fencesQuery = queryOptions({
  queryKey: ['gazette', 'fences'],
  queryFn: ({ signal }) => look<{ items: readonly Fence[] }>('/fences?withdrawn=with', signal),
  refetchInterval: GAZETTE_MS,
});

export const draftsQuery = queryOptions({
  queryKey: ['gazette', 'drafts'],
  queryFn: ({ signal }) => look<{ items: readonly Draft[] }>('/gazette/drafts', signal),
  refetchInterval: GAZETTE_MS,
});

/** All versions of a route, oldest first; the last may lie ahead. */
export const routeVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['gazette', 'route', id],
    queryFn: ({ signal }) =>
      look<{ items: readonly RouteVersion[] }>(`/routes/${id}/versions`, signal),
    enabled: id !== '',
  });

/** All versions of a place, oldest first; the last may lie ahead. */
export const placeVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['gazette', 'place', id],
    queryFn: ({ signal }) =>
      look<{ items: readonly PlaceVersion[] }>(`/places/${id}/versions`, signal),
    enabled: id !== '',
  });
