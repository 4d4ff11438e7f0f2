import { createECDH, hkdfSync } from 'node:crypto';
import type { Target } from '@lakiri/notices';
import webPush from 'web-push';
import type { Outcome } from './outcome.ts';
import type { SafeHttp } from './safe-http.ts';

/** By which push services know this node (RFC 8292). */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

/** The order of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has, so that the remainder is even enough (FIPS 186-5 A.2.1). */
const CHANCE_BYTES = 48;
const SCALAR_HEX = 64;

/**
 * The node's keys of web push, derived from its secret: on each of its servers the same, and nowhere kept.
 */
export function pushKeysOf(secret: string): PushKeys {
  const chance = Buffer.from(
    hkdfSync('sha256', secret, '', 'lakiri notices web push v1', CHANCE_BYTES),
  );
  const scalar = (BigInt(`0x${chance.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(SCALAR_HEX, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return {
    publicKey: curve.getPublicKey('base64url'),
    privateKey: privateKey.toString('base64url'),
  };
}

/** A push service keeps a message so long for a browser that sleeps; an older alarm is no news. */
const KEPT_S = 6 * 3_600;
/** Where the node does not know its own address over https: who is asked when it floods a service. */
const CONTACT_UNKNOWN = 'mailto:operator@lakiri.invalid';

export type Pushed = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
  readonly isUrgent: boolean;
};

/** Encrypts for one browser (RFC 8291) and hands it to its push service. The id is the topic: told twice, it shows once. */
export async function sendPush(
  {
    http,
    keys,
    contact,
  }: {
    readonly http: SafeHttp;
    readonly keys: PushKeys;
    readonly contact: string | undefined;
  },
  to: Extract<Target, { kind: 'push' }>,
  { isUrgent, ...message }: Pushed,
): Promise<Outcome> {
  const subject = contact?.startsWith('https:') ? contact : CONTACT_UNKNOWN;
  const { endpoint, headers, body } = webPush.generateRequestDetails(
    { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
    JSON.stringify(message),
    {
      vapidDetails: { subject, ...keys },
      TTL: KEPT_S,
      urgency: isUrgent ? 'high' : 'normal',
      topic: message.id.replaceAll('-', ''),
      contentEncoding: 'aes128gcm',
    },
  );
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const outcome = await http.ask({
    ...{ method: 'POST', url: endpoint, body },
    headers: Object.fromEntries(sent) as Record<string, string>,
  });
  // RFC 8030 §7.3: a subscription that has ended answers 404.
  return outcome.is === 'failed' && outcome.status === 404 ? { ...outcome, isGone: true } : outcome;
}
