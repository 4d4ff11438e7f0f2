// Ropes that are cut while a load runs, and the alarms that must come of them.
import { type Chance, chanceOf, type Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import type { Fleet } from '@lakiri/simulator';
import type { Population } from './population.ts';
import { STEP_S } from './trial.ts';

export type Cut = {
  readonly seal: number;
  readonly sealId: string;
  readonly wireId: string;
  readonly occurredAt: Instant;
  /** On `performance.now()`'s clock. */
  readonly sentAtMs: number;
};

/** Cuts one random seal after the other, each once. */
export class Cutter {
  readonly cuts: Cut[] = [];
  readonly #whole: number[];
  readonly #chance: Chance;
  readonly #parts: { readonly fleet: Fleet; readonly population: Population };

  constructor(parts: { readonly fleet: Fleet; readonly population: Population }, seed: number) {
    this.#parts = parts;
    this.#chance = chanceOf(seed);
    this.#whole = parts.population.seals.map((_, at) => at);
  }

  /** Cuts a seal that can speak now; false when the one drawn cannot, or all are cut. */
  cut(): boolean {
    const at = this.#chance.integer(0, this.#whole.length - 1);
    const seal = this.#whole[at];
    if (seal === undefined) return false;
    const sealId = this.#parts.population.seals[seal]?.id;
    if (sealId === undefined) return false;
    try {
      this.cuts.push({ seal, sealId, ...this.#parts.fleet.cutRope(seal) });
    } catch {
      return false; // no session just now
    }
    this.#whole.splice(at, 1);
    return true;
  }
}

export type AlarmsCompared = { readonly missing: number; readonly doubled: number };

/**
 * Each cut whose frame was acknowledged has exactly one alarm, with its case and its fact. `missing` counts
 * those without, `doubled` the alarms beyond the first.
 */
export async function compareAlarms(
  owner: Database,
  fleet: Fleet,
  cuts: readonly Cut[],
): Promise<AlarmsCompared> {
  const accounts = fleet.accounts();
  const acked = cuts.filter(({ seal, occurredAt }) => {
    const k = (occurredAt - fleet.occurredAt(0)) / (STEP_S * 1_000);
    return !accounts[seal]?.unacked.includes(k);
  });
  const { rows } = await owner.pool.query<{ seal: string; alarms: number }>(
    `SELECT a.seal, count(*)::int AS alarms FROM alarms.alarm a
     JOIN alarms.case c ON c.id = a.case_id JOIN fact.fact f ON f.subject = a.id AND f.type = 'alarm-raised'
     WHERE a.kind = 'seal-cut' GROUP BY a.seal`,
  );
  const alarms = new Map(rows.map((row) => [row.seal, row.alarms]));
  return {
    missing: acked.filter(({ sealId }) => !alarms.has(sealId)).length,
    doubled: rows.reduce((sum, row) => sum + row.alarms - 1, 0),
  };
}
