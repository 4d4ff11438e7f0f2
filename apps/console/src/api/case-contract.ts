import type { CaseKind, Named, Severity, Why } from './contract.ts';

// Cases, as the server's OpenAPI document says them.

type Outcome = 'true' | 'false' | 'nuisance' | 'technical' | 'test' | 'undecided';
type CaseStep = 'driver-called' | 'unit-dispatched' | 'on-site' | 'partner-notified';
type Verdict = 'handled-well' | 'handled-late' | 'rule-too-sharp' | 'needs-training';
type DoneBy = { readonly by: Named; readonly at: string };
export type Case = {
  readonly id: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly severity: Severity;
  readonly state: 'open' | 'acknowledged' | 'closed' | 'merged' | 'reviewed';
  readonly openedAt: string;
  readonly lastAlarmAt: string;
  readonly alarms: number;
  readonly ackDueAt: string;
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string;
    readonly routeName: string;
    readonly corridor: string | null;
    readonly cargo: string | null;
  };
  readonly seal: {
    readonly id: string;
    readonly number: string;
    readonly owner: string;
    readonly maker: string | null;
  };
  readonly place: {
    readonly lat: number;
    readonly lon: number;
    readonly near: string | null;
    readonly km: number | null;
    readonly offRouteM: number | null;
  } | null;
  /** The administration in whose territory its place lies. */
  readonly jurisdiction: string | null;
  /** Who holds it. */
  readonly owner: Named | null;
  readonly acknowledged: DoneBy | null;
  readonly checkAt: string | null;
  readonly shelved: (DoneBy & { readonly until: string; readonly note: string }) | null;
  readonly escalated: {
    readonly at: string;
    readonly of: 'acknowledge' | 'check';
    readonly step: number;
  } | null;
  /** How the first of two people wants to close it. */
  readonly proposed:
    | (DoneBy & {
        readonly outcome: Outcome;
        readonly cause: string;
        readonly note: string;
        readonly evidence: readonly string[];
      })
    | null;
  readonly steps: readonly CaseStep[];
  readonly reopenedAt: string | null;
  readonly merged: (DoneBy & { readonly into: string }) | null;
  readonly reviewed: (DoneBy & { readonly verdict: Verdict; readonly note: string | null }) | null;
  readonly rule: { readonly kind: string; readonly version: number };
  readonly why: readonly Why[];
  readonly outcome: {
    readonly outcome: Outcome;
    readonly cause: string;
    readonly note: string;
    readonly by: string;
    readonly at: string;
    readonly proposedBy: string | null;
    readonly evidence: readonly string[];
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
export type SoFar = {
  readonly at: string;
  readonly type:
    | 'alarm'
    | 'acknowledged'
    | 'acknowledgement-withdrawn'
    | 'assigned'
    | 'check-set'
    | 'note'
    | 'shelved'
    | 'unshelved'
    | 'escalated'
    | 'step'
    | 'close-proposed'
    | 'close-declined'
    | 'closed'
    | 'merged'
    | 'joined'
    | 'reopened'
    | 'reviewed';
  readonly by: string | null;
  readonly text: string | null;
  readonly params: Readonly<Record<string, string | number>>;
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
export type CaseView = 'open' | 'mine' | 'unassigned' | 'shelved' | 'closed';
export type CaseCounts = {
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly shelved: number;
  readonly lastHour: number;
};
