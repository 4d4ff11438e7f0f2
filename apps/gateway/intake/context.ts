import type { Rules, Watch, Watched } from '@lakiri/alarms';
import type { Diversions, RouteIndex } from '@lakiri/corridors';
import type { Seal } from '@lakiri/seals';
import type { Cells, Suspicion } from '@lakiri/trust';
import type { HeldKey } from '@lakiri/trust/store';
import type { Models } from './models.ts';
import type { Ration } from './ration.ts';

/**
 * All that folding a reading of one seal needs, read once and kept while nobody else changes the seal.
 * `version` is the seal's: whoever changes anything of this raises it, and then our write misses.
 */
export type Context = {
  readonly idBytes: Uint8Array;
  readonly seal: Seal;
  readonly version: number;
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  readonly watch: Watch | null;
  /** What is doubted of it; null when nothing is. */
  readonly suspicion: Suspicion | null;
  /** By which it proves its word; absent where it has none, or its dialect proves nothing. */
  readonly keys?: readonly HeldKey[];
  /** The name of the seal's owner, for an alarm to name; `null` where nobody has it. */
  readonly owner: string | null;
  readonly ration: Ration;
};

/** What holds for every seal of a batch. */
export type Standing = {
  readonly rules: Rules;
  readonly models: Models;
  /** Absent: nobody has said where any cell is. */
  readonly cells?: Cells;
  /** Absent: nobody diverts any route. */
  readonly diversions?: Diversions;
};
