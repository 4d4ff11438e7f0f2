import type { Named } from './contract.ts';

// Shifts, as the server's OpenAPI document says them.

export type Shift = {
  readonly id: string;
  readonly person: Named;
  readonly startedAt: string;
  readonly endsAt: string;
  readonly state: 'on' | 'handed-over' | 'ended';
  readonly held: number;
  readonly handedOver: { readonly at: string; readonly note: string } | null;
};
export type Shifts = { readonly mine: Shift | null; readonly on: readonly Shift[] };
export type WhileAway = {
  readonly from: string;
  readonly to: string;
  readonly opened: number;
  readonly closed: number;
  readonly escalated: number;
  readonly stillOpen: number;
  readonly checks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly plate: string;
    readonly checkAt: string;
  }[];
};
export type OnTeam = {
  readonly person: Named;
  readonly shift: Shift | null;
  readonly acknowledged: number;
  readonly ackS: number | null;
  readonly held: number;
  readonly escalated: number;
  readonly closed: number;
};
export type Team = { readonly targetPerHour: number; readonly people: readonly OnTeam[] };
