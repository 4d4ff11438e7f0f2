import type { CaseKind, Named, Severity } from './contract.ts';

// The workshop of the rules, as the server's OpenAPI document says it.

type RuleHours = {
  readonly fromH: number;
  readonly untilH: number;
  readonly utcOffsetMin: number;
};
export type RuleScope = {
  readonly place?:
    | {
        readonly name: string;
        readonly lat: number;
        readonly lon: number;
        readonly radiusM: number;
      }
    | undefined;
  readonly route?: string | undefined;
  readonly hours?: RuleHours | undefined;
  readonly model?: string | undefined;
};
export type RuleOverride = {
  readonly name: string;
  readonly scope: RuleScope;
  /** Only the numbers that are other. */
  readonly params: Readonly<Record<string, number>>;
  readonly severity: Severity | null;
};
export type RuleContent = {
  readonly severity: Severity;
  readonly ackDueS: number;
  readonly params: Readonly<Record<string, number>>;
  readonly overrides: readonly RuleOverride[];
  /** CEL; asked only where the rule would raise. */
  readonly condition: string | null;
};
export type RuleNumber = {
  readonly name: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** As shipped; `null`: absent unless said. */
  readonly default: number | null;
  readonly source: string;
};
export type RuleVariable = {
  readonly name: string;
  readonly type: 'string' | 'number' | 'bool';
  readonly unit: string | null;
  readonly mayBeNull: boolean;
  readonly says: string;
};
export const RULE_BASES = ['configuration', 'regulation'] as const;
export type RuleBasis = (typeof RULE_BASES)[number];
export type RuleVersion = {
  readonly version: number;
  readonly content: RuleContent;
  readonly effectiveFrom: string;
  readonly basis: RuleBasis;
  readonly source: string;
  readonly isShipped: boolean;
  readonly why: string | null;
  readonly draftedBy: Named | null;
  readonly approvedBy: Named | null;
  readonly approvedAt: string | null;
  readonly withdrawn: { readonly by: Named; readonly at: string; readonly why: string } | null;
};
export type RuleDraft = {
  readonly state: 'draft' | 'proposed';
  /** Counts up with each save. */
  readonly draft: number;
  readonly basedOn: number;
  readonly content: RuleContent;
  readonly why: string;
  readonly source: string;
  readonly basis: RuleBasis;
  readonly by: Named;
  readonly at: string;
  readonly proposed: {
    readonly by: Named;
    readonly at: string;
    readonly effectiveFrom: string | null;
    readonly backTest: string | null;
  } | null;
  readonly declined: { readonly by: Named; readonly at: string; readonly why: string } | null;
};

type Side = {
  readonly alarms: number;
  readonly perShift: number;
  readonly per100Journeys: number;
  readonly confirmed: number;
  readonly unfounded: number;
};
export type BackTestCase = {
  readonly case: string;
  readonly journey: string;
  readonly ref: string;
  readonly at: string;
  readonly outcome: string;
};
export type BackTestChange = {
  readonly journey: string;
  readonly ref: string;
  readonly seal: string;
  readonly at: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly fires: 'no-longer' | 'now' | 'both';
  readonly maker: string;
  readonly country: string | null;
};
export type BackTestGroup = {
  readonly name: string;
  readonly present: number;
  readonly drafted: number;
};
export type BackTestResult = {
  readonly journeys: number;
  readonly reports: number;
  readonly totalS: number;
  readonly foldReportsPerS: number;
  readonly shifts: {
    readonly count: number;
    readonly targetPerShift: number;
    readonly isAssumed: boolean;
  };
  readonly present: Side;
  readonly drafted: Side;
  readonly confirmed: {
    readonly total: number;
    readonly lost: readonly BackTestCase[];
    readonly won: readonly BackTestCase[];
  };
  readonly unfounded: {
    readonly total: number;
    readonly gone: readonly BackTestCase[];
    readonly added: readonly BackTestCase[];
  };
  readonly changes: readonly BackTestChange[];
  readonly changesInAll: number;
  readonly byMaker: readonly BackTestGroup[];
  readonly byCountry: readonly BackTestGroup[];
  readonly byPlace: readonly BackTestGroup[];
};
export type BackTest = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted';
  readonly from: string;
  readonly until: string;
  readonly oneIn: number;
  readonly by: Named;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly presentVersion: number;
  /** Which save of the draft was tried. */
  readonly draft: number;
  readonly progress: {
    readonly journeys: number;
    readonly journeysInAll: number;
    readonly pct: number;
    readonly reports: number;
    readonly reportsPerS: number;
  };
  readonly fault: string | null;
  readonly result: BackTestResult | null;
};

export type Rule = {
  readonly kind: CaseKind;
  readonly numbers: readonly RuleNumber[];
  readonly variables: readonly RuleVariable[];
  readonly notBackTestable:
    | 'trust'
    | 'connections'
    | 'clocks'
    | 'orders'
    | 'other-seals'
    | 'climate'
    | 'people'
    | null;
  readonly inForce: number;
  /** Newest first; later ones may lie ahead. */
  readonly versions: readonly RuleVersion[];
  readonly draft: RuleDraft | null;
  readonly backTests: readonly Omit<BackTest, 'result'>[];
};
export type RuleRow = {
  readonly kind: CaseKind;
  readonly state: 'in-force' | 'drafted' | 'proposed' | 'planned';
  readonly version: number;
  readonly severity: Severity;
  readonly effectiveFrom: string;
  readonly alarms7d: number;
  readonly overrides: number;
  readonly hasCondition: boolean;
  readonly draft: { readonly by: Named; readonly at: string } | null;
  readonly plannedFrom: string | null;
};
type Week = { readonly days: number; readonly alarms: number; readonly perShift: number };
export type RuleEffect = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly before: Week;
  readonly after: Week | null;
};
export type Soundness = {
  readonly isSound: boolean;
  readonly fault: { readonly message: string; readonly from: number; readonly to: number } | null;
};
