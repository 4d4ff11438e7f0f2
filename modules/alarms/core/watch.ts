// What the rules remember of one seal while it is armed on one journey. It changes only at
// transitions: an ordinary position leaves it the same object, so that nothing need be written.
import type { Instant } from '@lakiri/kit';
import type { JourneyRef } from '@lakiri/seals';
import type { CaseId, Kind } from './kind.ts';
import type { Memory } from './memory.ts';

/** `leaving`: outside, not long enough to say so. `back`: fixes well inside, in a row. */
export type OffRoute =
  | { readonly is: 'on' }
  | {
      readonly is: 'leaving';
      readonly since: Instant;
      readonly fixes: number;
      readonly offM: number;
    }
  | { readonly is: 'off'; readonly since: Instant; readonly back: number };

/** A time off the route that is over or was told late; `raised` once two fixes prove it. */
export type Excursion = {
  readonly from: Instant;
  readonly until: Instant;
  readonly raised: boolean;
};

/** Where it stands since when; never inside an allowed stop that is open at every hour. */
export type Stop = {
  readonly since: Instant;
  readonly lat: number;
  readonly lon: number;
  readonly raised: boolean;
  /** It was said that it has become still longer. */
  readonly grown?: true;
};

/** A refused attempt by its reading's key; `counted` when an alarm has already been raised for it. */
export type Attempt = { readonly at: Instant; readonly key: string; readonly counted: boolean };

export type Watch = {
  readonly journey: JourneyRef;
  readonly offRoute: OffRoute;
  /** Newest last, at most `EXCURSIONS_MAX`. */
  readonly excursions: readonly Excursion[];
  readonly stop: Stop | null;
  /** In time order, at most `ATTEMPTS_MAX`. */
  readonly attempts: readonly Attempt[];
  /** Silence was raised for the time since then; null once it has spoken again. */
  readonly silentSince: Instant | null;
  readonly batteryShort: boolean;
  /** How many of what people reported has been told; absent: none. */
  readonly reported?: number;
  /** What the rules of `memory.ts` remember; absent: nothing. */
  readonly memory?: Memory;
  /** The case that further alarms of a kind join. */
  readonly open: { readonly [K in Kind]?: CaseId };
};

/** Enough for a journey's worth of gaps; the oldest is forgotten, which can only raise it again. */
export const EXCURSIONS_MAX = 8;
/** Four alarms' worth of attempts within one window. */
export const ATTEMPTS_MAX = 12;

export const ON_ROUTE: OffRoute = { is: 'on' };

export function freshWatch(journey: JourneyRef): Watch {
  return {
    journey,
    offRoute: ON_ROUTE,
    excursions: [],
    stop: null,
    attempts: [],
    silentSince: null,
    batteryShort: false,
    open: {},
  };
}

/** The watch without its open case of a kind, if that is the one given: what closing a case leaves. */
export function withoutCase(watch: Watch, kind: Kind, closed: CaseId): Watch {
  if (watch.open[kind] !== closed) return watch;
  const { [kind]: _, ...open } = watch.open;
  return { ...watch, open };
}
