import type { Json } from '@lakiri/kit';
import type { Topic } from './subscription.ts';

/**
 * What is told, as the receiver's party saw it when it happened: made under its permits, and kept with the delivery, so
 * that each try says the same. `test` is told at its owner's wish.
 */
export type Content = {
  readonly topic: Topic | 'test';
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
