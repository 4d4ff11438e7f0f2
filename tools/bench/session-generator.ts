// One of the processes that speak for the seals of bench:sessions: it may have no more open files than a gateway.
// All connect from one address: the kernel has 28,000 ports for each of the node's, and looking for one that
// nobody has bound takes longer the fewer are left.
import type { Instant } from '@lakiri/kit';
import {
  type Fleet,
  type FleetDialect,
  openFleet,
  type RunOptions,
  type RunStats,
  type SealAccount,
  type Track,
} from '@lakiri/simulator';

/** How often it says how many sessions are open. */
const TELL_EVERY_MS = 100;
/** After a cut thousands come back: over so long that a gateway accepts them as they come. */
const RECONNECT_MS_MAX = 10_000;

export type FleetOrder = {
  readonly ports: Readonly<Partial<Record<FleetDialect, number>>>;
  readonly from: Instant;
  readonly stepS: number;
  readonly tracks: readonly Track[];
  readonly seals: readonly {
    readonly dialect: FleetDialect;
    readonly wireId: string;
    /** Which of the tracks. */
    readonly track: number;
  }[];
};

export type Orders = {
  open(order: FleetOrder): Promise<void>;
  run(load: RunOptions): Promise<Omit<RunStats, 'lost'>>;
  drop(): void;
  confirm(stored: ReadonlyMap<string, number>): void;
  accounts(): readonly SealAccount[];
};

export type Order = {
  [Name in keyof Orders]: {
    readonly id: number;
    readonly name: Name;
    readonly args: Parameters<Orders[Name]>;
  };
}[keyof Orders];

export type Told =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly open: number; readonly sent: number; readonly acked: number };

let fleet: Fleet | undefined;

function theFleet(): Fleet {
  if (fleet === undefined) throw new Error('no fleet is open');
  return fleet;
}

const orders: Orders = {
  open: async ({ seals, tracks, ...order }) => {
    fleet = await openFleet({
      ...order,
      seals: seals.length,
      dialectOf: (at) => seals[at]?.dialect ?? 'jointech',
      wireIdOf: (at) => seals[at]?.wireId ?? '',
      trackOf: (at) => trackIn(tracks, seals[at]?.track),
      reconnectMsMax: RECONNECT_MS_MAX,
    });
  },
  run: async (load) => {
    const { lost: _, ...stats } = await theFleet().run(load);
    return stats;
  },
  drop: () => theFleet().drop(),
  confirm: (stored) => theFleet().confirm(stored, false),
  accounts: () => theFleet().accounts(),
};

function trackIn(tracks: readonly Track[], at = 0): Track {
  const track = tracks[at];
  if (track === undefined) throw new RangeError(`no track ${at}`);
  return track;
}

function tell(told: Told): void {
  // Whoever gave the orders may have ended in between: nobody is left to be told, and that is no fault.
  if (process.connected) process.send?.(told, undefined, undefined, () => undefined);
}

async function obey({ id, name, args }: Order): Promise<void> {
  try {
    const work = orders[name] as (...given: readonly unknown[]) => unknown;
    tell({ id, value: await work(...args) });
  } catch (error) {
    tell({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit());
setInterval(() => {
  if (fleet !== undefined) tell({ open: fleet.openSessions, sent: fleet.sent, acked: fleet.acked });
}, TELL_EVERY_MS);
