import { keepPreviousData, useQuery } from '@tanstack/react-query';
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
import { type ReadTrack, trackQuery } from './read-track.ts';
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
  /** The moment whose knowledge is shown, UTC milliseconds; null: all that is known now. */
  readonly known: number | null;
  /** Signals of before that moment that came after it; null: not asked, or not yet told. */
  readonly later: number | null;
  /** What is on the screen is still of another knowledge. */
  readonly reading: boolean;
  readonly loading: boolean;
  readonly problem: Problem | undefined;
  /** Jumps to a moment and stops there. */
  readonly goTo: (at: number) => void;
  readonly step: (marks: 'events' | 'signals', by: 1 | -1) => void;
};

/** The replay that what is inside sees. */
export const Current = createContext<Replay | undefined>(undefined);

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

/** One thing of the clock, told again only when it is another. */
export function useClock<Value extends string | number | boolean>(
  of: (playback: Playback) => Value,
): Value {
  const { store } = useReplay();
  return useSyncExternalStore(store.onSlow, () => of(store.slow()));
}

/** Which of some moments in order is the last that the clock has passed; -1 before the first. */
export function useIndexAt(moments: readonly { readonly at: number }[]): number {
  const { span } = useReplay();
  return useClock((playback) => indexAt(moments, shownAt(playback, span)));
}

/** The moment that is shown, UTC milliseconds. */
export function useShownAt(): number {
  const { span } = useReplay();
  return shownAt(usePlayback(), span);
}

export type ReplayProps = {
  readonly journey: Journey;
  readonly start: number | null;
  /** ISO 8601, as in the address; its instant is the same for the same text. */
  readonly known: string | undefined;
  readonly children: ReactNode;
};

export function ReplayOf(props: ReplayProps) {
  const { journey, known: asked } = props;
  // A later ?t= is heard by the screen; the store begins once.
  const [start] = useState(props.start);
  const [store, setStore] = useState<ReplayStore>();
  useEffect(() => {
    const opened = openReplay(start);
    setStore(opened);
    return opened.close;
  }, [start]);
  const track = useTrack(journey, asked);
  const { data, isPlaceholderData } = useQuery({
    ...journeyEventsQuery(journey.id, asked),
    placeholderData: keepPreviousData,
  });
  const events = data?.items ?? noEvents;
  const known = asked === undefined ? null : Date.parse(asked);
  const course = useCourse({ journey, read: track.read, events, known });
  useEffect(() => store?.know(course), [store, course]);
  useEffect(() => {
    // Of what was known then nothing is later.
    if (known !== null)
      store?.change((now) => (now.at !== null && now.at > known ? { ...now, at: known } : now));
  }, [store, known]);
  const reading = track.reading || isPlaceholderData;
  const replay = useMemo<Replay | undefined>(
    () =>
      store && {
        journey,
        events,
        store,
        ...course,
        known,
        later: track.read?.later ?? null,
        reading,
        loading: track.loading,
        problem: track.problem,
        ...actsOn(store, course),
      },
    [store, journey, events, course, known, reading, track.read, track.loading, track.problem],
  );
  if (replay === undefined) return null;
  return <Current value={replay}>{props.children}</Current>;
}

const noEvents: readonly JourneyEvent[] = [];

/** The track of a journey as far as it is read, and on. */
export function useTrack({ id, state }: Journey, known: string | undefined) {
  const { data, error, isPending, isPlaceholderData } = useQuery({
    ...trackQuery(id, known),
    refetchInterval: known !== undefined || state === 'closed' ? false : TRACK_MS,
    placeholderData: keepPreviousData,
  });
  return {
    read: data,
    loading: isPending,
    reading: isPlaceholderData,
    problem: problemIn(error),
  };
}

type Course = Pick<Replay, 'signals' | 'stops' | 'gaps' | 'span'> & {
  /** The moments at which something happened, in order. */
  readonly marks: readonly number[];
};

type CourseParts = {
  readonly journey: Journey;
  readonly read: ReadTrack | undefined;
  readonly events: readonly JourneyEvent[];
  readonly known: number | null;
};

function useCourse({ journey: { milestones, live }, read, events, known }: CourseParts): Course {
  const signals = useMemo(() => signalsOf(read?.parts ?? []), [read]);
  const marks = useMemo(() => marksOf(events, signals), [events, signals]);
  const created = milestones[0]?.occurredAt;
  const heard = live?.occurredAt;
  const last = events.at(-1)?.at;
  return useMemo(() => {
    const ends = [heard, last, milestones.at(-1)?.occurredAt].map((at) =>
      at ? Date.parse(at) : 0,
    );
    const from = created === undefined ? (signals[0]?.at ?? 0) : Date.parse(created);
    // What was known then ends there, whenever the last signal of it came.
    const to = Math.max(from, known ?? Math.max(signals.at(-1)?.at ?? 0, ...ends));
    const gaps = known === null ? gapsOf(signals) : gapsOf(signals, known);
    return { signals, stops: stopsOf(signals), gaps, marks, span: { from, to } };
  }, [signals, created, heard, last, milestones, marks, known]);
}

function actsOn(store: ReplayStore, { signals, marks, span }: Course) {
  const goTo = (at: number): void =>
    store.change((playback) => ({ ...seek(playback, at, span), playing: false }));
  return {
    goTo,
    step: (of: 'events' | 'signals', by: 1 | -1): void => {
      const at = shownAt(store.now(), span);
      const next = of === 'events' ? markFrom(marks, at, by) : signalFrom(signals, at, by);
      if (next !== undefined) goTo(next);
    },
  };
}

/** Events of people and rules, and the lock's own. */
function marksOf(events: readonly JourneyEvent[], signals: readonly Signal[]): readonly number[] {
  const locks = signals.filter(({ event }) => event !== null).map(({ at }) => at);
  return [...events.map((event) => Date.parse(event.at)), ...locks].sort((a, b) => a - b);
}

function signalFrom(signals: readonly Signal[], at: number, by: 1 | -1): number | undefined {
  const index = indexAt(signals, at);
  if (by === 1) return signals[index + 1]?.at;
  return signals[index]?.at === at ? signals[index - 1]?.at : signals[index]?.at;
}
