import { decodeTrack, type TrackColumns } from '@lakiri/telemetry';
import { lookAtBytes, queryOf } from '../api/client.ts';

/** A journey's track as read so far: the first answer whole, each later one what came since. */
export type ReadTrack = {
  readonly parts: readonly TrackColumns[];
  readonly after: string;
  /** Signals that nobody had at `known`; null where all is asked for. */
  readonly later: number | null;
};

/** Reads on from what is known; the same when nothing has come, so that nothing is drawn again. */
export async function readTrack(
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
