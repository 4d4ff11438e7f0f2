// What the server answers about notices. Times are ISO 8601 in UTC, `null` means unknown or none.
import type { ChannelKind, Language, Quiet, Scope, Topic } from '@lakiri/notices';
import type { Severity } from './contract.ts';

export type Channel = {
  readonly id: string;
  readonly for: 'me' | 'party';
  readonly kind: ChannelKind;
  readonly name: string;
  /** Where it leads, masked. */
  readonly hint: string;
  readonly state: 'active' | 'paused';
  readonly addedAt: string;
  readonly verifyKey: string | null;
};

export type ChannelsSeen = {
  readonly items: readonly Channel[];
  readonly mayKeepPartys: boolean;
  readonly carriers: { readonly email: boolean; readonly sms: boolean };
  readonly pushKey: string | null;
};

export type Wish = {
  readonly channel: string;
  readonly language: Language;
  readonly topics: readonly Topic[];
  readonly kinds: readonly string[];
  readonly severities: readonly Severity[];
  readonly scope: Scope;
  readonly quiet: Quiet | null;
};

export type Subscription = Wish & {
  readonly id: string;
  readonly for: 'me' | 'party';
  readonly madeAt: string;
};

export type Delivery = {
  readonly id: string;
  readonly channel: { readonly id: string; readonly name: string | null };
  readonly topic: Topic | 'test' | 'report';
  readonly at: string;
  readonly kind: string | null;
  readonly severity: Severity | null;
  readonly case: string | null;
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string | null;
  } | null;
  readonly state: 'waiting' | 'sent' | 'dead' | 'withheld';
  readonly why: string | null;
  readonly madeAt: string;
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  readonly attempts: number;
};
