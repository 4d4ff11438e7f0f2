import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { PageOf } from './contract.ts';

/** A whole maker or feed that fell silent at once, or a place where many were lost. Times are ISO 8601 in UTC. */
export type Incident = {
  readonly id: string;
  readonly kind: 'maker' | 'feed' | 'area' | 'point';
  readonly name: string;
  /** Armed seals of the group when it began, and how many of them were overdue. */
  readonly seals: number;
  readonly late: number;
  /** When the last of them was heard. */
  readonly since: string;
  readonly openedAt: string;
  readonly endedAt: string | null;
};

/** It is found within a minute; a desk should not be much slower. */
const INCIDENT_MS = 10_000;

export const openIncidentsQuery = queryOptions({
  queryKey: ['incidents'],
  queryFn: ({ signal }) => look<PageOf<Incident>>('/incidents', signal),
  refetchInterval: INCIDENT_MS,
});
