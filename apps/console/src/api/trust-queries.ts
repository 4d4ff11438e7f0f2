import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { look, queryOf } from './client.ts';
import type { PageOf } from './contract.ts';
import type { Doubt, SealTrust } from './trust-contract.ts';

const TRUST_MS = 5_000;
const PAGE = '50';

export const sealTrustQuery = (seal: string) =>
  queryOptions({
    queryKey: ['trust', seal],
    queryFn: ({ signal }) => look<SealTrust>(`/trust/seals/${seal}`, signal),
    refetchInterval: TRUST_MS,
  });

export const doubtsQuery = infiniteQueryOptions({
  queryKey: ['trust', 'doubts'],
  queryFn: ({ pageParam, signal }) =>
    look<PageOf<Doubt>>(
      `/trust/doubts${queryOf({ limit: PAGE, cursor: pageParam ?? undefined })}`,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  refetchInterval: TRUST_MS,
});
