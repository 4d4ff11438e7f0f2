import { DAY_MS, type Id, type Instant, type OrderWord } from '@lakiri/kit';
import type { Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import type { Command, CommandId, CommandState } from '../core/index.ts';
import { COMMAND_COLUMNS, type CommandRow, commandOfRow, sqlTime } from './row.ts';

export type CommandsAsked = {
  readonly seal?: string | undefined;
  /** `toApprove`: openings of other officers than `person` that wait for one. */
  readonly state?: CommandState | 'open' | 'ended' | 'toApprove' | undefined;
  readonly person: string;
  /** Where the page before ended. */
  readonly after?: { readonly requestedAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
};

/** Commands that the transaction may see, newest first, a page of them. */
export async function listCommands(tx: Sql, asked: CommandsAsked): Promise<Versioned<Command>[]> {
  const { seal, state, person, after, limit } = asked;
  const { rows } = await tx.query<CommandRow>(
    `SELECT ${COMMAND_COLUMNS} FROM commands.command
     WHERE ($1::uuid IS NULL OR seal = $1)
       AND CASE coalesce($2::text, 'all') WHEN 'all' THEN true WHEN 'open' THEN ended_at IS NULL
         WHEN 'ended' THEN ended_at IS NOT NULL
         WHEN 'toApprove' THEN state = 'requested' AND requested_by <> $3 AND expires_at > now()
         ELSE state = $2 END
       AND ($4::timestamptz IS NULL OR (requested_at, id) < ($4, $5::uuid))
     ORDER BY requested_at DESC, id DESC LIMIT $6`,
    [
      seal ?? null,
      state ?? null,
      person,
      sqlTime(after?.requestedAt ?? null),
      after?.id ?? null,
      limit,
    ],
  );
  return rows.map(commandOfRow);
}

export async function findInFlight(
  tx: Sql,
  seal: SealId,
  word: OrderWord,
): Promise<CommandId | undefined> {
  const { rows } = await tx.query<{ id: CommandId }>(
    'SELECT id FROM commands.command WHERE seal = $1 AND word = $2 AND ended_at IS NULL',
    [seal, word],
  );
  return rows[0]?.id;
}

/** How long a proof told late still ends the doubt about an opening: a border post may be without network for days. */
const DOUBT_MS_MAX = 7 * DAY_MS;
/** Officers ask for a few openings an hour; more at once is a flood, and the oldest go first. */
const WATCHED_MAX = 500;

/** What is not ended, and what ended in doubt lately: for the gateway to look at. */
export async function watchedCommands(tx: Sql, now: Instant): Promise<Versioned<Command>[]> {
  const { rows } = await tx.query<CommandRow>(
    `SELECT ${COMMAND_COLUMNS} FROM commands.command WHERE ended_at IS NULL
     UNION ALL SELECT ${COMMAND_COLUMNS} FROM commands.command
     WHERE state = 'uncertain' AND ended_at > $1
     ORDER BY requested_at LIMIT $2`,
    [sqlTime((now - DOUBT_MS_MAX) as Instant), WATCHED_MAX],
  );
  return rows.map(commandOfRow);
}

export type StepRow = {
  readonly subject: Id;
  readonly type: string;
  readonly occurred_at: Instant;
  readonly actor: string;
};

/** The facts of these commands in the order in which they happened. */
export async function commandFacts(tx: Sql, ids: readonly Id[]): Promise<StepRow[]> {
  const { rows } = await tx.query<StepRow>(
    `SELECT subject, type, occurred_at, actor FROM fact.fact WHERE subject = ANY($1::uuid[])
     ORDER BY subject, subject_version`,
    [ids],
  );
  return rows;
}
