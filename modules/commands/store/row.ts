import type { Id, Instant, Order, OrderWord } from '@lakiri/kit';
import type { Versioned } from '@lakiri/platform/execute';
import type { Command, CommandState, Dispatch, EndWhy } from '../core/index.ts';

/** A row of commands.command, as the driver gives it (times in UTC ms). */
export type CommandRow = {
  readonly id: string;
  readonly version: number;
  readonly seal: string;
  readonly word: OrderWord;
  readonly interval_s: number | null;
  readonly journey: string | null;
  readonly requested_by: string;
  readonly requested_at: number;
  readonly expires_at: number;
  readonly reason_sha256: string;
  readonly override_sha256: string | null;
  readonly state: CommandState;
  readonly approved_by: string | null;
  readonly approved_at: number | null;
  readonly dispatch: string | null;
  readonly sent_at: number | null;
  readonly acked_at: number | null;
  readonly ended_at: number | null;
  readonly why: string | null;
};

export const COMMAND_COLUMNS = `id, version, seal, word, interval_s, journey, requested_by, requested_at, expires_at,
  reason_sha256, override_sha256, state, approved_by, approved_at, dispatch, sent_at, acked_at, ended_at, why`;

/** Times as Postgres wants them: text of UTC, or null. */
export const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

export function commandOfRow(row: CommandRow): Versioned<Command> {
  return {
    version: row.version,
    state: {
      id: row.id as Id<'Command'>,
      seal: row.seal as Id<'Seal'>,
      order: orderOfRow(row),
      journey: row.journey as Id<'Journey'> | null,
      requestedBy: row.requested_by as Id<'Person'>,
      requestedAt: row.requested_at as Instant,
      expiresAt: row.expires_at as Instant,
      reasonSha256: row.reason_sha256,
      overrideSha256: row.override_sha256,
      state: row.state,
      approvedBy: row.approved_by as Id<'Person'> | null,
      approvedAt: row.approved_at as Instant | null,
      dispatch: row.dispatch === null ? null : (JSON.parse(row.dispatch) as Dispatch),
      sentAt: row.sent_at as Instant | null,
      ackedAt: row.acked_at as Instant | null,
      endedAt: row.ended_at as Instant | null,
      why: row.why === null ? null : (JSON.parse(row.why) as EndWhy),
    },
  };
}

function orderOfRow({ word, interval_s: intervalS }: CommandRow): Order {
  return word === 'set-interval' ? { word, intervalS: intervalS ?? 0 } : { word };
}
