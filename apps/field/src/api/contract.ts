import type { DispatchState, Finding } from '@lakiri/response';

// What this app takes from the server; tools/contract.test.ts holds it against what the server gives.

/** RFC 9457, with the refusal's facts beside. */
export type Problem = {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly [fact: string]: unknown;
};

export type Session = {
  readonly person: { readonly id: string; readonly name: string; readonly language: 'en' | 'sw' };
};

export type Task = {
  readonly dispatch: {
    readonly id: string;
    readonly unit: { readonly id: string; readonly name: string };
    readonly by: string | null;
    readonly state: DispatchState;
    readonly reckoned: { readonly minutes: number; readonly km: number } | null;
    readonly sentAt: string;
    readonly seenAt: string | null;
    readonly answeredAt: string | null;
    readonly onSiteAt: string | null;
    readonly report: { readonly finding: Finding; readonly at: string } | null;
  };
  readonly case: {
    readonly id: string;
    readonly kind: string;
    readonly severity: 1 | 2 | 3 | 4;
    readonly openedAt: string;
  };
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string | null;
    readonly trailer: string | null;
    readonly cargo: string;
    readonly routeName: string;
    readonly driver: { readonly name: string | null; readonly phone: string | null } | null;
  };
  readonly seals: readonly { readonly number: string; readonly mechanicalSeal: string | null }[];
  readonly place: {
    readonly lat: number;
    readonly lon: number;
    readonly at: string;
    readonly near: string | null;
  } | null;
};

export type Tasks = {
  /** The centre's clock. */
  readonly now: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly tasks: readonly Task[];
};

export type Journey = {
  readonly id: string;
  readonly ref: string;
  readonly state: string;
  readonly vehicle: { readonly plate: string | null };
  readonly route: { readonly name: string };
  readonly seals: readonly {
    readonly number: string;
    readonly until: string | null;
    readonly mechanicalSeal: string | null;
  }[];
};
