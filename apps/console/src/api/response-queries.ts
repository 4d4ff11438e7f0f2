import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { CaseResponse, JourneyExceptions, Unit } from './response-contract.ts';

/** A unit on its way is asked after this often; it says where it is by hand or by its phone. */
const RESPONSE_MS = 15_000;

export const exceptionsQuery = (journey: string) =>
  queryOptions({
    queryKey: ['journey', journey, 'exceptions'],
    queryFn: ({ signal }) => look<JourneyExceptions>(`/journeys/${journey}/exceptions`, signal),
    refetchInterval: RESPONSE_MS,
  });

export const responseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'response'],
    queryFn: ({ signal }) => look<CaseResponse>(`/cases/${id}/response`, signal),
    refetchInterval: RESPONSE_MS,
  });

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => look<{ items: readonly Unit[] }>('/response/units', signal),
  refetchInterval: RESPONSE_MS,
});
