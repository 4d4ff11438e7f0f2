// A vendor's cloud: its key, and batches that it signs (RFC 9421) and tells at the door of feeds.
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { CentreClient } from './centre-client.ts';
import { until } from './desk.ts';

export type Vendor = {
  /** As vendors hand it over. */
  readonly pem: string;
  /** Tells records under the feed's name, as soon as the gateway knows it and its key. Throws with the refusal's text. */
  tell(feedsPort: number, feed: string, records: readonly object[]): Promise<void>;
};

export const KEY_ID = 'vendor-2026';

export function aVendor(): Vendor {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    tell: async (feedsPort, feed, records) => {
      const path = `/feeds/${feed}/batches`;
      const body = JSON.stringify({ id: randomUUID(), records });
      await until(`the gateway knows ${feed}`, async () => {
        const response = await fetch(`http://127.0.0.1:${feedsPort}${path}`, {
          method: 'POST',
          headers: signed(privateKey, path, body),
          body,
        });
        if (response.ok) return true;
        const said = await response.text();
        if (response.status === 404 || said.includes('unknown-key')) return false; // it reads both anew by and by
        throw new Error(`${path}: ${response.status} ${said}`);
      });
    },
  };
}

function signed(key: KeyObject, path: string, body: string): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const covered = ['POST', path, digest, 'application/json'];
  const names = ['@method', '@path', 'content-digest', 'content-type'];
  const list = names.map((name) => `"${name}"`).join(' ');
  const created = Math.floor(Date.now() / 1_000);
  const input = `(${list});created=${created};keyid="${KEY_ID}";alg="ed25519";nonce="${randomUUID()}"`;
  const lines = names.map((name, at) => `"${name}": ${covered[at]}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  return {
    'content-type': 'application/json',
    'content-digest': digest,
    'signature-input': `told=${input}`,
    signature: `told=:${sign(null, Buffer.from(base), key).toString('base64')}:`,
  };
}

/** A feed let in by the API, with its vendor's key. Gives its id. */
export async function letIn(
  { get, post }: CentreClient,
  vendor: Vendor,
  asked: { readonly name: string; readonly expectedS: number },
): Promise<string> {
  const { items } = await get<{ items: { id: string; kind: string }[] }>('/parties');
  const partyId = items.find(({ kind }) => kind === 'transporter')?.id;
  const feed = { ...asked, kind: 'https', partyId, makers: ['Jointech'] };
  const { id } = await post<{ id: string }>('/feeds', feed);
  await post(`/feeds/${id}/keys`, { keyId: KEY_ID, publicKey: hexOf(vendor.pem) });
  return id;
}

const KEY_BYTES = 32;

function hexOf(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  return der.subarray(-KEY_BYTES).toString('hex');
}
