import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { Named } from './contract.ts';
import type { Shifts, Team, WhileAway } from './shift-contract.ts';

/** People come and go by the day. */
const PEOPLE_MS = 10 * 60_000;
/** A hand-over waits for somebody: it must be seen within a breath or two. */
const SHIFTS_MS = 15_000;

/** To whom a case may be given. */
export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: ({ signal }) => look<{ items: readonly Named[] }>('/officers', signal),
  staleTime: PEOPLE_MS,
});

export const shiftsQuery = queryOptions({
  queryKey: ['shifts', 'current'],
  queryFn: ({ signal }) => look<Shifts>('/shifts/current', signal),
  refetchInterval: SHIFTS_MS,
});

export const awayQuery = queryOptions({
  queryKey: ['shifts', 'away'],
  queryFn: ({ signal }) => look<WhileAway>('/shifts/away', signal),
});

export const teamQuery = queryOptions({
  queryKey: ['shifts', 'team'],
  queryFn: ({ signal }) => look<Team>('/shifts/team', signal),
  refetchInterval: SHIFTS_MS,
});
