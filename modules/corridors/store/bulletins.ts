import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict, type Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Bulletin,
  type BulletinEvents,
  type BulletinId,
  type BulletinSays,
  type BulletinState,
  type By,
  type Diversion,
  evolveBulletin,
  type HoursGiven,
  holdsUntil,
} from '../core/index.ts';

type Row = {
  readonly id: BulletinId;
  readonly version: number;
  readonly state: BulletinState;
  readonly says: string;
  readonly authors: readonly By[];
  readonly made_at: Instant;
  readonly changed_at: Instant;
  readonly published: string | null;
  readonly ended: string | null;
  readonly discarded_by: By | null;
};
const COLUMNS =
  'id, version, state, says, authors, made_at, changed_at, published, ended, discarded_by';

export type BulletinRow = Versioned<Bulletin> & { readonly id: BulletinId };

/** What the checks of the table rule out is a broken database. */
function bulletinOfRow(row: Row): BulletinRow {
  const { id, version, state } = row;
  const read = <T>(text: string | null): T => JSON.parse(text ?? 'null') as T;
  const written = {
    says: read<BulletinSays>(row.says),
    authors: row.authors,
    madeAt: row.made_at,
    changedAt: row.changed_at,
  };
  const more = {
    drafted: {},
    published: { published: read(row.published) },
    ended: { published: read(row.published), ended: read(row.ended) },
    discarded: { discardedBy: row.discarded_by },
  } satisfies Record<BulletinState, object>;
  return { id, version, state: { ...written, state, ...more[state] } as Bulletin };
}

export const bulletinAggregate: Aggregate<Bulletin, BulletinEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM corridors.bulletin WHERE id = $1`,
      [id],
    );
    return rows[0] && bulletinOfRow(rows[0]);
  },
  evolve: evolveBulletin,
  async save(tx, { id, state, version, versionBefore }) {
    const { published, ended, from, until, discardedBy } = endsOf(state);
    const values = [
      ...[id, version, state.state, state.says.route, textOf(state.says), state.authors],
      ...[state.madeAt, state.changedAt, published?.number ?? null, from, until],
      ...[textOf(published), published?.by ?? null, textOf(ended), discardedBy],
    ];
    const { rowCount } = await tx.query(
      versionBefore === 0 ? INSERT : UPDATE,
      versionBefore === 0 ? values : [...values, versionBefore],
    );
    if (rowCount === 0) throw new VersionConflict('bulletin', id);
  },
};

const INSERT = `INSERT INTO corridors.bulletin (id, version, state, route, says, authors, made_at, changed_at, number,
    effective_from, effective_until, published, published_by, ended, discarded_by)
  VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0), to_timestamp($8 / 1000.0), $9,
    to_timestamp($10 / 1000.0), to_timestamp($11 / 1000.0), $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING`;
const UPDATE = `UPDATE corridors.bulletin SET version = $2, state = $3, route = $4, says = $5, authors = $6,
    made_at = to_timestamp($7 / 1000.0), changed_at = to_timestamp($8 / 1000.0), number = $9,
    effective_from = to_timestamp($10 / 1000.0), effective_until = to_timestamp($11 / 1000.0),
    published = $12, published_by = $13, ended = $14, discarded_by = $15
  WHERE id = $1 AND version = $16`;

function endsOf(state: Bulletin) {
  const none = { published: undefined, ended: undefined, from: null, until: null };
  if (state.state === 'drafted') return { ...none, discardedBy: null };
  if (state.state === 'discarded') return { ...none, discardedBy: state.discardedBy };
  const { published } = state;
  const ended = state.state === 'ended' ? state.ended : undefined;
  const times = { from: published.from, until: holdsUntil(state) };
  return { published, ended, ...times, discardedBy: null };
}

const textOf = (value: object | undefined): string | null =>
  value === undefined ? null : canonical(value as unknown as Json);

/** Those that wait, hold or will, and the last that are over; newest first. */
export async function loadBulletins(
  tx: Sql,
  { at, overMax }: { readonly at: Instant; readonly overMax: number },
): Promise<readonly BulletinRow[]> {
  const { rows } = await tx.query<Row>(
    `(SELECT ${COLUMNS} FROM corridors.bulletin
      WHERE state = 'drafted' OR effective_until > to_timestamp($1 / 1000.0))
     UNION ALL
     (SELECT ${COLUMNS} FROM corridors.bulletin
      WHERE state = 'discarded' OR effective_until <= to_timestamp($1 / 1000.0)
      ORDER BY changed_at DESC LIMIT $2)
     ORDER BY changed_at DESC, id DESC`,
    [at, overMax],
  );
  return rows.map(bulletinOfRow);
}

/** Published ones of a route that held at some time of a span, in the order of their numbers. */
export async function bulletinsOfRoute(
  tx: Sql,
  route: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly BulletinRow[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM corridors.bulletin
     WHERE route = $1 AND number IS NOT NULL AND effective_from < effective_until
       AND effective_until > to_timestamp($2 / 1000.0) AND effective_from <= to_timestamp($3 / 1000.0)
     ORDER BY number`,
    [route, from, until],
  );
  return rows.map(bulletinOfRow);
}

