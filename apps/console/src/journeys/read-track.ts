import { decodeTrack, type TrackColumns } from '@lakiri/telemetry';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { lookAtBytes, queryOf } from '../api/client.ts';
import { journeyEventsQuery, journeyQuery } from '../api/queries.ts';

/** A journey's track as read so far: the first answer whole, each later one what came since. */
export type ReadTrack = {
  readonly parts: readonly TrackColumns[];
  readonly after: string;
  /** Signals that nobody had at `known`; null where all is asked for. */
  readonly later: number | null;
};

export const trackQuery = (id: string, known: string | undefined) =>
  queryOptions({
    queryKey: ['journey', id, 'track', known],
    queryFn: ({ client, signal, queryKey }) =>
      readTrack({ id, known }, client.getQueryData<ReadTrack>(queryKey), signal),
    // Typed arrays are not compared; a track that has not changed comes back as it is.
    structuralSharing: false,
  });

/** Asks for all that the screen of a journey begins with, while the screen itself is still on its way. */
export function readAhead(client: QueryClient, id: string, known: string | undefined): void {
  void client.prefetchQuery(trackQuery(id, known));
  void client.prefetchQuery(journeyQuery(id, known));
  void client.prefetchQuery(journeyEventsQuery(id, known));
}

/** Reads on from what is known; the same when nothing has come, so that nothing is drawn again. */
async function readTrack(
  { id, known }: { readonly id: string; readonly known: string | undefined },
  read: ReadTrack | undefined,
  signal: AbortSignal,
): Promise<ReadTrack> {
  const query = queryOf({ after: read?.after, knownAt: known });
  const columns = decodeTrack(await lookAtBytes(`/journeys/${id}/track/columns${query}`, signal));
  if (columns === undefined) throw new Error('the centre sent a track that cannot be read');
  const { after, later } = columns.told;
  if (read !== undefined && columns.at.length === 0) return read;
  return { parts: [...(read?.parts ?? []), columns], after, later };
}
