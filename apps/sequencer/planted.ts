import type { Log } from '@lakiri/platform/log';
import type { PublishPorts } from './publish.ts';

/** Defects that the log's benchmark must catch. */
const PLANTS: Readonly<Record<string, (ports: PublishPorts) => PublishPorts>> = {
  'skipped-fact': (ports) => ({
    ...ports,
    read: async (after) => {
      const { facts, more } = await ports.read(after);
      return { facts: facts.length > 2 ? facts.toSpliced(1, 1) : facts, more };
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
  log.error({ plant: name }, 'a defect is planted in this sequencer: the log will lack facts');
  return plant;
}
