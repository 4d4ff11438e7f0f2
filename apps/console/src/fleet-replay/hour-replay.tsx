import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { markFrom, type Playback, type Span, seek, shownAt } from '../journeys/playback.ts';
import { openReplay, type ReplayStore } from '../journeys/replay-store.ts';
import { HOUR_MS, type Hour, type HourCase, openedIn } from './hour.ts';

/** An hour of all trucks and the clock that runs over it. */
export type HourReplay = {
  readonly hour: Hour;
  readonly span: Span;
  readonly store: ReplayStore;
  /** Opened within the hour, oldest first. */
  readonly opened: readonly HourCase[];
  /** Jumps to a moment and stops there. */
  readonly goTo: (at: number) => void;
  /** To the next or previous alarm, or by ten seconds. */
  readonly step: (by: 'alarm' | 'seconds', way: 1 | -1) => void;
};

const STEP_MS = 10_000;

const Current = createContext<HourReplay | undefined>(undefined);

export function useHour(): HourReplay {
  const replay = useContext(Current);
  if (replay === undefined) throw new Error('outside an hour');
  return replay;
}

/** The clock, as text may show it: at most ten times a second. */
function useHourPlayback(): Playback {
  const { store } = useHour();
  return useSyncExternalStore(store.onSlow, store.slow);
}

/** The moment that is shown, UTC milliseconds. */
export function useHourAt(): number {
  const { span } = useHour();
  return shownAt(useHourPlayback(), span);
}

type HourReplayProps = {
  readonly hour: Hour;
  readonly cases: readonly HourCase[];
  /** Where the clock begins; a later one is heard by the screen. */
  readonly start: number;
  readonly children: ReactNode;
};

export function HourReplayOf({ hour, cases, start: asked, children }: HourReplayProps) {
  const [start] = useState(asked);
  const [store, setStore] = useState<ReplayStore>();
  useEffect(() => {
    const opened = openReplay(start);
    setStore(opened);
    return opened.close;
  }, [start]);
  const { from } = hour.columns;
  const span = useMemo(() => ({ from, to: from + HOUR_MS }), [from]);
  useEffect(() => store?.know({ span, stops: [] }), [store, span]);
  const opened = useMemo(() => openedIn(cases, from), [cases, from]);
  const replay = useMemo(
    () => store && { hour, span, store, opened, ...actsOn({ store, span, opened }) },
    [hour, span, store, opened],
  );
  if (replay === undefined) return null;
  return <Current value={replay}>{children}</Current>;
}

function actsOn({ store, span, opened }: Pick<HourReplay, 'store' | 'span' | 'opened'>) {
  const marks = opened.map(({ openedAt }) => Date.parse(openedAt));
  const goTo = (at: number): void =>
    store.change((now) => ({ ...seek(now, at, span), playing: false }));
  return {
    goTo,
    step: (by: 'alarm' | 'seconds', way: 1 | -1): void => {
      const at = shownAt(store.now(), span);
      const next = by === 'alarm' ? markFrom(marks, at, way) : at + way * STEP_MS;
      if (next !== undefined) goTo(next);
    },
  };
}
