import type { RouteIndex } from '@lakiri/corridors';
import type { Instant, Position } from '@lakiri/kit';
import type { Allowed } from './allowance.ts';
import type { Here } from './look.ts';
import type { Spell } from './memory.ts';
import type { Fence } from './scope.ts';
import type { Why } from './why.ts';

/** One reading of a track, present or told late: what the rules of a track judge. */
export type Step = {
  readonly at: Instant;
  /** The fix that moves the track on; null where the reading brings none. */
  readonly here: Here | null;
  /** The fix before it of the same track. */
  readonly before: (Position & { readonly at: Instant }) | null;
  readonly speedKmh: number | null;
  readonly temperatureC: number | null;
  readonly humidityPct: number | null;
  readonly route: RouteIndex | null;
  readonly underway: boolean;
  /** When it may stand where it stands. */
  readonly allowed?: Allowed | undefined;
  readonly fences: readonly Fence[];
};

/** What a rule of a track remembers after a reading, and why it fires now. */
export type After<S extends Spell> = {
  readonly state: S | null;
  readonly why: readonly Why[] | null;
};

const NOTHING: After<never> = { state: null, why: null };

export const unmoved = <S extends Spell>(state: S | null): After<S> =>
  state === null ? NOTHING : { state, why: null };

const NOT_BEGUN = { state: null, fires: false } as const;

/** Begins where it is so, ends where it is not so any more, and fires once when it has lasted. */
export function lasts(
  known: Spell | null,
  { at, on, off }: { readonly at: Instant; readonly on: boolean; readonly off: boolean },
  holdMs: number,
): { readonly state: Spell | null; readonly fires: boolean } {
  if (known === null) {
    if (!on) return NOT_BEGUN;
    return { state: { since: at, raised: holdMs === 0 }, fires: holdMs === 0 };
  }
  if (off) return NOT_BEGUN;
  if (known.raised || !on || at - known.since < holdMs) return { state: known, fires: false };
  return { state: { ...known, raised: true }, fires: true };
}
