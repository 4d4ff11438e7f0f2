import { queryOptions, useQuery } from '@tanstack/react-query';
import { look } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';

export type Territory = { readonly country: string; readonly name: string };

/** Borders do not move while somebody watches. */
const TERRITORIES_MS = 10 * 60_000;

const territoriesQuery = queryOptions({
  queryKey: ['territories'],
  queryFn: ({ signal }) => look<{ items: readonly Territory[] }>('/territories', signal),
  staleTime: TERRITORIES_MS,
});

/** Who is in charge of customs where, and which of them this centre is: the one of its own country. */
export function useTerritory(): {
  readonly all: readonly Territory[];
  readonly own: Territory | undefined;
} {
  const { data } = useQuery(territoriesQuery);
  const { data: session } = useQuery(sessionQuery);
  const all = data?.items ?? [];
  return { all, own: all.find(({ country }) => country === session?.party.country) };
}
