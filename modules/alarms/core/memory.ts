// What the rules of the catalogue remember of one seal beside its stop, its distance from the route and its attempts.
// Absent from a watch while there is nothing to remember, so that an ordinary truck's watch stays small.
import type { Instant, Position } from '@lakiri/kit';
import type { Kind } from './kind.ts';
import type { Stop, Watch } from './watch.ts';

/** Something that lasts; `raised` once an alarm has said so. */
export type Spell = { readonly since: Instant; readonly raised: boolean };
/** It goes back along its route from here. */
export type Back = Spell & { readonly fromKm: number };
/** Within a forbidden fence, for so many fixes. */
export type Inside = Spell & { readonly fence: string; readonly fixes: number };
/** It stands in an allowed stop. */
export type Stay = Spell & { readonly place: string };

/** What the rules of a track remember: of one run of readings in the order of their time. */
export type Track = {
  readonly back: Back | null;
  readonly fast: Spell | null;
  readonly night: Spell | null;
  readonly inside: Inside | null;
  readonly stay: Stay | null;
  readonly warm: Spell | null;
  readonly humid: Spell | null;
};

/** A run of readings told late: judged as a track of its own, since it cannot move what is known of the present. */
export type LateRun = {
  readonly at: Instant;
  readonly place: (Position & { readonly at: Instant }) | null;
  readonly stop: Stop | null;
  readonly track: Track;
};

/** A time for which an alarm of a kind has been raised: what is told of it later is no news. */
export type Span = { readonly kind: Kind; readonly from: Instant; readonly until: Instant };

/** Where the odometer stood when the way began to be measured. */
export type Trip = Spell & { readonly odometerKm: number; readonly km: number };
export type NoFix = Spell & { readonly odometerKm: number | null };
/** Apart from another seal of its journey, by that one's number. */
export type Apart = Spell & { readonly other: string };

/** What a deadline has told once for the journey. */
export type ToldOnce = 'trip-warned' | 'trip-over' | 'period-warned' | 'period-over';

export type Memory = {
  readonly track: Track;
  readonly late: LateRun | null;
  /** Newest last, at most `SPANS_MAX`. */
  readonly spans: readonly Span[];
  readonly trip: Trip | null;
  readonly noFix: NoFix | null;
  /** Shocks that may yet be too many, oldest first, at most `SHOCKS_MAX`. */
  readonly shocks: readonly Instant[];
  /** When kinds that a single event raises were raised, newest last, at most `AGAIN_MAX` each. */
  readonly again: { readonly [K in Kind]?: readonly Instant[] };
  readonly told: readonly ToldOnce[];
  readonly apart: Apart | null;
  /** It stands with others at one unlisted spot, and that was said. */
  readonly clustered: Instant | null;
};

export const NO_TRACK: Track = {
  back: null,
  fast: null,
  night: null,
  inside: null,
  stay: null,
  warm: null,
  humid: null,
};

const NO_MEMORY: Memory = {
  track: NO_TRACK,
  late: null,
  spans: [],
  trip: null,
  noFix: null,
  shocks: [],
  again: {},
  told: [],
  apart: null,
  clustered: null,
};

/** Enough for the episodes of a day; the oldest is forgotten, which can only raise it again. */
export const SPANS_MAX = 8;
/** Of a road that shakes all day only the newest count. */
export const SHOCKS_MAX = 10;
export const AGAIN_MAX = 4;

export function memoryOf({ memory }: Watch): Memory {
  return memory ?? NO_MEMORY;
}

/** The watch with this memory; the very object when nothing of it is new. */
export function remembering(watch: Watch, change: Partial<Memory>): Watch {
  const known = memoryOf(watch);
  if (!isNews(known, change)) return watch;
  const memory = { ...known, ...change };
  const { memory: _, ...without } = watch;
  return isNothing(memory) ? without : { ...without, memory };
}

/** Asked at every reading, so that nothing is made for it. */
function isNews(known: Memory, change: Partial<Memory>): boolean {
  for (const name in change)
    if (change[name as keyof Memory] !== known[name as keyof Memory]) return true;
  return false;
}

function isNothing(memory: Memory): boolean {
  return (
    memory.late === null &&
    memory.trip === null &&
    memory.noFix === null &&
    memory.apart === null &&
    memory.clustered === null &&
    memory.spans.length + memory.shocks.length + memory.told.length === 0 &&
    Object.keys(memory.again).length === 0 &&
    Object.values(memory.track).every((one) => one === null)
  );
}
