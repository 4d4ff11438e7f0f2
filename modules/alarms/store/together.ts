import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { Standing, Watch } from '../core/index.ts';

type Row = { readonly seal: string; readonly journey: string; readonly state: string };

/** The trucks that stand outside every allowed stop, by what their rules remember. */
export async function standing(tx: Sql): Promise<Standing[]> {
  const { rows } = await tx.query<Row>(
    `SELECT seal::text, journey::text, state FROM alarms.watch WHERE stands`,
  );
  return rows.flatMap(({ seal, journey, state }) => {
    const { stop, memory } = JSON.parse(state) as Watch;
    if (stop === null) return [];
    const { lat, lon, since } = stop;
    const isTold = memory !== undefined && memory.clustered !== null;
    return [{ seal, journey, lat, lon, since: since as Instant, isTold }];
  });
}

/** The seals that are remembered to be apart from another of their journey. */
export async function knownApart(tx: Sql): Promise<string[]> {
  const { rows } = await tx.query<{ seal: string }>(
    `SELECT seal::text FROM alarms.watch WHERE is_apart`,
  );
  return rows.map(({ seal }) => seal);
}
