import type { HoursGiven, RouteIndex, RouteVersion } from '@lakiri/corridors';
import type { Id, Instant, Json } from '@lakiri/kit';
import type {
  Driver,
  DriverRegistered,
  Party,
  PartyId,
  Phone,
  Plate,
  Vehicle,
  VehicleId,
  VehicleKind,
  VehicleRegistered,
} from '@lakiri/parties';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { Seal, SealEvents, SealId } from '@lakiri/seals';
import type { JourneyId } from '../core/index.ts';

/** Found, or with the events that register it; `keep` belongs into the same commit. */
type FoundOr<Noun extends string, Event> = {
  readonly id: Id<Noun>;
  readonly events: readonly Event[];
  keep(tx: Sql): Promise<void>;
};

type Used = { readonly party: PartyId; readonly now: Instant };

/** Parties, people, vehicles and drivers; of each, those that the transaction may see. */
export type PartiesPort = {
  partiesOf(tx: Sql, ids: readonly Id[]): Promise<ReadonlyMap<string, Party>>;
  namesOf(tx: Sql, people: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  platesOf(tx: Sql, vehicles: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  driversOf(
    tx: Sql,
    drivers: readonly Id[],
  ): Promise<ReadonlyMap<string, { readonly name: string | null; readonly phone: string | null }>>;
  vehiclesByPlate(tx: Sql, beginning: string, limit: number): Promise<readonly VehicleId[]>;
  vehicleOf(
    tx: Sql,
    wanted: Used & { readonly kind: VehicleKind; readonly plate: Plate },
  ): Promise<FoundOr<'Vehicle', VehicleRegistered>>;
  driverOf(
    tx: Sql,
    wanted: Used & { readonly name: string | null; readonly phone: Phone | null },
  ): Promise<FoundOr<'Driver', DriverRegistered> | undefined>;
  readonly vehicleAggregate: Aggregate<Vehicle, VehicleRegistered>;
  readonly driverAggregate: Aggregate<Driver, DriverRegistered>;
};

/** The routes of the gazette, by version and as in force. */
export type RoutesPort = {
  find(tx: Sql, id: string, version: number): Promise<RouteIndex<RouteVersion> | undefined>;
  current(tx: Sql, at: Instant): Promise<readonly RouteIndex<RouteVersion>[]>;
};

export type SealsPort = {
  readonly sealAggregate: Aggregate<Seal, SealEvents>;
  /** Those of these that the transaction may see. */
  findSeals(tx: Sql, ids: readonly Id[]): Promise<readonly { readonly seal: Seal }[]>;
  /** Those of these whose identity is in doubt; absent: nobody doubts. */
  doubtedOf?(tx: Sql, ids: readonly Id[]): Promise<ReadonlySet<string>>;
};

/** What a seal last said, as the seals' own view has it; only the place and its age are read here. */
export type LiveSeen = {
  readonly lat: number | null;
  readonly lon: number | null;
  readonly positionAt?: string | null;
  readonly [field: string]: Json | undefined;
};

export type OpenCase = { readonly id: string; readonly kind: string; readonly severity: number };

/** A line of a journey's timeline. */
export type TimelineItem = {
  readonly at: string;
  readonly recordedAt: string;
  readonly type: string;
  readonly by: string | null;
  readonly caseId?: string;
  readonly severity?: number;
  readonly params: { readonly [name: string]: Json | undefined };
};

/** What the acts need of lower modules. */
export type ActDeps = {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  /** `size` bytes of chance fit for secrets. */
  readonly chance: (size: number) => Uint8Array;
  readonly routes: RoutesPort;
  readonly seals: SealsPort;
  readonly parties: PartiesPort;
  /** Hours that bulletins gave to journeys of these routes, by route; absent: none ever. */
  readonly hoursGiven?: (
    tx: Sql,
    routes: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly HoursGiven[]>>;
};

/** What the routes need besides, given by modules above and beside; without them the view has none of it. */
export type JourneysDeps = ExceptionDeps & {
  readonly liveOf?: (
    tx: Sql,
    seals: readonly SealId[],
  ) => Promise<ReadonlyMap<string, LiveSeen | null>>;
  readonly openCasesOf?: (
    tx: Sql,
    journeys: readonly JourneyId[],
  ) => Promise<ReadonlyMap<string, readonly OpenCase[]>>;
  readonly eventsOf?: (tx: Sql, journey: JourneyId) => Promise<readonly TimelineItem[]>;
  readonly known?: ThenPort;
};

/** The same as the node knew them at an instant. */
type ThenPort = {
  /** Where a seal was last heard by what had been received; null: nowhere yet. */
  placeOf(
    tx: Sql,
    asked: { readonly seal: SealId; readonly from: Instant; readonly knownAt: Instant },
  ): Promise<{ readonly lat: number; readonly lon: number } | null>;
  openCasesOf(tx: Sql, journey: JourneyId, knownAt: Instant): Promise<readonly OpenCase[]>;
};

/** What an exception needs of modules above and beside; without them it changes the journey only. */
export type ExceptionDeps = ActDeps & {
  /** What the alarm rules remember of a journey by one seal, for another to go on with. */
  readonly watches?: {
    /** Null: nothing yet. */
    handOver(tx: Sql, seal: Id): Promise<Json>;
    take(tx: Sql, seal: Id, watch: Json): Promise<void>;
  };
  /** Photographs by their SHA-256 in hex, sent beforehand. */
  readonly photos?: {
    /** The first of these that is not here; undefined: all are. */
    missing(tx: Sql, photos: readonly string[]): Promise<string | undefined>;
    keep(
      tx: Sql,
      kept: { readonly photos: readonly string[]; readonly subject: Id },
    ): Promise<void>;
  };
};
