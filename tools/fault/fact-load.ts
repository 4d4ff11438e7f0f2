// Facts that go on being written while something is done to a log: by two writers, in transactions of odd sizes.
import { chanceOf } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { pause } from '../bench/report.ts';
import { appendTo } from './log-stage.ts';

const WRITERS = 2;
const FACTS_MAX = 20;
const PAUSE_MS_MAX = 60;
/** A database that is away on purpose is tried again. */
const AGAIN_MS = 100;

export type FactLoad = {
  /** Ids of all facts whose commit was acknowledged so far. */
  readonly acked: readonly string[];
  /** Returns when the writers have ended. */
  end(): Promise<void>;
};

export function startFactLoad(database: Database, seed: number): FactLoad {
  const acked: string[] = [];
  let isOver = false;
  const write = async (writer: number): Promise<void> => {
    const chance = chanceOf(seed * WRITERS + writer);
    while (!isOver) {
      try {
        acked.push(...(await appendTo(database, chance.integer(1, FACTS_MAX))));
        await pause(chance.integer(0, PAUSE_MS_MAX));
      } catch {
        await pause(AGAIN_MS);
      }
    }
  };
  const running = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return {
    acked,
    end: async () => {
      isOver = true;
      await running;
    },
  };
}
