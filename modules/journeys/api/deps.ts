import type { RouteIndex, RouteVersion } from '@lakiri/corridors';
import type { Id, Instant, Json } from '@lakiri/kit';
import type { VehicleId } from '@lakiri/parties';
import type { Aggregate } from '@lakiri/platform/execute';
import type { DomainEvent } from '@lakiri/platform/facts';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { PartyRef, Seal, SealEvents, SealId } from '@lakiri/seals';
import type { JourneyId, Truck } from '../core/index.ts';

export type Driver = { readonly name: string | null; readonly phone: string | null };

/** What a person wrote of truck and driver on the form. */
export type TruckAsked = {
  readonly plate: string;
  readonly trailer: string | null;
  readonly driver: Driver | null;
  readonly transporter: PartyRef;
};

/** The truck of a new journey: known already, or new with the events that make it known. */
export type TruckFound = {
  readonly truck: Truck;
  readonly events: readonly DomainEvent[];
  /** Keeps beside the events the personal values that they hold hashes of. */
  keep(tx: Sql): Promise<void>;
};

/** Parties, people, vehicles and drivers as journeys need them; of each, those that the transaction may see. */
export type PartiesPort = {
  partyNames(tx: Sql, ids: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  personNames(tx: Sql, ids: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  plates(tx: Sql, vehicles: readonly Id[]): Promise<ReadonlyMap<string, string>>;
  drivers(tx: Sql, ids: readonly Id[]): Promise<ReadonlyMap<string, Driver>>;
  /** Vehicles whose plate begins like what was typed, at most a page of them. */
  vehiclesByPlate(tx: Sql, typed: string): Promise<readonly VehicleId[]>;
  /** `undefined` unless a transporter has this id. */
  findTransporter(tx: Sql, id: Id): Promise<PartyRef | undefined>;
  truckFor(tx: Sql, asked: TruckAsked, now: Instant): Promise<TruckFound>;
  /** Who evolves and stores what `truckFor` makes. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own state; the pairing is by name
  readonly aggregates: Readonly<Record<string, Aggregate<any, any>>>;
};

/** The routes of the gazette, by version and as in force. */
export type RoutesPort = {
  find(tx: Sql, id: string, version: number): Promise<RouteIndex<RouteVersion> | undefined>;
  current(tx: Sql, at: Instant): Promise<readonly RouteIndex<RouteVersion>[]>;
};

export type SealsPort = {
  readonly aggregate: Aggregate<Seal, SealEvents>;
  /** Those of these that the transaction may see. */
  find(tx: Sql, ids: readonly Id[]): Promise<readonly { readonly seal: Seal }[]>;
};

/** What a seal last said, as the seals' own view has it; only the place is read here. */
export type LiveView = {
  readonly lat: number | null;
  readonly lon: number | null;
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

/** What the routes need of lower modules, and what higher ones may add to the view of a journey. */
export type JourneysDeps = {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  /** `size` bytes of chance fit for secrets. */
  readonly chance: (size: number) => Uint8Array;
  readonly routes: RoutesPort;
  readonly seals: SealsPort;
  readonly parties: PartiesPort;
  readonly liveOf?: (tx: Sql, seals: readonly SealId[]) => Promise<ReadonlyMap<string, LiveView>>;
  readonly openCasesOf?: (
    tx: Sql,
    journeys: readonly JourneyId[],
  ) => Promise<ReadonlyMap<string, readonly OpenCase[]>>;
  readonly eventsOf?: (tx: Sql, journey: JourneyId) => Promise<readonly TimelineItem[]>;
};
