import type { Id, Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';

export type ExportId = Id<'Export'>;
export const EXPORTED_KINDS = ['journey', 'case', 'fact'] as const;
export type ExportedKind = (typeof EXPORTED_KINDS)[number];

/** An evidence bundle that was handed out: every choice that makes its bytes. */
export type Export = {
  readonly id: ExportId;
  readonly subject: { readonly kind: ExportedKind; readonly id: string };
  readonly by: string;
  readonly at: Instant;
  readonly log: string;
  readonly size: number;
  /** The note with the cosignatures it had. */
  readonly checkpoint: string;
  readonly policy: string | null;
  readonly stamps: readonly string[];
  /** Name and version of the program that made it. */
  readonly tool: string;
  readonly manifestSha256: string;
  readonly files: number;
  readonly bytes: number;
};

type On = { readonly subjectKind: 'export'; readonly subject: ExportId };

/** Texts that may hold names are in the facts as salted hashes; the words lie beside. */
export type ExportEvents = On &
  (
    | {
        readonly type: 'evidence-exported';
        readonly body: {
          readonly subject: Export['subject'];
          readonly reasonSha256: string;
          readonly caseNoSha256: string | null;
          readonly log: string;
          readonly size: number;
          /** SHA-256 of the checkpoint's note. */
          readonly checkpoint: string;
          /** SHA-256 of the manifest, which names every file. */
          readonly manifest: string;
          readonly files: number;
          readonly bytes: number;
          readonly tool: string;
        };
      }
    | { readonly type: 'evidence-file-asked'; readonly body: { readonly by: string } }
  );

type Row = {
  readonly id: ExportId;
  readonly version: number;
  readonly subject_kind: ExportedKind;
  readonly subject: string;
  readonly exported_by: string;
  readonly exported_at: Instant;
  readonly log: string;
  readonly size: bigint;
  readonly checkpoint: string;
  readonly policy: string | null;
  readonly stamps: readonly string[];
  readonly tool: string;
  readonly manifest_sha256: string;
  readonly files: number;
  readonly bytes: bigint;
};

const COLUMNS = `id, version, subject_kind, subject, exported_by, exported_at, log, size, checkpoint, policy, stamps, tool,
  manifest_sha256, files, bytes`;

function exportOf(row: Row): Export {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject },
    by: row.exported_by,
    at: row.exported_at,
    log: row.log,
    size: Number(row.size),
    checkpoint: row.checkpoint,
    policy: row.policy,
    stamps: row.stamps,
    tool: row.tool,
    manifestSha256: row.manifest_sha256,
    files: row.files,
    bytes: Number(row.bytes),
  };
}

/** The exports of one act: what they hold is made before they are recorded, so the state is given, not folded from nothing. */
export function exportAggregate(made?: Export): Aggregate<Export, ExportEvents> {
  return {
    find: async (tx, id) => {
      const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM evidence.export WHERE id = $1`, [
        id,
      ]);
      const [row] = rows;
      return row && { state: exportOf(row), version: row.version };
    },
    evolve: (state) => {
      const known = state ?? made;
      if (known === undefined) throw new Error('a file of an export that never was');
      return known;
    },
    save: (tx, { id, state, version, versionBefore }) =>
      versionBefore === 0 ? insert(tx, state) : raise(tx, { id, version, versionBefore }),
  };
}

async function insert(tx: Sql, made: Export): Promise<void> {
  await tx.query(
    `INSERT INTO evidence.export (${COLUMNS})
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      made.id,
      made.subject.kind,
      made.subject.id,
      made.by,
      new Date(made.at).toISOString(),
      made.log,
      made.size,
      made.checkpoint,
      made.policy,
      made.stamps,
      made.tool,
      made.manifestSha256,
      made.files,
      made.bytes,
    ],
  );
}

async function raise(
  tx: Sql,
  to: { readonly id: string; readonly version: number; readonly versionBefore: number },
): Promise<void> {
  const { rowCount } = await tx.query(
    'UPDATE evidence.export SET version = $2 WHERE id = $1 AND version = $3',
    [to.id, to.version, to.versionBefore],
  );
  if (rowCount === 0) throw new VersionConflict('export', to.id);
}

export async function findExport(tx: Sql, id: string): Promise<Export | undefined> {
  return (await exportAggregate().find(tx, id as Id))?.state;
}

/** Exports of a subject, or of all, newest first. */
export async function listExports(
  tx: Sql,
  list: {
    readonly subject?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<Export[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM evidence.export
     WHERE ($1::uuid IS NULL OR subject = $1) AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [list.subject ?? null, list.after ?? null, list.limit],
  );
  return rows.map(exportOf);
}
