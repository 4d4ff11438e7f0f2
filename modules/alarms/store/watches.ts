import { canonical, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { type Case, type Watch, withoutCase } from '../core/index.ts';

type Row = { readonly seal: string; readonly state: string };

/** What is remembered of these seals; nothing yet of those that are missing. */
export async function loadWatches(
  tx: Sql,
  sealIds: readonly string[],
): Promise<ReadonlyMap<string, Watch>> {
  const { rows } = await tx.query<Row>(
    'SELECT seal, state FROM alarms.watch WHERE seal = ANY($1::uuid[])',
    [sealIds],
  );
  return new Map(rows.map(({ seal, state }) => [seal, JSON.parse(state) as Watch]));
}

/** Keeps watches that changed. The caller holds each seal's version, which is the watch's too. */
export async function saveWatches(tx: Sql, watches: ReadonlyMap<string, Watch>): Promise<void> {
  if (watches.size === 0) return;
  const all = [...watches];
  await tx.query(
    `INSERT INTO alarms.watch (seal, journey, state)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])
     ON CONFLICT (seal) DO UPDATE SET journey = excluded.journey, state = excluded.state`,
    [
      all.map(([seal]) => seal),
      all.map(([, { journey }]) => journey),
      all.map(([, watch]) => canonical(watch as unknown as Json)),
    ],
  );
}

/**
 * Takes a closed case out of its seal's watch, in the commit that closes it: the next alarm of the
 * kind opens another. A seal that is on another journey by now has another watch.
 */
export async function closeInWatch(tx: Sql, { seal, kind, id }: Case): Promise<void> {
  const watch = (await loadWatches(tx, [seal])).get(seal);
  if (watch === undefined) return;
  const left = withoutCase(watch, kind, id);
  if (left === watch) return;
  await tx.query('UPDATE alarms.watch SET state = $2 WHERE seal = $1', [
    seal,
    canonical(left as unknown as Json),
  ]);
}
