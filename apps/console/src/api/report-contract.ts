export type ReportKind = 'alarms' | 'response' | 'corridors';

/** Local days, both within, by the clock of a zone. */
export type ReportAsked = { readonly from: string; readonly to: string; readonly zone: string };

type About = {
  readonly period: {
    readonly firstDay: string;
    readonly lastDay: string;
    readonly zone: string;
    readonly from: string;
    readonly to: string;
  };
  readonly madeAt: string;
};

export type Counted = {
  readonly alarms: number;
  readonly cases: number;
  readonly sharePct: number | null;
  readonly outcomes: {
    readonly true: number;
    readonly false: number;
    readonly nuisance: number;
    readonly technical: number;
    readonly test: number;
    readonly undecided: number;
    readonly open: number;
    readonly merged: number;
  };
  readonly truePct: number | null;
};

type Tag = { readonly kind: string; readonly number: string };

export type AlarmReport = About & {
  readonly rates: {
    readonly mean: number | null;
    readonly peak: { readonly perPerson: number; readonly at: string } | null;
    readonly overTargetPct: number | null;
    readonly floodPct: number | null;
    readonly unwatchedPct: number | null;
  };
  readonly cases: number;
  readonly byRule: readonly (Counted & { readonly kind: string })[];
  readonly byMaker: readonly (Counted & { readonly maker: string | null })[];
  readonly frequent: readonly (Tag & {
    readonly seal: string;
    readonly count: number;
    readonly sharePct: number | null;
  })[];
  readonly frequentPct: number | null;
  readonly chattering: readonly (Tag & {
    readonly seal: string;
    readonly count: number;
    readonly at: string;
  })[];
  readonly standing: readonly (Tag & {
    readonly case: string;
    readonly severity: number;
    readonly openedAt: string;
    readonly openH: number;
    readonly isShelved: boolean;
  })[];
  readonly standingCount: number;
  readonly mix: readonly {
    readonly severity: number;
    readonly cases: number;
    readonly pct: number | null;
    readonly targetPct: number;
  }[];
  readonly shelved: { readonly times: number; readonly cases: number; readonly now: number };
  readonly targets: {
    readonly source: string;
    readonly perSlot: number;
    readonly floodPerSlot: number;
    readonly standingH: number;
    readonly chatterPerHour: number;
  };
};

export type Stage = 'acknowledged' | 'called' | 'dispatched' | 'on-site' | 'closed';
export type Answered = {
  readonly cases: number;
  readonly lateTaken: number;
  readonly stages: readonly {
    readonly stage: Stage;
    readonly cases: number;
    readonly medianS: number | null;
    readonly p90S: number | null;
  }[];
};

export type ResponseReport = About & {
  readonly all: Answered;
  readonly bySeverity: readonly (Answered & { readonly severity: number })[];
  readonly byShift: readonly (Answered & { readonly fromH: number; readonly untilH: number })[];
};

export type CorridorReport = About & {
  readonly routes: readonly {
    readonly route: string;
    readonly name: string;
    readonly arrived: number;
    readonly meanH: number | null;
    readonly medianH: number | null;
    readonly p90H: number | null;
    readonly fastestH: number | null;
    readonly slowestH: number | null;
    readonly target: { readonly hours: number; readonly source: string } | null;
    readonly withinPct: number | null;
    readonly overdue: number;
    readonly underWay: number;
    readonly stops: number;
  }[];
};

/** A report that its owner is sent, of every week or month that is over. */
export type Schedule = {
  readonly id: string;
  readonly report: ReportKind;
  readonly every: 'week' | 'month';
  readonly zone: string;
  readonly language: string;
  readonly channel: string;
  readonly toldThrough: string;
};
