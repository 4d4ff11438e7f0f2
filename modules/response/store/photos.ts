import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { PhotoMedia } from '../core/index.ts';
import { sqlTime } from './times.ts';

export type Photo = { readonly media: PhotoMedia; readonly bytes: Uint8Array };

/** Sent and named by nothing within this, it goes: the form it was for was left. */
const UPLOAD_KEPT = '1 day';

/** Keeps what was sent until a fact names it. False where the sender has too many that nothing names. */
export async function keepUpload(
  tx: Sql,
  sent: Photo & {
    readonly sha256: string;
    readonly by: Id<'Person'>;
    readonly at: Instant;
    readonly max: number;
  },
): Promise<boolean> {
  const at = sqlTime(sent.at);
  await tx.query(
    `DELETE FROM response.upload WHERE sent_at < $1::timestamptz - interval '${UPLOAD_KEPT}'`,
    [at],
  );
  const { rowCount } = await tx.query(
    `INSERT INTO response.upload (sha256, sent_by, sent_at, media, bytes)
     SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM response.upload WHERE sent_by = $2) < $6
     ON CONFLICT (sha256, sent_by) DO NOTHING`,
    [sent.sha256, sent.by, at, sent.media, sent.bytes, sent.max],
  );
  if (rowCount > 0) return true;
  const again = await tx.query('SELECT 1 FROM response.upload WHERE sha256 = $1 AND sent_by = $2', [
    sent.sha256,
    sent.by,
  ]);
  return again.rowCount > 0;
}

/** The first of these that nobody sent; undefined: all are here. */
export async function missingPhoto(
  tx: Sql,
  photos: readonly string[],
): Promise<string | undefined> {
  if (photos.length === 0) return undefined;
  const { rows } = await tx.query<{ sha256: string }>(
    `SELECT sha256 FROM response.upload WHERE sha256 = ANY($1::text[])
     UNION SELECT sha256 FROM response.photo WHERE sha256 = ANY($1::text[])`,
    [photos],
  );
  const here = new Set(rows.map(({ sha256 }) => sha256));
  return photos.find((one) => !here.has(one));
}

/** Keeps for good what a fact names, in its commit. */
export async function keepPhotos(tx: Sql, photos: readonly string[]): Promise<void> {
  if (photos.length === 0) return;
  await tx.query(
    `INSERT INTO response.photo (sha256, media, bytes)
     SELECT DISTINCT ON (sha256) sha256, media, bytes FROM response.upload WHERE sha256 = ANY($1::text[])
     ON CONFLICT (sha256) DO NOTHING`,
    [photos],
  );
  await tx.query('DELETE FROM response.upload WHERE sha256 = ANY($1::text[])', [photos]);
}

/** The photographs that a fact names, without their bytes: for a verification, which holds those against the hash. */
export async function namePhotos(tx: Sql, photos: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO response.photo (sha256, media, bytes) SELECT one, 'image/jpeg', '' FROM unnest($1::text[]) one
     ON CONFLICT (sha256) DO NOTHING`,
    [photos],
  );
}

export async function findPhoto(tx: Sql, sha256: string): Promise<Photo | undefined> {
  const { rows } = await tx.query<Photo>(
    `SELECT media, bytes FROM response.photo WHERE sha256 = $1
     UNION ALL SELECT media, bytes FROM response.upload WHERE sha256 = $1 LIMIT 1`,
    [sha256],
  );
  return rows[0];
}
