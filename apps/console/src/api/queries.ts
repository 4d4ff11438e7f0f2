import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Case, CaseCounts, CaseDetail } from './case-contract.ts';
import { look, problemIn, queryOf } from './client.ts';
import type {
  Journey,
  JourneyEvent,
  JourneyState,
  Model,
  ModelDraft,
  NodeStatus,
  PageOf,
  Party,
  Place,
  Route,
  Seal,
  SealState,
  Session,
  UnknownDevice,
} from './contract.ts';

/** A journey that is under way is asked for again this often; a signal comes about every 30 s. */
const JOURNEY_MS = 5_000;
const STATUS_MS = 5_000;
/** Lists stand still under the reader and are renewed quietly. */
const LIST_MS = 15_000;
const PAGE = '50';
/** Places and routes change by gazette, not by the minute. */
const GAZETTE_MS = 10 * 60_000;

const isAnswered = (error: unknown): boolean => (problemIn(error)?.status ?? 0) !== 0;

/** One store of answers. What the centre refused is not asked again; what never arrived is, twice. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => !isAnswered(error) && count < 2,
        staleTime: 2_000,
        refetchOnWindowFocus: true,
      },
    },
  });
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => look<Session>('/session', signal),
  staleTime: 60_000,
  retry: false,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => look<{ needed: boolean }>('/setup', signal),
  staleTime: 0,
});

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => look<NodeStatus>('/status', signal),
  refetchInterval: STATUS_MS,
  retry: false,
});

export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: ({ signal }) => look<{ places: readonly Place[] }>('/places', signal),
  staleTime: GAZETTE_MS,
});

export const routesQuery = queryOptions({
  queryKey: ['routes'],
  queryFn: ({ signal }) => look<{ routes: readonly Route[] }>('/routes', signal),
  staleTime: GAZETTE_MS,
});

export const partiesQuery = queryOptions({
  queryKey: ['parties'],
  queryFn: ({ signal }) => look<PageOf<Party>>('/parties', signal),
  staleTime: GAZETTE_MS,
});

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => look<{ items: readonly Model[] }>('/models', signal),
  staleTime: GAZETTE_MS,
});

/** Told anew whenever it is looked at: another person may have decided. */
export const modelDraftsQuery = queryOptions({
  queryKey: ['models', 'drafts'],
  queryFn: ({ signal }) => look<{ items: readonly ModelDraft[] }>('/models/drafts', signal),
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => look<CaseDetail>(`/cases/${id}`, signal),
  });

type Pages<Item> = PageOf<Item> & { readonly counts?: CaseCounts };

function pages<Item>(
  key: readonly unknown[],
  path: string,
  params: Record<string, string | undefined>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      look<Pages<Item>>(
        path + queryOf({ ...params, limit: PAGE, cursor: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: LIST_MS,
  });
}

export const closedCasesQuery = pages<Case>(['cases', 'closed'], '/cases', { view: 'closed' });

export const journeysQuery = (q: string | undefined, state: JourneyState | undefined) =>
  pages<Journey>(['journeys', q, state], '/journeys', { q, state });

/** Journeys along one route, or along any. */
export const journeysAlongQuery = (q: string | undefined, route: string | undefined) =>
  pages<Journey>(['journeys', 'along', route, q], '/journeys', { q, route });

export const sealsQuery = (q: string | undefined, state: SealState | undefined) =>
  pages<Seal>(['seals', q, state], '/seals', { q, state });

export const unknownDevicesQuery = pages<UnknownDevice>(['quarantine'], '/quarantine', {});

/** A journey; with `known`, ISO 8601, as the centre knew it then, which never changes. */
export const journeyQuery = (id: string, known?: string) =>
  queryOptions({
    queryKey: known === undefined ? ['journey', id] : ['journey', id, 'known', known],
    queryFn: ({ signal }) => look<Journey>(`/journeys/${id}${queryOf({ knownAt: known })}`, signal),
    refetchInterval: ({ state }) =>
      known !== undefined || state.data?.state === 'closed' ? false : JOURNEY_MS,
  });

export const journeyEventsQuery = (id: string, known?: string) =>
  queryOptions({
    queryKey: ['journey', id, 'events', known],
    queryFn: ({ signal }) =>
      look<{ items: readonly JourneyEvent[] }>(
        `/journeys/${id}/events${queryOf({ knownAt: known })}`,
        signal,
      ),
    refetchInterval: known === undefined ? JOURNEY_MS : false,
  });
