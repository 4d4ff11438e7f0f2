import { decodeHour } from '@lakiri/telemetry';
import { queryOptions } from '@tanstack/react-query';
import { look, lookAtBytes, queryOf } from '../api/client.ts';
import type { HourCase } from './hour.ts';

/** An hour that is over changes only by what is reported late; one that runs, with every signal. */
const HOUR_KEPT_MS = 60_000;

export const hourColumnsQuery = (from: string) =>
  queryOptions({
    queryKey: ['hour', from, 'columns'],
    queryFn: async ({ signal }) => {
      const bytes = await lookAtBytes(`/replay/hour/columns${queryOf({ from })}`, signal);
      const columns = decodeHour(bytes);
      if (columns === undefined) throw new Error('the centre sent an hour that cannot be read');
      return columns;
    },
    staleTime: HOUR_KEPT_MS,
    refetchOnWindowFocus: false,
    // Typed arrays are not compared.
    structuralSharing: false,
  });

export const hourCasesQuery = (from: string) =>
  queryOptions({
    queryKey: ['hour', from, 'cases'],
    queryFn: ({ signal }) =>
      look<{ items: readonly HourCase[]; more: boolean }>(
        `/replay/hour/cases${queryOf({ from })}`,
        signal,
      ),
    staleTime: HOUR_KEPT_MS,
    refetchOnWindowFocus: false,
  });
