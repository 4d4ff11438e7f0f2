import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { Named } from './contract.ts';

/** People come and go by the day. */
const PEOPLE_MS = 10 * 60_000;

/** To whom a case may be given. */
export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: ({ signal }) => look<{ items: readonly Named[] }>('/officers', signal),
  staleTime: PEOPLE_MS,
});
