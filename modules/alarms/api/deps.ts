import type { Instant, Position } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents } from '@lakiri/seals';

/** A journey as a case shows it. */
export type JourneyWords = {
  readonly ref: string;
  readonly plate: string;
  readonly routeName: string;
  readonly corridor: string | null;
  readonly cargo: string | null;
  readonly routeKm: number | null;
  readonly driver: { readonly name: string | null; readonly phone: string | null } | null;
};

/** A seal as a case shows it, with what it last said. */
export type SealWords = {
  readonly number: string;
  /** The owner's name. */
  readonly owner: string;
  /** Null where its model names none. */
  readonly maker: string | null;
  readonly batteryPct: number | null;
  readonly speedKmh: number | null;
  readonly positionAt: Instant | null;
  readonly receivedAt: Instant | null;
};

/** One reading before an alarm. */
export type Recent = {
  readonly at: Instant;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly motorLocked: boolean | null;
  readonly ropeCut: boolean | null;
};

/** What the modules around cases know of them, each cut to what the transaction may see. */
export type CaseWords = {
  journeysOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, JourneyWords>>;
  sealsOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, SealWords>>;
  /** Names of people by id; missing where forgotten or not to be seen. */
  peopleOf(tx: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** For each position the name of the nearest place of the gazette, in the same order. */
  placesNear(tx: Sql, positions: readonly Position[]): Promise<readonly (string | null)[]>;
};

export type AlarmsDeps = CaseWords & {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly sealAggregate: Aggregate<Seal, SealEvents>;
  /** Who may act on cases: names by id. */
  officersOf(tx: Sql): Promise<ReadonlyMap<string, string>>;
  /** What a seal said from `from` to `until`, in device time, with a clock that was right. */
  readingsOf(
    tx: Sql,
    span: { readonly seal: string; readonly from: Instant; readonly until: Instant },
  ): Promise<readonly Recent[]>;
};
