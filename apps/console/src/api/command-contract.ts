// What the server answers about orders given to seals. Times are ISO 8601 in UTC, `null` means none.
import type { OrderWord } from '@lakiri/kit';
import type { Params } from './contract.ts';

export type CommandState =
  | 'requested'
  | 'approved'
  | 'recorded'
  | 'sent'
  | 'acknowledged'
  | 'confirmed'
  | 'refused'
  | 'uncertain'
  | 'expired'
  | 'cancelled';
/** Somebody by name; the name is `null` where it was forgotten. */
type Actor = { readonly id: string; readonly name: string | null };
export type Command = {
  readonly id: string;
  readonly seal: { readonly id: string; readonly number: string };
  readonly word: OrderWord;
  readonly params: { readonly intervalS?: number | undefined };
  readonly journey: { readonly id: string; readonly ref: string } | null;
  readonly state: CommandState;
  readonly requestedBy: Actor;
  readonly requestedAt: string;
  readonly approvedBy: Actor | null;
  readonly approvedAt: string | null;
  readonly expiresAt: string;
  readonly sentAt: string | null;
  readonly ackedAt: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly override: string | null;
  readonly why: { readonly code: string; readonly params?: Params | undefined } | null;
  readonly steps: readonly {
    readonly at: string;
    readonly state: CommandState;
    readonly by: string | null;
  }[];
  /** Whether this viewer may, now. */
  readonly mayApprove: boolean;
  readonly mayCancel: boolean;
};

/** What can be ordered of one seal. */
export type Orderable = { readonly words: readonly OrderWord[]; readonly passwordSet: boolean };
