import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { look, queryOf } from './client.ts';
import type { PageOf } from './contract.ts';
import type { Custody, FactDetail, FactLine, LogState, SubjectLog } from './evidence-contract.ts';

/** While a fact is on its way into the log. */
const WAITING_MS = 5_000;
/** The log of a subject that is all in it. */
const SETTLED_MS = 15_000;
const LIST_MS = 15_000;
const PAGE = '50';
/** A subject has a few dozen facts; the rest are found by searching. */
const NEIGHBOURS = '100';

export const logQuery = queryOptions({
  queryKey: ['evidence', 'log'],
  queryFn: ({ signal }) => look<LogState>('/evidence/log', signal),
  refetchInterval: ({ state }) =>
    (state.data?.pending ?? 0) > 0 || state.data?.size !== state.data?.witnessed?.size
      ? WAITING_MS
      : SETTLED_MS,
  staleTime: WAITING_MS,
});

export type FactSearch = {
  readonly q?: string | undefined;
  readonly subject?: string | undefined;
  readonly type?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export const factsQuery = (search: FactSearch) =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'facts', search],
    queryFn: ({ pageParam, signal }) =>
      look<PageOf<FactLine>>(
        `/evidence/facts${queryOf({ ...search, limit: PAGE, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: LIST_MS,
  });

export const factQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence', 'fact', id],
    queryFn: ({ signal }) => look<FactDetail>(`/evidence/facts/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.index === null ? WAITING_MS : false),
  });

/** The facts about the same as another. */
export const neighboursQuery = (subject: string) =>
  queryOptions({
    queryKey: ['evidence', 'neighbours', subject],
    queryFn: ({ signal }) =>
      look<PageOf<FactLine>>(`/evidence/facts${queryOf({ subject, limit: NEIGHBOURS })}`, signal),
  });

export const subjectLogQuery = (id: string) =>
  queryOptions({
    queryKey: ['evidence', 'subject', id],
    queryFn: ({ signal }) => look<SubjectLog>(`/evidence/subjects/${id}`, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.inLog < state.data.facts ? WAITING_MS : SETTLED_MS,
  });

export const custodyQuery = (subject: string) =>
  queryOptions({
    queryKey: ['evidence', 'custody', subject],
    queryFn: ({ signal }) =>
      look<{ items: readonly Custody[] }>(`/evidence/bundles${queryOf({ subject })}`, signal),
  });

/** The file of a bundle. */
export const bundleFile = (id: string): string => `/evidence/bundles/${id}/file`;
/** The proof of a fact. */
export const proofFile = (id: string): string => `/evidence/facts/${id}/proof`;
