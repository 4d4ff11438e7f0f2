import type { Sql } from '@lakiri/platform/sql';

/** One witness's line under a checkpoint of ours. */
export type Cosignature = {
  readonly log: string;
  readonly size: number;
  readonly witness: string;
  /** `— <name> <base64>`, without a newline. */
  readonly line: string;
  /** The checkpoint as it was when it was cosigned: text and log signature. */
  readonly checkpoint: string;
  /** When the witness says it signed, UTC milliseconds. */
  readonly at: number;
};

/** Keeps them; one that is there already stays as it is. */
export async function keepCosignatures(tx: Sql, lines: readonly Cosignature[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO evidence.cosignature (log, size, witness, line, checkpoint, at)
     SELECT log, size, witness, line, checkpoint, to_timestamp(at / 1000)
     FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::float8[])
       AS c (log, size, witness, line, checkpoint, at)
     ON CONFLICT DO NOTHING`,
    [
      lines.map(({ log }) => log),
      lines.map(({ size }) => size),
      lines.map(({ witness }) => witness),
      lines.map(({ line }) => line),
      lines.map(({ checkpoint }) => checkpoint),
      lines.map(({ at }) => at),
    ],
  );
}

type CosignatureRow = Omit<Cosignature, 'size'> & { readonly size: bigint };

const COLUMNS = 'log, size, witness, line, checkpoint, at';
const cosignatureOf = (row: CosignatureRow): Cosignature => ({ ...row, size: Number(row.size) });

/** All lines under the checkpoint of this size. */
export async function cosignaturesAt(tx: Sql, log: string, size: number): Promise<Cosignature[]> {
  const { rows } = await tx.query<CosignatureRow>(
    `SELECT ${COLUMNS} FROM evidence.cosignature WHERE log = $1 AND size = $2 ORDER BY witness`,
    [log, size],
  );
  return rows.map(cosignatureOf);
}

/** The newest checkpoint that any witness signed. */
export type Witnessed = {
  readonly size: number;
  /** The log's own note, without the witnesses' lines. */
  readonly checkpoint: string;
  readonly witnesses: readonly string[];
  /** In the order of `witnesses`. */
  readonly lines: readonly string[];
  /** When the last of them signed, UTC milliseconds. */
  readonly at: number;
};

/** The newest checkpoint with at least `least` witnesses; nothing where there is none. */
export async function newestWitnessed(
  tx: Sql,
  log: string,
  least = 1,
): Promise<Witnessed | undefined> {
  const { rows } = await tx.query<CosignatureRow>(
    `SELECT ${COLUMNS} FROM evidence.cosignature
     WHERE log = $1 AND size = (SELECT size FROM evidence.cosignature WHERE log = $1
       GROUP BY size HAVING count(*) >= $2 ORDER BY size DESC LIMIT 1)
     ORDER BY witness`,
    [log, least],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    size: Number(first.size),
    checkpoint: first.checkpoint,
    witnesses: rows.map(({ witness }) => witness),
    lines: rows.map(({ line }) => line),
    at: Math.max(...rows.map(({ at }) => at)),
  };
}