export type BulletinCounts = {
  readonly open: number;
  readonly holding: number;
  readonly nextNumber: number;
};

/** Two that publish at once are given one number; the table lets one have it, and the other begins again. */
export async function countBulletins(tx: Sql, at: Instant): Promise<BulletinCounts> {
  const { rows } = await tx.query<BulletinCounts>(
    `SELECT count(*) FILTER (WHERE state = 'drafted')::int AS open,
       count(*) FILTER (WHERE effective_until > to_timestamp($1 / 1000.0))::int AS holding,
       coalesce(max(number), 0) + 1 AS "nextNumber"
     FROM corridors.bulletin`,
    [at],
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error('a count of nothing is a row too');
  return counts;
}

/** For how long one may divert, as configured at an instant. Throws where nothing is: migrations give a first. */
export async function bulletinDaysMax(tx: Sql, at: Instant): Promise<number> {
  const { rows } = await tx.query<{ days_max: number }>(
    `SELECT days_max FROM corridors.bulletin_rule WHERE effective_from <= to_timestamp($1 / 1000.0)
     ORDER BY effective_from DESC LIMIT 1`,
    [at],
  );
  const [rule] = rows;
  if (rule === undefined) throw new Error('no rule says how long a bulletin may hold');
  return rule.days_max;
}

/** All that were ever published, for whoever judges by them: a late report is judged by those of its time. */
export async function loadDiversions(tx: Sql): Promise<readonly Diversion[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM corridors.bulletin
     WHERE number IS NOT NULL AND effective_from < effective_until ORDER BY number`,
  );
  return rows.map(bulletinOfRow).flatMap(({ id, state }): Diversion[] => {
    if (state.state !== 'published' && state.state !== 'ended') return [];
    const { route, line, widthM, stops, extraH } = state.says;
    const { number, from } = state.published;
    const until = holdsUntil(state);
    return [{ bulletin: id, number, route, line, widthM, stops, extraH, from, until }];
  });
}

/** Of these routes, the bulletins that ever gave journeys more hours, by route. */
export async function hoursGiven(
  tx: Sql,
  routes: readonly string[],
): Promise<ReadonlyMap<string, readonly HoursGiven[]>> {
  const { rows } = await tx.query<HoursGiven & { readonly route: string }>(
    `SELECT route, effective_from AS "from", effective_until AS until, (says::json ->> 'extraH')::int AS "extraH"
     FROM corridors.bulletin
     WHERE route = ANY($1) AND number IS NOT NULL AND effective_from < effective_until
       AND (says::json ->> 'extraH')::int > 0`,
    [routes],
  );
  return Map.groupBy(rows, ({ route }) => route);
}

/** Changes whenever a bulletin is published or ended: who has it need not read them again. */
export async function diversionsStamp(tx: Sql): Promise<string> {
  const { rows } = await tx.query<{ stamp: string }>(
    `SELECT count(*) || ' ' || coalesce(sum(version), 0) AS stamp FROM corridors.bulletin
     WHERE number IS NOT NULL`,
  );
  return rows[0]?.stamp ?? '';
}
