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

type Named = { readonly id: string; readonly name: string };
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
  readonly live: Live | null;
  readonly openCases: readonly {
    readonly id: string;
    readonly kind: CaseKind;
    readonly severity: Severity;
  }[];
  readonly deadlineAt: string | null;
};
export type TrackPoint = {
  readonly at: string;
  readonly receivedAt: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly fix: string | null;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly batteryPct: number | null;
  readonly late: boolean;
  /** A lock event, in the words common to all makers. */
  readonly event?: string | null;
  readonly flags: {
    readonly ropeCut: boolean | null;
    readonly motorLocked: boolean | null;
    readonly coverOpen: boolean | null;
  };
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
type CaseKind =
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
  | 'clock-jumped';
export type Params = Readonly<Record<string, string | number | boolean | null>>;
export type Why = { readonly code: string; readonly params: Params };
export type Outcome = 'true' | 'false' | 'test' | 'undecided';
export type Case = {
  readonly id: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly severity: Severity;
  readonly state: 'open' | 'acknowledged' | 'closed';
  readonly openedAt: string;
  readonly lastAlarmAt: string;
  readonly alarms: number;
  readonly ackDueAt: string;
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string;
    readonly routeName: string;
    readonly cargo: string | null;
  };
  readonly seal: { readonly id: string; readonly number: string; readonly owner: string };
  readonly place: {
    readonly lat: number;
    readonly lon: number;
    readonly near: string | null;
    readonly km: number | null;
    readonly offRouteM: number | null;
  } | null;
  readonly owner: Named | null;
  readonly rule: { readonly kind: string; readonly version: number };
  readonly why: readonly Why[];
  readonly outcome: {
    readonly outcome: Outcome;
    readonly cause: string;
    readonly note: string;
    readonly by: string;
    readonly at: string;
  } | null;
};
export type RecentPoint = {
  readonly at: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKmh: number | null;
  readonly motorLocked: boolean | null;
  readonly ropeCut: boolean | null;
};
type SoFar = {
  readonly at: string;
  readonly type: 'alarm' | 'acknowledged' | 'note' | 'closed';
  readonly by: string | null;
  readonly text: string | null;
};
export type CaseDetail = Case & {
  readonly alarmList: readonly {
    readonly id: string;
    readonly occurredAt: string;
    readonly receivedAt: string;
    readonly recordedAt: string;
    readonly late: boolean;
    readonly why: readonly Why[];
  }[];
  readonly facts: {
    readonly batteryPct: number | null;
    readonly speedKmh: number | null;
    readonly positionAt: string | null;
    readonly receivedAt: string | null;
    readonly driver: { readonly name: string | null; readonly phone: string | null } | null;
    readonly sealOwner: string;
    readonly routeKm: number | null;
    readonly nearestPlace: string | null;
  };
  readonly soFar: readonly SoFar[];
  readonly recent: readonly RecentPoint[];
};
export type CaseView = 'open' | 'mine' | 'unassigned' | 'closed';
export type CaseCounts = {
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly lastHour: number;
};

export type Truck = {
  readonly sealId: string;
  readonly journeyId: string | null;
  readonly ref: string | null;
  readonly plate: string | null;
  readonly number: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly courseDeg: number | null;
  readonly speedKmh: number | null;
  readonly state: 'moving' | 'stopped' | 'silent';
  readonly severity: Severity | null;
  readonly occurredAt: string | null;
  readonly receivedAt: string | null;
  readonly positionAt?: string | null;
  readonly batteryPct: number | null;
};
export type LiveSnapshot = {
  readonly at: string;
  readonly trucks: readonly Truck[];
  readonly cases: readonly Case[];
  readonly counts: CaseCounts;
};
export type LiveTrucks = {
  readonly changed: readonly Truck[];
  readonly removed: readonly string[];
};
export type LiveCases = {
  readonly changed: readonly Case[];
  /** Cases that were closed. */
  readonly removed: readonly string[];
  readonly counts: CaseCounts;
};
export type LivePulse = {
  readonly at: string;
  readonly feedAgeMs: number | null;
  readonly trucks: number;
};

export type Model = {
  readonly model: string;
  readonly dialect: string;
  readonly maker: string;
  /** Oldest first; later ones may lie ahead. */
  readonly versions: readonly ModelVersion[];
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
