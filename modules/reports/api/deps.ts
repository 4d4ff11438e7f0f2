import type { Instant } from '@lakiri/kit';
import type { Database, Sql } from '@lakiri/platform/sql';
import type { AlarmsAsked, AnsweredRow, CorridorsAsked } from '../core/index.ts';

/** From one instant up to another; at most so many rows of each kind. */
type Span = { readonly from: Instant; readonly to: Instant; readonly max: number };

/** What other modules know of a period, seen by the party of the transaction. */
export type ReportRows = {
  alarmsOf(
    tx: Sql,
    span: Span,
  ): Promise<Pick<AlarmsAsked, 'alarms' | 'cases' | 'shelvings' | 'seals' | 'watches'>>;
  answeredOf(tx: Sql, span: Span): Promise<readonly AnsweredRow[]>;
  tripsOf(tx: Sql, span: Span): Promise<Pick<CorridorsAsked, 'trips' | 'stops' | 'names'>>;
};

export type ReportsDeps = {
  readonly database: Database;
  /** This node's name in facts. */
  readonly origin: string;
  readonly now: () => Instant;
  readonly rows: ReportRows;
  /** Whether a channel is a mailbox that stands open to its person or their party. */
  isMailbox(
    tx: Sql,
    channel: string,
    owner: { readonly party: string; readonly person: string },
  ): Promise<boolean>;
};
