// A broker proves nothing of who wrote. A vendor that signs puts its message into a COSE_Sign1 (RFC 9052 §4.2), in one
// profile: Ed25519, algorithm and key id both signed, nothing unsigned beside them, and the feed's name as external
// data (§4.3), so that what was signed for one feed is nothing on another. What is looser is refused, not guessed at.
import { verify } from 'node:crypto';
import { type DoorCode, type Feed, keyOf } from '@lakiri/feeds';
import { readEnvelope, readHead, signedBytes } from '@lakiri/protocol-lakiri';
import type { Refused } from './door.ts';
import { ed25519 } from './signature.ts';

export type Opened = { readonly content: Uint8Array; readonly keyId: string };

const no = (code: DoorCode, detail: string): Refused => ({ code, detail });

/** RFC 8949 §3.4: tag 18, with which a COSE_Sign1 begins. */
const TAG_SIGN1 = 0xd2;

/**
 * The content of a message that one of the feed's keys signed. Its age is no matter: brokers keep messages for days, and
 * what is told twice is known by its id.
 */
export function openEnvelope(payload: Uint8Array, feed: Feed): Opened | Refused {
  if (payload[0] !== TAG_SIGN1) return no('not-signed', 'a COSE_Sign1 (tag 18) is needed');
  const envelope = readEnvelope(payload);
  if ('code' in envelope)
    return no('signature-malformed', `${envelope.code} at byte ${envelope.offset}`);
  if (envelope.unprotected.entries.size > 0)
    return no('signature-malformed', 'nothing may stand unsigned');
  const head = readHead(envelope);
  if ('code' in head) return no('signature-malformed', `${head.code} at byte ${head.offset}`);
  if (head.algorithm !== 'EdDSA') return no('signature-malformed', 'alg is EdDSA');
  const keyId = Buffer.from(head.keyId).toString('latin1');
  const key = keyOf(feed, keyId);
  if (key === undefined) return no('unknown-key', keyId);
  const signed = signedBytes({
    by: 'signature',
    protected: envelope.protected.value,
    external: Buffer.from(feed.name, 'ascii'),
    payload: envelope.payload.value,
  });
  if (!verify(null, signed, ed25519(key.publicKey), envelope.value.value))
    return no('signature-wrong', keyId);
  return { content: envelope.payload.value, keyId };
}
