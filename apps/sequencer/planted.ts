import type { Log } from '@lakiri/platform/log';
import type { PublishPorts } from './publish.ts';
import { SyncFailed } from './trouble.ts';

/** Defects that the log's benchmark and fault commands must catch. */
const PLANTS: Readonly<Record<string, (ports: PublishPorts) => PublishPorts>> = {
  'skipped-fact': (ports) => ({
    ...ports,
    read: async (after) => {
      const { facts, more } = await ports.read(after);
      return { facts: facts.length > 2 ? facts.toSpliced(1, 1) : facts, more };
    },
  }),
  'early-checkpoint': (ports) => ({
    ...ports,
    advance: async (move) => {
      await ports.writeCheckpoint(move.to);
      return await ports.advance(move);
    },
  }),
  'sync-retried': (ports) => ({
    ...ports,
    writeOnce: async (files) => {
      await ports.writeOnce(files).catch((error: unknown) => {
        if (!(error instanceof SyncFailed)) throw error;
        return ports.writeOnce(files);
      });
    },
  }),
};

/** What a defect named in the environment does to publications; others are not the sequencer's. */
export function plantedIn(
  name: string | undefined,
  log: Log,
): (ports: PublishPorts) => PublishPorts {
  const plant = name === undefined ? undefined : PLANTS[name];
  if (plant === undefined) return (ports) => ports;
  log.error({ plant: name }, 'a defect is planted in this sequencer: its log cannot be relied on');
  return plant;
}
