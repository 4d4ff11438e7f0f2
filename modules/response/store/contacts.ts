import type { Id, Instant } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Call,
  type ContactEvent,
  evolveCall,
  evolveNotification,
  type Notification,
} from '../core/index.ts';
import { sqlTime } from './times.ts';

type CallRow = {
  readonly id: Id<'Call'>;
  readonly case_id: Id<'Case'>;
  readonly journey: Id<'Journey'>;
  readonly called_by: Id<'Person'>;
  readonly at: Instant;
  readonly whom: Call['whom'];
  readonly result: Call['result'];
  readonly number_sha256: string | null;
  readonly note_sha256: string | null;
};

const CONTACTS_MAX = 200; // a case is called about a few times

/** A call is recorded once; there is no second version. */
export const callAggregate: Aggregate<Call, ContactEvent & { readonly subjectKind: 'call' }> = {
  find: () => Promise.resolve(undefined),
  evolve: evolveCall,
  async save(tx, { id, state }) {
    await tx.query(
      `INSERT INTO response.call (id, case_id, journey, called_by, at, whom, result, number_sha256, note_sha256)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, state.case, state.journey, state.by, sqlTime(state.at), state.whom, state.result],
        ...[state.numberSha256, state.noteSha256],
      ],
    );
  },
};

export const notificationAggregate: Aggregate<
  Notification,
  ContactEvent & { readonly subjectKind: 'notification' }
> = {
  find: () => Promise.resolve(undefined),
  evolve: evolveNotification,
  async save(tx, { id, state }) {
    await tx.query(
      `INSERT INTO response.notification (id, case_id, journey, told_by, at, whom, means, who_sha256, note_sha256)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, state.case, state.journey, state.by, sqlTime(state.at), state.whom, state.means],
        ...[state.whoSha256, state.noteSha256],
      ],
    );
  },
};

/** The calls about a case, newest first. */
export async function callsOfCase(tx: Sql, one: Id): Promise<readonly Call[]> {
  const { rows } = await tx.query<CallRow>(
    `SELECT id, case_id, journey, called_by, at, whom, result, number_sha256, note_sha256
     FROM response.call WHERE case_id = $1 ORDER BY at DESC, id LIMIT $2`,
    [one, CONTACTS_MAX],
  );
  return rows.map((row) => ({
    ...{ id: row.id, case: row.case_id, journey: row.journey, by: row.called_by, at: row.at },
    ...{ whom: row.whom, result: row.result },
    ...{ numberSha256: row.number_sha256, noteSha256: row.note_sha256 },
  }));
}

type ToldRow = Omit<CallRow, 'id' | 'called_by' | 'whom' | 'result' | 'number_sha256'> & {
  readonly id: Id<'Notification'>;
  readonly told_by: Id<'Person'>;
  readonly whom: Notification['whom'];
  readonly means: Notification['means'];
  readonly who_sha256: string;
};

/** Who was told of a case, newest first. */
export async function notificationsOfCase(tx: Sql, one: Id): Promise<readonly Notification[]> {
  const { rows } = await tx.query<ToldRow>(
    `SELECT id, case_id, journey, told_by, at, whom, means, who_sha256, note_sha256
     FROM response.notification WHERE case_id = $1 ORDER BY at DESC, id LIMIT $2`,
    [one, CONTACTS_MAX],
  );
  return rows.map((row) => ({
    ...{ id: row.id, case: row.case_id, journey: row.journey, by: row.told_by, at: row.at },
    ...{ whom: row.whom, means: row.means },
    ...{ whoSha256: row.who_sha256, noteSha256: row.note_sha256 },
  }));
}
