import type { Json } from '@lakiri/kit';
import type { Topic } from './subscription.ts';

/**
 * What is told, as the receiver's party saw it when it happened: made under its permits, and kept with the delivery, so
 * that each try says the same. `test` is told at its owner's wish, `report` when a period of a schedule is over.
 */
export type Content = {
  readonly topic: Topic | 'test' | 'report';
  /** ISO 8601, UTC: when it happened. */
  readonly at: string;
  readonly case: {
    readonly id: string;
    readonly kind: string;
    readonly severity: number;
    /** The nearest place of the gazette. */
    readonly near: string | null;
  } | null;
  readonly journey: {
    readonly id: string;
    readonly ref: string;
    readonly plate: string | null;
    readonly route: string;
  } | null;
  readonly seal: { readonly id: string; readonly number: string } | null;
  /** A report of a period, made anew at each try from what its owner may see; absent of everything else. */
  readonly report?: {
    readonly kind: 'alarms' | 'response' | 'corridors';
    /** Local days of the zone, both within. */
    readonly firstDay: string;
    readonly lastDay: string;
    readonly zone: string;
  };
  /** Where to look; nothing where the node does not know its own address. */
  readonly url: string | null;
};

export const testContent = (at: string): Content => ({
  topic: 'test',
  at,
  case: null,
  journey: null,
  seal: null,
  url: null,
});

/**
 * The body that a system is sent: type, timestamp and data as Standard Webhooks 1.0 advises; what is unknown is null. The
 * type is written with a full stop: `case.opened`.
 */
export function payloadOf(content: Content): Json {
  const { topic, at, ...data } = content;
  return { type: topic.replace('-', '.'), timestamp: at, data: data as unknown as Json };
}
