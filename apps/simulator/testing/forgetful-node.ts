// A node without sockets that can lose a frame before or after it is stored.
import type { Dialect, Instant } from '@lakiri/kit';
import { ackForVersion } from '@lakiri/protocol-jointech';
import { defaultOutcome } from './node-stand-in.ts';

/** `stored`: and answered. `unanswered`: stored, but the answer is lost. `ignored`: neither. */
export type Fate = 'stored' | 'unanswered' | 'ignored';

export type ForgetfulNode = {
  /** Device times of what is stored. */
  readonly stored: ReadonlySet<number>;
  /** Returns the answer, if any. Throws on a frame that its dialect cannot read. */
  hear(frame: Uint8Array, fate: Fate, now: Instant): Uint8Array | undefined;
};

/** `version`: of a Jointech device, as known from its earlier positions. */
export function forgetfulNode(dialect: Dialect, version?: number): ForgetfulNode {
  const stored = new Set<number>();
  return {
    stored,
    hear(frame, fate, now) {
      const message = dialect.decode(frame);
      if (message.kind === 'malformed') throw new Error(`malformed: ${message.malformed.code}`);
      const reports = message.kind === 'reports' ? message.reports : [];
      if (fate !== 'ignored') for (const { occurredAt } of reports) stored.add(Number(occurredAt));
      if (fate !== 'stored' && reports.length > 0) return undefined;
      const { ack } = message;
      const token = ack && version !== undefined ? ackForVersion(ack, version) : ack;
      return dialect.acknowledge({ ...message, ack: token }, defaultOutcome(message), now);
    },
  };
}
