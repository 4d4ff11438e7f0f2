import type { Instant, Message, Outcome } from '@lakiri/kit';
import { controlBytes } from './control.ts';
import { frameOf } from './framer.ts';

/**
 * §2.4: a record is acknowledged when it is stored, and a seal whose record is not taken hears so, and never why: to whoever
 * guesses ids, a wrong one and a wrong signature are the same.
 */
export function acknowledge(
  message: Message,
  outcome: Outcome,
  _now: Instant,
): Uint8Array | undefined {
  if (message.ack === null || outcome === 'known') return undefined;
  const { boot, counter } = message.ack;
  const kind = outcome === 'stored' ? 'stored' : 'refused';
  return frameOf(controlBytes({ kind, boot: Number(boot), counter: Number(counter) }));
}
