// A node with a fleet connected to it: what every bench and fault command begins with.
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type Fleet, type FleetDialect, openFleet } from '@lakiri/simulator';
import { type NodeOptions, type NodeUnderTest, startNode } from './node-under-test.ts';
import { type Population, populate } from './population.ts';
import { progress } from './report.ts';

export type Trial = {
  readonly node: NodeUnderTest;
  readonly owner: Database;
  readonly population: Population;
  readonly fleet: Fleet;
  stop(): Promise<void>;
};

export type TrialOptions = NodeOptions & {
  readonly seals: number;
  /** How they speak; default Jointech. */
  readonly dialect?: FleetDialect | undefined;
  /** How many of them, the first, stand at one place; default 0. */
  readonly crowd?: number;
  /** Of how many makers they are, in turn; default that of the dialect. */
  readonly makers?: number;
  /** For how many of them, the first, this process speaks: it may open only so many files; default all. */
  readonly spoken?: number;
  /** What comes into the database before the fleet. */
  readonly before?: (owner: Database) => Promise<void>;
};

/** Device seconds between two frames of a seal: the least, so that any load is told apart. */
export const STEP_S = 1;

/** Starts a node, puts `seals` under way on it, and connects each. */
export async function startTrial(options: TrialOptions): Promise<Trial> {
  const node = await startNode(options);
  progress(`node ready at ${node.httpUrl}, data in ${node.dataDirectory}`);
  const owner = openOwner(node);
  try {
    await options.before?.(owner);
    const { seals, dialect = 'jointech', crowd = 0, makers = 0 } = options;
    const population = await populate(
      owner,
      { [dialect]: seals },
      { sealingKey: node.sealingKey, crowd, makers },
    );
    progress(`${seals} ${dialect} seals under way in the database`);
    const fleet = await openFleet({
      ports: node.ports,
      seals: Math.min(seals, options.spoken ?? seals),
      dialectOf: () => dialect,
      wireIdOf: (seal) => population.seals[seal]?.wireId ?? '',
      trackOf: (seal) => trackOf(population, seal),
      from: population.from,
      stepS: STEP_S,
    });
    progress(`${fleet.openSessions} sessions open`);
    const stop = async (): Promise<void> => {
      fleet.close();
      if (!owner.pool.ended) await owner.end();
      await node.stop();
    };
    return { node, owner, population, fleet, stop };
  } catch (error) {
    await owner.end();
    await node.stop();
    throw error;
  }
}

/** The database as its owner sees it: everything. */
export function openOwner({ ownerUrl }: NodeUnderTest): Database {
  return openOwnerAt(ownerUrl);
}

export function openOwnerAt(url: string): Database {
  return openDatabase({
    url,
    poolMax: 3,
    name: 'lakiri trial',
    onIdleError: () => undefined, // killed on purpose; the pool makes another
  });
}

function trackOf({ seals }: Population, seal: number) {
  const found = seals[seal];
  if (found === undefined) throw new RangeError(`no seal ${seal}`);
  return found.track;
}
