import type { Case } from '../api/case-contract.ts';
import type {
  LiveCases,
  LivePulse,
  LiveSnapshot,
  LiveTrucks,
  Truck,
} from '../api/live-contract.ts';
import { centreNow, setCentreTime } from '../clock/ticker.ts';
import {
  emptyView,
  type MonitorView,
  onAnswer,
  onCases,
  onLost,
  onPulse,
  onSnapshot,
} from './monitor-view.ts';

// The one live stream of the monitor. It owns the EventSource: the browser resumes it with Last-Event-ID after a short
// break; when it gives up, or when no pulse comes, a new one is opened.

const STREAM = '/api/v1/live/monitor';
/** A pulse is due every 2 s; four missed ones are a dead link, whatever the socket says. */
const SILENCE_MS_MAX = 8_000;
const REOPEN_MS = 3_000;

export type TruckChange = {
  /** Forget all trucks held before this change. */
  readonly all: boolean;
  readonly changed: readonly Truck[];
  readonly removed: readonly string[];
};
export type MonitorFeed = {
  readonly view: () => MonitorView;
  readonly subscribe: (listener: () => void) => () => void;
  readonly trucks: ReadonlyMap<string, Truck>;
  /** Hears every change of positions from now on; the trucks known so far come first. */
  readonly onTrucks: (listener: (change: TruckChange) => void) => () => void;
  readonly answer: (answer: Case) => void;
  readonly close: () => void;
};

export function openMonitorFeed(): MonitorFeed {
  const trucks = new Map<string, Truck>();
  const watchers = new Set<() => void>();
  const mappers = new Set<(change: TruckChange) => void>();
  let view = emptyView;
  const show = (next: MonitorView): void => {
    view = next;
    for (const watcher of watchers) watcher();
  };
  const move = (change: TruckChange): void => {
    if (change.all) trucks.clear();
    for (const truck of change.changed) trucks.set(truck.sealId, truck);
    for (const id of change.removed) trucks.delete(id);
    for (const mapper of mappers) mapper(change);
  };
  const close = keepStream({
    snapshot: (snapshot) => {
      setCentreTime(snapshot.at);
      move({ all: true, changed: snapshot.trucks, removed: [] });
      show(onSnapshot(view, snapshot));
    },
    trucks: ({ changed, removed }) => move({ all: false, changed, removed }),
    cases: (cases) => show(onCases(view, cases)),
    pulse: (pulse) => {
      setCentreTime(pulse.at);
      show(onPulse(view, pulse));
    },
    lost: () => show(onLost(view, centreNow())),
  });
  return {
    view: () => view,
    subscribe: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    trucks,
    onTrucks: (listener) => {
      mappers.add(listener);
      listener({ all: true, changed: [...trucks.values()], removed: [] });
      return () => mappers.delete(listener);
    },
    answer: (answer) => show(onAnswer(view, answer)),
    close,
  };
}

type Hears = {
  readonly snapshot: (snapshot: LiveSnapshot) => void;
  readonly trucks: (trucks: LiveTrucks) => void;
  readonly cases: (cases: LiveCases) => void;
  readonly pulse: (pulse: LivePulse) => void;
  readonly lost: () => void;
};

/** Keeps one stream open until told to close. */
function keepStream(hears: Hears): () => void {
  let source: EventSource | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(reopen, SILENCE_MS_MAX);
  };
  const reopen = (): void => {
    hears.lost();
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(reopening);
    reopening = setTimeout(open, REOPEN_MS);
  };
  const open = (): void => {
    const stream = new EventSource(STREAM);
    source = stream;
    const hear = <Kind extends 'snapshot' | 'trucks' | 'cases' | 'pulse'>(kind: Kind): void => {
      stream.addEventListener(kind, (event) => {
        heard();
        hears[kind](JSON.parse(event.data));
      });
    };
    hear('snapshot');
    hear('trucks');
    hear('cases');
    hear('pulse');
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) reopen();
      else hears.lost();
    });
    heard();
  };
  open();
  return () => {
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(reopening);
  };
}
