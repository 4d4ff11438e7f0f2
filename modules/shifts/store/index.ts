import type { PersonRef } from '@lakiri/alarms';
import { addMs, DAY_MS, type Instant, isoOf } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import { keepPersonal } from '@lakiri/platform/facts';
import type { MigrationSet } from '@lakiri/platform/migrate';
import type { Sql } from '@lakiri/platform/sql';
import { evolveShift, type Shift, type ShiftEvents, type ShiftId } from '../core/index.ts';

type Row = {
  readonly id: ShiftId;
  readonly version: number;
  readonly person: PersonRef;
  readonly started_at: Instant;
  readonly ends_at: Instant;
  readonly handed_over_at: Instant | null;
  readonly note_sha256: string | null;
  readonly accepted_by: PersonRef | null;
  readonly ended_at: Instant | null;
};
const COLUMNS = `id, version, person, started_at, ends_at, handed_over_at, note_sha256, accepted_by, ended_at`;

function shiftOfRow(row: Row): Shift {
  const { id, person, started_at: startedAt, ends_at: endsAt, ended_at: endedAt } = row;
  const { handed_over_at: at, note_sha256: noteSha256, accepted_by: acceptedBy } = row;
  const common = { id, person, startedAt, endsAt };
  const handedOver = at === null || noteSha256 === null ? null : { at, noteSha256 };
  if (endedAt !== null) return { ...common, state: 'ended', handedOver, acceptedBy, endedAt };
  if (handedOver !== null) return { ...common, state: 'handed-over', handedOver };
  return { ...common, state: 'on' };
}

const time = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : isoOf(at);

export const shiftAggregate: Aggregate<Shift, ShiftEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM shifts.shift WHERE id = $1`, [id]);
    const row = rows[0];
    return row && { state: shiftOfRow(row), version: row.version };
  },
  evolve: evolveShift,
  async save(tx, { id, state, versionBefore, version }) {
    const handedOver = state.state === 'on' ? null : state.handedOver;
    const ended = state.state === 'ended' ? state : null;
    const values = [
      id,
      version,
      time(handedOver?.at),
      handedOver?.noteSha256 ?? null,
      ended?.acceptedBy ?? null,
      time(ended?.endedAt),
    ];
    const { rowCount } =
      versionBefore === 0
        ? await tx.query(
            `INSERT INTO shifts.shift (id, version, handed_over_at, note_sha256, accepted_by, ended_at,
               person, started_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
            [...values, state.person, time(state.startedAt), time(state.endsAt)],
          )
        : await tx.query(
            `UPDATE shifts.shift SET version = $2, handed_over_at = $3, note_sha256 = $4, accepted_by = $5,
               ended_at = $6 WHERE id = $1 AND version = $7`,
            [...values, versionBefore],
          );
    if (rowCount === 0) throw new VersionConflict('shift', id);
  },
};

/** Every shift that has not ended, oldest first: a few dozen at most. */
export async function shiftsOn(tx: Sql): Promise<readonly Shift[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM shifts.shift WHERE ended_at IS NULL ORDER BY started_at, id`,
  );
  return rows.map(shiftOfRow);
}

/** When this person's last shift ended. */
export async function lastEnded(tx: Sql, person: PersonRef): Promise<Instant | undefined> {
  const { rows } = await tx.query<{ ended_at: Instant }>(
    `SELECT ended_at FROM shifts.shift WHERE person = $1 AND ended_at IS NOT NULL
     ORDER BY ended_at DESC LIMIT 1`,
    [person],
  );
  return rows[0]?.ended_at;
}

export type Watched = {
  readonly person: PersonRef;
  readonly from: Instant;
  readonly until: Instant | null;
};

/** Who watched when, of the shifts that reach into a span. At most `max`. */
export async function watchesOfPeriod(
  tx: Sql,
  { from, to, max }: { readonly from: Instant; readonly to: Instant; readonly max: number },
): Promise<readonly Watched[]> {
  const { rows } = await tx.query<Watched>(
    `SELECT person, started_at AS "from", ended_at AS "until" FROM shifts.shift
     WHERE started_at < $2 AND (ended_at IS NULL OR ended_at > $1) ORDER BY started_at, id LIMIT $3`,
    [isoOf(from), isoOf(to), max],
  );
  return rows;
}

/** Alarms an hour that one person can deal with, as of an instant. */
export async function targetAt(tx: Sql, at: Instant): Promise<number> {
  const { rows } = await tx.query<{ per_hour: number }>(
    `SELECT per_hour FROM shifts.target WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1`,
    [isoOf(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no target of load is in force');
  return row.per_hour;
}

/** As long as the notes on cases that it speaks of. */
const NOTE_KEPT_MS = 5 * 365 * DAY_MS;

export type HandOverNote = {
  readonly shift: ShiftId;
  readonly text: string;
  readonly sha256: string;
  readonly salt: Uint8Array;
  readonly at: Instant;
};

export async function keepHandOver(tx: Sql, note: HandOverNote): Promise<void> {
  await keepPersonal(tx, {
    subject: note.shift,
    field: `hand-over ${note.sha256}`,
    value: note.text,
    purpose: 'what one shift tells the next',
    forgetAfter: addMs(note.at, NOTE_KEPT_MS),
    salt: note.salt,
  });
}

/** The words of hand-overs by their hash. */
export async function handOverNotes(
  tx: Sql,
  shifts: readonly ShiftId[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ field: string; value: string }>(
    `SELECT field, value FROM fact.personal WHERE subject = ANY($1::uuid[]) AND field LIKE 'hand-over %'`,
    [shifts],
  );
  return new Map(rows.map(({ field, value }) => [field.slice('hand-over '.length), value]));
}

export { modeAggregate, modeNow } from './modes.ts';

export const shiftsMigrations: MigrationSet = {
  module: 'shifts',
  directory: new URL('migrations/', import.meta.url),
};

/** Hours that people were on shift within a span, all together. */
export async function hoursOnShift(
  tx: Sql,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<number> {
  const { rows } = await tx.query<{ hours: number | null }>(
    `SELECT sum(extract(epoch FROM least(coalesce(ended_at, ends_at), $2) - greatest(started_at, $1)) / 3600)::float8
       AS hours
     FROM shifts.shift
     WHERE started_at < $2 AND coalesce(ended_at, ends_at) > $1`,
    [isoOf(from), isoOf(until)],
  );
  return rows[0]?.hours ?? 0;
}
