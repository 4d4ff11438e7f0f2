import { canonical, type Json } from '@lakiri/kit';
import { type Aggregate, type StateWrite, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { type Command, type CommandEvent, evolveCommand } from '../core/index.ts';
import { COMMAND_COLUMNS, type CommandRow, commandOfRow, sqlTime } from './row.ts';

/** How people's acts and the gateway's read and write a command. */
export const commandAggregate: Aggregate<Command, CommandEvent> = {
  async find(tx, id) {
    const { rows } = await tx.query<CommandRow>(
      `SELECT ${COMMAND_COLUMNS} FROM commands.command WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    return row && commandOfRow(row);
  },
  evolve: evolveCommand,
  save: (tx, write) => (write.versionBefore === 0 ? insert(tx, write) : update(tx, write)),
};

async function insert(tx: Sql, { id, state, version }: StateWrite<Command>): Promise<void> {
  const { order } = state;
  await tx.query(
    `INSERT INTO commands.command (id, version, seal, word, interval_s, journey, requested_by,
       requested_at, expires_at, reason_sha256, override_sha256, state, approved_by, approved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      version,
      state.seal,
      order.word,
      'intervalS' in order ? order.intervalS : null,
      state.journey,
      state.requestedBy,
      sqlTime(state.requestedAt),
      sqlTime(state.expiresAt),
      state.reasonSha256,
      state.overrideSha256,
      state.state,
      state.approvedBy,
      sqlTime(state.approvedAt),
    ],
  );
}

async function update(tx: Sql, write: StateWrite<Command>): Promise<void> {
  const { state } = write;
  const { rowCount } = await tx.query(
    `UPDATE commands.command SET version = $3, changed = pg_current_xact_id(), state = $4,
       approved_by = $5, approved_at = $6, dispatch = $7, sent_at = $8, acked_at = $9, ended_at = $10,
       why = $11
     WHERE id = $1 AND version = $2`,
    [
      write.id,
      write.versionBefore,
      write.version,
      state.state,
      state.approvedBy,
      sqlTime(state.approvedAt),
      state.dispatch === null ? null : canonical(state.dispatch as unknown as Json),
      sqlTime(state.sentAt),
      sqlTime(state.ackedAt),
      sqlTime(state.endedAt),
      state.why === null ? null : canonical(state.why as unknown as Json),
    ],
  );
  if (rowCount === 0) throw new VersionConflict('command', write.id);
}
