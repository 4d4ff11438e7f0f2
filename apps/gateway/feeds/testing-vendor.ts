// A vendor's cloud for tests: its keys, its signatures (made by another library than the one that checks them), its feed.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { Feed } from '@lakiri/feeds';
import { feedAggregate } from '@lakiri/feeds/store';
import { aFeed } from '@lakiri/feeds/testing';
import type { Instant, Json } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Database } from '@lakiri/platform/sql';
import { createSigner, httpbis } from 'http-message-signatures';

export type Vendor = {
  readonly keyId: string;
  /** Hex of 32 bytes. */
  readonly publicKey: string;
  /** Its signature over these bytes (RFC 8032). */
  signBytes(bytes: Uint8Array): Uint8Array;
  /** Headers of a signed request with this body. */
  sign(path: string, body: string, over?: SignOver): Promise<Record<string, string>>;
};

export type SignOver = {
  readonly fields?: readonly string[];
  readonly created?: Date;
  readonly expires?: Date;
  readonly nonce?: string | null;
  readonly keyId?: string;
  readonly method?: string;
};

const sha256Digest = (body: string): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

const SPKI_PREFIX_BYTES = 12;

export function aVendor(keyId = 'key-1'): Vendor {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    keyId,
    publicKey: spki.subarray(SPKI_PREFIX_BYTES).toString('hex'),
    signBytes: (bytes) => sign(null, bytes, privateKey),
    async sign(path, body, over = {}) {
      const nonce = over.nonce === undefined ? randomUUID() : over.nonce;
      const signed = await httpbis.signMessage(
        {
          key: createSigner(privateKey, 'ed25519', over.keyId ?? keyId),
          fields: [...(over.fields ?? ['@method', '@path', 'content-digest', 'content-type'])],
          params: ['created', 'keyid', 'alg', ...(over.expires ? ['expires'] : []), 'nonce'],
          paramValues: {
            ...(over.created === undefined ? {} : { created: over.created }),
            ...(over.expires === undefined ? {} : { expires: over.expires }),
            ...(nonce === null ? {} : { nonce }),
          },
        },
        {
          method: over.method ?? 'POST',
          url: `http://127.0.0.1${path}`,
          headers: { 'content-type': 'application/json', 'content-digest': sha256Digest(body) },
        },
      );
      return signed.headers as Record<string, string>;
    },
  };
}

/** Puts a feed into the database as its registration would. */
export async function plantFeed(
  owner: Database,
  vendor: Vendor | undefined,
  over: Partial<Feed> = {},
): Promise<Feed> {
  const now = Date.now() as Instant;
  const keys =
    vendor === undefined
      ? []
      : [{ keyId: vendor.keyId, publicKey: vendor.publicKey, addedAt: now, revokedAt: null }];
  const feed = aFeed({ id: newId<'Feed'>(now), keys, ...over });
  await owner.asNode((tx) =>
    feedAggregate.save(tx, { id: feed.id, state: feed, versionBefore: 0, version: 1 }),
  );
  return feed;
}

/** A vendor's words about one seal near Mombasa. */
export const reportOf = (wireId: string, at: number) => ({
  dialect: 'jointech',
  seal: wireId,
  at: new Date(at).toISOString(),
  fix: 'gnss',
  lat: -4.05,
  lon: 39.65,
});

/** How many readings of a seal are stored. */
export async function readingsOf(owner: Database, wireId: string): Promise<number> {
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ n: bigint }>(
      `SELECT count(*) AS n FROM telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id WHERE s.wire_id = $1`,
      [wireId],
    ),
  );
  return Number(rows[0]?.n ?? 0);
}

export type Answer = {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
  readonly repeated: boolean | undefined;
  readonly records: readonly { outcome: string; code?: string; late?: boolean }[];
};

/** Posts a body as it stands. */
export async function post(
  port: number,
  path: string,
  { body, headers }: { readonly body: string; readonly headers: Record<string, string> },
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    body,
  });
  const said = (await response.json()) as Partial<Answer>;
  return {
    status: response.status,
    code: said.code,
    retryAfter: response.headers.get('retry-after'),
    repeated: said.repeated,
    records: said.records ?? [],
  };
}

/** Tells a batch as a vendor that does everything right. */
export async function tell(
  port: number,
  { vendor, name, over }: { vendor: Vendor; name: string; over?: SignOver },
  batch: Json,
): Promise<Answer> {
  const path = `/feeds/${name}/batches`;
  const body = JSON.stringify(batch);
  return await post(port, path, { body, headers: await vendor.sign(path, body, over) });
}
