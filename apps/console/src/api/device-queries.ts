import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { look, queryOf } from './client.ts';
import type { Journey, PageOf, Seal } from './contract.ts';
import type { Frame, FrameRead, Part, Reject } from './device-contract.ts';

/** A seal that somebody looks at speaks about every 30 s. */
const SEAL_MS = 5_000;
const LIST_MS = 15_000;
const PAGE = '25';
/** Of the journeys of a seal the last few say whose it was; the rest are found by searching. */
const JOURNEYS = '50';

export const sealQuery = (id: string) =>
  queryOptions({
    queryKey: ['seal', id],
    queryFn: ({ signal }) => look<Seal>(`/seals/${id}`, signal),
    refetchInterval: SEAL_MS,
  });

/** Journeys found by the number of one of their seals. */
export const journeysOfSealQuery = (number: string) =>
  queryOptions({
    queryKey: ['journeys', 'of-seal', number],
    queryFn: ({ signal }) =>
      look<PageOf<Journey>>(`/journeys${queryOf({ q: number, limit: JOURNEYS })}`, signal),
    refetchInterval: LIST_MS,
  });

export const framesQuery = (seal: string) =>
  infiniteQueryOptions({
    queryKey: ['seal', seal, 'frames'],
    queryFn: ({ pageParam, signal }) =>
      look<PageOf<Frame>>(
        `/seals/${seal}/frames${queryOf({ limit: PAGE, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: SEAL_MS,
  });

/** A message never changes. */
export const frameQuery = (seal: string, id: string) =>
  queryOptions({
    queryKey: ['seal', seal, 'frame', id],
    queryFn: ({ signal }) => look<FrameRead>(`/seals/${seal}/frames/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const rejectsQuery = infiniteQueryOptions({
  queryKey: ['quarantine', 'rejected'],
  queryFn: ({ pageParam, signal }) =>
    look<PageOf<Reject>>(
      `/quarantine/rejected${queryOf({ limit: PAGE, cursor: pageParam ?? undefined })}`,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  refetchInterval: LIST_MS,
});

export const partsQuery = (seal: string) =>
  queryOptions({
    queryKey: ['seal', seal, 'parts'],
    queryFn: ({ signal }) => look<{ items: readonly Part[] }>(`/seals/${seal}/parts`, signal),
    refetchInterval: LIST_MS,
  });
