import { useQuery } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { problemIn } from '../api/client.ts';
import type { Journey, JourneyEvent, Problem } from '../api/contract.ts';
import { journeyEventsQuery } from '../api/queries.ts';
import { markFrom, type Playback, type Span, seek, shownAt } from './playback.ts';
import { type ReadPage, readTrack } from './read-track.ts';
import { openReplay, type ReplayStore } from './replay-store.ts';
import { type Gap, gapsOf, indexAt, type Signal, type Stop, signalsOf, stopsOf } from './track.ts';

/** A track is read on this often; the journey itself, every 5 s, moves the truck meanwhile. */
const TRACK_MS = 20_000;

/** One journey in time: what is known of it and the clock that runs over it. */
export type Replay = {
  readonly journey: Journey;
  readonly signals: readonly Signal[];
  readonly stops: readonly Stop[];
  readonly gaps: readonly Gap[];
  readonly events: readonly JourneyEvent[];
  readonly span: Span;
  readonly store: ReplayStore;
  readonly loading: boolean;
  readonly problem: Problem | undefined;
  /** Jumps to a moment and stops there. */
  readonly goTo: (at: number) => void;
  readonly step: (marks: 'events' | 'signals', by: 1 | -1) => void;
};

const Current = createContext<Replay | undefined>(undefined);

export function useReplay(): Replay {
  const replay = useContext(Current);
  if (replay === undefined) throw new Error('outside a journey');
  return replay;
}

/** The clock, as text may show it: at most ten times a second. */
export function usePlayback(): Playback {
  const { store } = useReplay();
  return useSyncExternalStore(store.onSlow, store.slow);
}

/** The moment that is shown, UTC milliseconds. */
export function useShownAt(): number {
  const { span } = useReplay();
  return shownAt(usePlayback(), span);
}

export function ReplayOf(props: { journey: Journey; start: number | null; children: ReactNode }) {
  const { journey } = props;
  // A later ?t= is heard by the screen; the store begins once.
  const [start] = useState(props.start);
  const [store, setStore] = useState<ReplayStore>();
  useEffect(() => {
    const opened = openReplay(start);
    setStore(opened);
    return opened.close;
  }, [start]);
  const track = useTrack(journey);
  const { data } = useQuery(journeyEventsQuery(journey.id));
  const events = data?.items ?? noEvents;
  const known = useKnown(journey, track.pages, events);
  useEffect(() => store?.know(known), [store, known]);
  const replay = useMemo<Replay | undefined>(
    () =>
      store && {
        journey,
        events,
        store,
        ...known,
        loading: track.loading,
        problem: track.problem,
        ...actsOn(store, known, events),
      },
    [store, journey, events, known, track.loading, track.problem],
  );
  if (replay === undefined) return null;
  return <Current value={replay}>{props.children}</Current>;
}

const noEvents: readonly JourneyEvent[] = [];

function useTrack({ id, state }: Journey) {
  const { data, error, isPending } = useQuery({
    queryKey: ['journey', id, 'track'],
    queryFn: ({ client, signal, queryKey }) =>
      readTrack(id, client.getQueryData<readonly ReadPage[]>(queryKey) ?? [], signal),
    refetchInterval: state === 'closed' ? false : TRACK_MS,
    // Pages are long; a new array each time would redraw a track that has not changed.
    structuralSharing: true,
  });
  return { pages: data, loading: isPending, problem: problemIn(error) };
}

type Known = Pick<Replay, 'signals' | 'stops' | 'gaps' | 'span'>;

function useKnown(
  { milestones, live }: Journey,
  pages: readonly ReadPage[] | undefined,
  events: readonly JourneyEvent[],
): Known {
  const signals = useMemo(() => signalsOf((pages ?? []).flatMap(({ points }) => points)), [pages]);
  const created = milestones[0]?.occurredAt;
  const heard = live?.occurredAt;
  const last = events.at(-1)?.at;
  return useMemo(() => {
    const ends = [heard, last, milestones.at(-1)?.occurredAt].map((at) =>
      at ? Date.parse(at) : 0,
    );
    const from = created === undefined ? (signals[0]?.at ?? 0) : Date.parse(created);
    const to = Math.max(from, signals.at(-1)?.at ?? 0, ...ends);
    return { signals, stops: stopsOf(signals), gaps: gapsOf(signals), span: { from, to } };
  }, [signals, created, heard, last, milestones]);
}

function actsOn(store: ReplayStore, { signals, span }: Known, events: readonly JourneyEvent[]) {
  const goTo = (at: number): void =>
    store.change((playback) => ({ ...seek(playback, at, span), playing: false }));
  return {
    goTo,
    step: (marks: 'events' | 'signals', by: 1 | -1): void => {
      const at = shownAt(store.now(), span);
      const next =
        marks === 'events' ? eventFrom(events, signals, at, by) : signalFrom(signals, at, by);
      if (next !== undefined) goTo(next);
    },
  };
}

/** Events of people and rules, and the lock's own. */
function eventFrom(
  events: readonly JourneyEvent[],
  signals: readonly Signal[],
  at: number,
  by: 1 | -1,
): number | undefined {
  const locks = signals.filter(({ event }) => event !== null).map((signal) => signal.at);
  const marks = [...events.map((event) => Date.parse(event.at)), ...locks].sort((a, b) => a - b);
  return markFrom(marks, at, by);
}

function signalFrom(signals: readonly Signal[], at: number, by: 1 | -1): number | undefined {
  const index = indexAt(signals, at);
  if (by === 1) return signals[index + 1]?.at;
  return signals[index]?.at === at ? signals[index - 1]?.at : signals[index]?.at;
}
