// What the server answers, as its OpenAPI document says it. Times are ISO 8601 in UTC, `null` means unknown.

type Role = 'officer' | 'supervisor' | 'station' | 'transporter' | 'admin';
type Language = 'en' | 'sw';
export type Party = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly country: string;
};
export type Session = {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly language: Language;
  };
  readonly party: Party;
  readonly expiresAt: string;
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

export type Named = { readonly id: string; readonly name: string };
/** A name that the viewer may not see is `null`. */
type MaybeNamed = { readonly id: string; readonly name: string | null };

export type Place = Named & {
  readonly short: string | null;
  readonly kind: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
};
export type Route = Named & {
  readonly version: number;
  readonly corridor: 'northern' | 'central';
  readonly fromPlace: string;
  readonly toPlace: string;
  readonly km: number;
  readonly bufferM: number;
  readonly timeLimitH: number;
  readonly line: readonly (readonly [lon: number, lat: number])[];
  readonly allowedStops: readonly string[];
};

type SealFlag = 'cut' | 'opened' | 'cover';
export type Live = {
  readonly occurredAt: string | null;
  readonly receivedAt: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly positionAt: string | null;
  readonly fix: string | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly charging: boolean | null;
  readonly motorLocked: boolean | null;
  readonly ropeInserted: boolean | null;
  readonly ropeCut: boolean | null;
  readonly coverOpen: boolean | null;
  readonly motorStuck: boolean | null;
  readonly latched: readonly { readonly flag: SealFlag; readonly since: string }[];
  readonly link: 'live' | 'silent' | null;
  readonly clock: 'right' | 'ahead' | 'behind' | 'none' | null;
};
export type SealState = 'free' | 'fitted' | 'armed' | 'disarmed';
export type Seal = {
  readonly id: string;
  readonly number: string;
  readonly dialect: string;
  readonly wireId: string;
  readonly model: string | null;
  readonly owner: MaybeNamed;
  readonly state: SealState;
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string | null;
  } | null;
  readonly registeredAt: string;
  readonly live: Live | null;
};
export type UnknownDevice = {
  readonly dialect: string;
  readonly wireId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly frames: number;
  readonly peer: string | null;
  readonly lastFrameHex: string | null;
};

export type JourneyState =
  | 'created'
  | 'sealed'
  | 'armed'
  | 'in-transit'
  | 'arrived'
  | 'disarmed'
  | 'closed';
type Milestone = {
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly by: string | null;
};
export type Journey = {
  readonly id: string;
  readonly ref: string;
  readonly version: number;
  readonly state: JourneyState;
  readonly route: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly km: number;
    readonly fromPlace: string;
    readonly toPlace: string;
  };
  readonly vehicle: { readonly plate: string | null; readonly trailer: string | null };
  readonly driver: { readonly name: string | null; readonly phone: string | null };
  readonly cargo: string | null;
  readonly transporter: MaybeNamed;
  readonly seals: readonly {
    readonly id: string;
    readonly number: string;
    readonly fittedAt: string;
    readonly until: string | null;
  }[];
  readonly milestones: readonly Milestone[];
  readonly progress: {
    readonly km: number;
    readonly ofKm: number;
    readonly offRouteM: number | null;
  } | null;
  /** When it is expected at the end of its route; null unless it is under way. */
  readonly arrival: {
    readonly earliestAt: string;
    readonly likelyAt: string;
    readonly latestAt: string;
    readonly basis: 'journeys' | 'pace';
    readonly journeys: number;
  } | null;
  readonly live: Live | null;
  readonly openCases: readonly {
    readonly id: string;
    readonly kind: CaseKind;
    readonly severity: Severity;
  }[];
  readonly deadlineAt: string | null;
};
export type JourneyEvent = {
  readonly at: string;
  readonly recordedAt: string;
  readonly type: string;
  readonly by: string | null;
  readonly caseId?: string | null;
  readonly severity?: Severity | null;
  readonly params: Params;
};

export type Severity = 1 | 2 | 3 | 4;
export type CaseKind =
  | 'seal-cut'
  | 'opened-no-order'
  | 'cover-opened'
  | 'unlock-refused'
  | 'off-route'
  | 'long-stop'
  | 'silent'
  | 'battery-short'
  | 'opening-uncertain'
  | 'identity-doubted'
  | 'position-doubted'
  | 'jamming-suspected'
  | 'clock-jumped'
  | 'opened-outside'
  | 'device-removed'
  | 'tractor-trailer-split'
  | 'wrong-way'
  | 'forbidden-place'
  | 'stop-overdue'
  | 'night-move'
  | 'trip-time'
  | 'transit-period'
  | 'trip-distance'
  | 'overspeed'
  | 'gps-lost'
  | 'power-cut'
  | 'shock'
  | 'temperature-out'
  | 'humidity-out'
  | 'seal-mismatch'
  | 'sos'
  | 'accident'
  | 'driver-report'
  | 'stop-cluster';
export type Params = Readonly<Record<string, string | number | boolean | null>>;
export type Why = { readonly code: string; readonly params: Params };
export type Model = {
  readonly model: string;
  readonly dialect: string;
  readonly maker: string;
  /** Oldest first; later ones may lie ahead. */
  readonly versions: readonly ModelVersion[];
};
/** A model that somebody proposed; what its first version is to say stands beside it. */
export type ModelDraft = Omit<ModelVersion, 'version' | 'effectiveFrom'> & {
  readonly id: string;
  readonly model: string;
  readonly dialect: string;
  readonly maker: string;
  readonly like: string;
  readonly state: 'proposed' | 'approved' | 'withdrawn';
  readonly proposedBy: { readonly id: string; readonly name: string };
  readonly proposedAt: string;
};
export type ModelVersion = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly reportIntervalS: number;
  readonly parkedIntervalS: number | null;
  readonly asleepIntervalS: number | null;
  readonly drainPctPerHour: number;
  /** What its type approval grants, T0 to T3. */
  readonly tierMax: number;
  readonly profile: unknown;
  /** Whose word it is: the maker's manual, the type approval, our measuring, or nobody's. */
  readonly basis: 'manual' | 'approval' | 'measured' | 'assumed';
  readonly source: string;
};

export type NodeStatus = {
  readonly node: string;
  readonly version: string;
  readonly feedAgeMs: number | null;
  readonly database: 'ok' | 'down';
  readonly openCases: number;
  readonly liveSeals: number;
};
export type PageOf<Item> = { readonly items: readonly Item[]; readonly next: string | null };
