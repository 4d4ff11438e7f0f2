import type { Id, Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import type { SealId } from '@lakiri/seals';
import { evolveKey, type SealKey, type SealKeyEvents, type SealKeyKind } from '../core/index.ts';

type Row = {
  readonly id: string;
  readonly version: number;
  readonly seal: string;
  readonly key_id: string;
  readonly kind: SealKeyKind;
  readonly material_sha256: string;
  readonly valid_from: Instant;
  readonly valid_until: Instant | null;
  readonly revoked_at: Instant | null;
};

const COLUMNS =
  'id, version, seal, key_id, kind, material_sha256, valid_from, valid_until, revoked_at';
const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Under which the fact knows a key's material. */
export function materialHash(material: Uint8Array): string {
  return sha256Hex(material);
}

/** `material` is of the key being registered; none for a replay, which knows only its hash. */
export function sealKeyAggregate(
  material: Uint8Array = new Uint8Array(0),
): Aggregate<SealKey, SealKeyEvents> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM trust.seal_key WHERE id = $1`, [
        id,
      ]);
      const row = rows[0];
      return row && { state: keyOfRow(row), version: row.version };
    },
    evolve: evolveKey,
    async save(tx, { id, state, versionBefore, version }) {
      if (versionBefore === 0) return insert(tx, state, material);
      const { rowCount } = await tx.query(
        'UPDATE trust.seal_key SET version = $3, revoked_at = $4 WHERE id = $1 AND version = $2',
        [id, versionBefore, version, sqlTime(state.revokedAt)],
      );
      if (rowCount === 0) throw new VersionConflict('seal-key', id);
    },
  };
}

async function insert(tx: Sql, key: SealKey, material: Uint8Array): Promise<void> {
  await tx.query(
    `INSERT INTO trust.seal_key (id, version, seal, key_id, kind, material, material_sha256, valid_from, valid_until)
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      key.id,
      key.seal,
      key.keyId,
      key.kind,
      material,
      key.materialSha256,
      sqlTime(key.validFrom),
      sqlTime(key.validUntil),
    ],
  );
}

function keyOfRow(row: Row): SealKey {
  return {
    id: row.id as Id<'SealKey'>,
    seal: row.seal as SealId,
    keyId: row.key_id,
    kind: row.kind,
    materialSha256: row.material_sha256,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    revokedAt: row.revoked_at,
  };
}

/** The keys of a seal, newest first. A limit, since whoever registers may go on registering. */
export async function keysOf(tx: Sql, seal: string): Promise<SealKey[]> {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM trust.seal_key WHERE seal = $1 ORDER BY valid_from DESC, id LIMIT ${KEYS_MAX}`,
    [seal],
  );
  return rows.map(keyOfRow);
}

const KEYS_MAX = 100;

/** A key with what proves by it; the secret of a symmetric one still sealed. */
export type HeldKey = { readonly key: SealKey; readonly material: Uint8Array };

/** All keys of these seals, also revoked ones: whether one was in force is a question of time. */
export async function heldKeys(
  tx: Sql,
  seals: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldKey[]>> {
  const { rows } = await tx.query<Row & { material: Uint8Array }>(
    `SELECT ${COLUMNS}, material FROM trust.seal_key WHERE seal = ANY($1::uuid[]) ORDER BY id`,
    [seals],
  );
  const held = rows.map(({ material, ...row }) => ({ key: keyOfRow(row), material }));
  return Map.groupBy(held, ({ key }) => key.seal as string);
}
