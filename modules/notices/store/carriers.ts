import type { Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Carrier,
  type CarrierId,
  type CarrierKind,
  type CarrierSet,
  evolveCarrier,
} from '../core/index.ts';

type CarrierRow = {
  readonly id: CarrierId;
  readonly version: number;
  readonly kind: CarrierKind;
  readonly sealed: Buffer;
  readonly sealed_sha256: string;
  readonly set_at: Instant;
};

const COLUMNS = 'id, version, kind, sealed, sealed_sha256, set_at';

function carrierOfRow({
  id,
  kind,
  sealed_sha256: sealedSha256,
  set_at: setAt,
}: CarrierRow): Carrier {
  return { id, kind, sealedSha256, setAt };
}

/** How a carrier is kept: `sealed` is nobody's state, so that it is given with the act. */
export function carrierAggregate(sealed: Uint8Array): Aggregate<Carrier, CarrierSet> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<CarrierRow>(
        `SELECT ${COLUMNS} FROM notices.carrier WHERE id = $1`,
        [id],
      );
      const [row] = rows;
      return row && { state: carrierOfRow(row), version: row.version };
    },
    evolve: evolveCarrier,
    async save(tx, { id, state, version, versionBefore }) {
      const values = [id, version, state.kind, sealed, state.sealedSha256, state.setAt];
      const { rowCount } =
        versionBefore === 0
          ? await tx.query(
              `INSERT INTO notices.carrier (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0))
               ON CONFLICT DO NOTHING`,
              values,
            )
          : await tx.query(
              `UPDATE notices.carrier SET version = $2, sealed = $4, sealed_sha256 = $5,
                 set_at = to_timestamp($6 / 1000.0) WHERE id = $1 AND kind = $3 AND version = $7`,
              [...values, versionBefore],
            );
      if (rowCount === 0) throw new VersionConflict('notice carrier', id);
    },
  };
}

export type CarrierSeen = { readonly carrier: Carrier; readonly sealed: Uint8Array };

/** What the node has to carry letters and short messages. */
export async function listCarriers(tx: Sql): Promise<readonly CarrierSeen[]> {
  const { rows } = await tx.query<CarrierRow>(
    `SELECT ${COLUMNS} FROM notices.carrier ORDER BY kind`,
  );
  return rows.map((row) => ({ carrier: carrierOfRow(row), sealed: row.sealed }));
}
