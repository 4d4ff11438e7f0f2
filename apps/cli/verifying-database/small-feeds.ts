// Of the small history: a vendor's feed that tells signed batches, falls silent as a whole, and speaks again.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, isoOf } from '@lakiri/kit';
import { encodeLongForm } from '@lakiri/protocol-jointech';

type Office = { post(path: string, body: object): Promise<{ readonly id: string }> };
type Register = (
  number: string,
  dialect: string,
  wireId: string,
  model: string,
) => Promise<{ readonly id: string }>;

const PATH = '/feeds/harbour-cloud/batches';
const WIRE_ID = '8000000009';
const SPKI_PREFIX_BYTES = 12;
/** The gateway looks for feeds every two seconds. */
const TRIES_MAX = 40;
const AGAIN_MS = 250;

export type SmallFeed = {
  /** A device's own bytes, and the vendor's words about the same seal a second later. */
  tell(port: number, at: Instant): Promise<void>;
};

/** A feed of the party that owns the seals, with its first key. */
export async function makeFeed(
  office: Office,
  register: Register,
  partyId: string,
): Promise<SmallFeed> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  await register('ELK-9', 'jointech', WIRE_ID, 'JT701D');
  const { id } = await office.post('/feeds', { name: 'harbour-cloud', kind: 'https', partyId });
  const key = { keyId: 'k1', publicKey: spki.subarray(SPKI_PREFIX_BYTES).toString('hex') };
  await office.post(`/feeds/${id}/keys`, key);
  await office.post(`/feeds/${id}/suspend`, { reason: 'before its test' });
  await office.post(`/feeds/${id}/resume`, { reason: 'it passed its test' });
  const headersOf = (body: string, at: Instant): Record<string, string> => {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const created = Math.floor(at / 1_000);
    const params = `("@method" "@path" "content-digest");created=${created};keyid="k1";nonce="${randomUUID()}"`;
    const base = `"@method": POST\n"@path": ${PATH}\n"content-digest": ${digest}\n"@signature-params": ${params}`;
    const signature = sign(null, Buffer.from(base), privateKey).toString('base64');
    return {
      'content-type': 'application/json',
      'content-digest': digest,
      'signature-input': `sig=${params}`,
      signature: `sig=:${signature}:`,
    };
  };
  return {
    async tell(port, at) {
      const body = JSON.stringify({ id: randomUUID(), records: recordsAt(at) });
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const headers = headersOf(body, at);
        const reply = await fetch(`http://127.0.0.1:${port}${PATH}`, {
          method: 'POST',
          headers,
          body,
        });
        const said = await reply.text();
        if (reply.status === 202 && !said.includes('refused')) return;
        if (reply.status === 202) throw new Error(said);
        await sleep(AGAIN_MS);
      }
      throw new Error('the feed was never taken');
    },
  };
}

function recordsAt(at: Instant): object[] {
  const frame = encodeLongForm({
    deviceId: WIRE_ID,
    serial: 1,
    occurredAt: (Math.floor(at / 1_000) * 1_000) as Instant,
    valid: true,
    lat: -4.045,
    lon: 39.64,
    speedKmh: 0,
    courseDeg: 0,
    odometerKm: 1,
    satellites: 8,
    batteryPct: 90,
    bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false },
  });
  const words = { dialect: 'jointech', seal: WIRE_ID, at: isoOf((at + 1_000) as Instant) };
  return [
    { dialect: 'jointech', frame: Buffer.from(frame).toString('base64') },
    { ...words, fix: 'gnss', lat: -4.045, lon: 39.64, batteryPct: 89.5, bits: { ropeCut: false } },
  ];
}
