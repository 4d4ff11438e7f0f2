import { look, queryOf } from '../api/client.ts';
import type { TrackPoint } from '../api/contract.ts';

type TrackPage = {
  readonly points: readonly TrackPoint[];
  readonly next: string | null;
  readonly later: number | null;
};
/** Pages as read; the last one is read again when more may have come. */
export type ReadPage = {
  readonly cursor: string | undefined;
  readonly points: readonly TrackPoint[];
  /** Signals that nobody had at `known`; null where all is asked for. */
  readonly later: number | null;
};

/** A month of signals at one in 30 s is 86,400; more than this is a fault of the paging. */
const PAGES_MAX = 200;

/** Reads a journey's track on from the pages known so far, to the end of what is there. */
export async function readTrack(
  { id, known }: { readonly id: string; readonly known: string | undefined },
  read: readonly ReadPage[],
  signal: AbortSignal,
): Promise<readonly ReadPage[]> {
  const pages = read.slice(0, -1);
  let cursor = read.at(-1)?.cursor;
  while (pages.length < PAGES_MAX) {
    const page = await look<TrackPage>(
      `/journeys/${id}/track${queryOf({ cursor, knownAt: known })}`,
      signal,
    );
    pages.push({ cursor, points: page.points, later: page.later });
    if (page.next === null) break;
    cursor = page.next;
  }
  return pages;
}
