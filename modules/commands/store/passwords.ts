import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Instant, OrderPassword } from '@lakiri/kit';
import type { Aggregate } from '@lakiri/platform/execute';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import { evolvePassword, type PasswordSet, type SealPassword } from '../core/index.ts';
import { sqlTime } from './row.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D §8.2.2, random construction
const TAG_BYTES = 16;
/** What a password is filled up to, so that its length is not told by the row. */
const TEXT_BYTES = 32;

/** The key of seals' passwords: derived from the node's secret of frames, and of no use for frames. */
export function passwordKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'lakiri seal passwords v1', 32));
}

/** Seals a password for one seal: the row of another does not open with it. nonce ‖ tag ‖ text. */
export function sealPassword(text: string, seal: SealId, key: Uint8Array): Uint8Array {
  const padded = Buffer.alloc(TEXT_BYTES);
  if (padded.write(text, 'latin1') !== text.length) throw new RangeError('a password is too long');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(seal));
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key or the seal is another, or a bit was changed. */
export function openPassword(sealed: Uint8Array, seal: SealId, key: Uint8Array): string {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(seal));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = sealed.subarray(NONCE_BYTES + TAG_BYTES);
  const plain = Buffer.concat([decipher.update(text), decipher.final()]).toString('latin1');
  return plain.replace(/\0+$/, '');
}

export const sealedSha256 = (sealed: Uint8Array): string => sha256Hex(sealed);

/** How a password is kept: `sealed` is nobody's state, so it is given with the aggregate. */
export function passwordAggregate(sealed: Uint8Array): Aggregate<SealPassword, PasswordSet> {
  return {
    find: () => Promise.resolve(undefined),
    evolve: evolvePassword,
    async save(tx, { id, state }) {
      await tx.query(
        `INSERT INTO commands.password (id, seal, set_at, sealed, sealed_sha256)
         VALUES ($1, $2, $3, $4, $5)`,
        [id, state.seal, sqlTime(state.setAt), sealed, state.sealedSha256],
      );
    },
  };
}

export async function isPasswordSet(tx: Sql, seal: SealId): Promise<boolean> {
  const { rows } = await tx.query(
    `SELECT seal FROM commands.password WHERE seal = $1
     UNION ALL SELECT seal FROM commands.told_password WHERE seal = $1 LIMIT 1`,
    [seal],
  );
  return rows.length > 0;
}

/** What opens this seal: the password that it told of itself is newer than any that was set in it. */
export async function findPassword(
  tx: Sql,
  seal: SealId,
  key: Uint8Array,
): Promise<OrderPassword | null> {
  const told = await tx.query<{ sealed: Buffer }>(
    'SELECT sealed FROM commands.told_password WHERE seal = $1',
    [seal],
  );
  const [dynamic] = told.rows;
  if (dynamic !== undefined)
    return { kind: 'dynamic', text: openPassword(dynamic.sealed, seal, key) };
  const { rows } = await tx.query<{ sealed: Buffer }>(
    'SELECT sealed FROM commands.password WHERE seal = $1 ORDER BY set_at DESC, id DESC LIMIT 1',
    [seal],
  );
  const [set] = rows;
  return set === undefined ? null : { kind: 'static', text: openPassword(set.sealed, seal, key) };
}

/** A seal told the password that it made for itself. */
export async function keepToldPassword(
  tx: Sql,
  told: { readonly seal: SealId; readonly at: Instant; readonly sealed: Uint8Array },
): Promise<void> {
  await tx.query(
    `INSERT INTO commands.told_password (seal, told_at, sealed) VALUES ($1, $2, $3)
     ON CONFLICT (seal) DO UPDATE SET told_at = excluded.told_at, sealed = excluded.sealed`,
    [told.seal, sqlTime(told.at), told.sealed],
  );
}
