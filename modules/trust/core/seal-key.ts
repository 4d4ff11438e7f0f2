// A seal's key: registered for a time, revoked once, never changed or removed.
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import type { SealId } from '@lakiri/seals';

export type SealKeyId = Id<'SealKey'>;
export type SealKeyKind = 'mac' | 'signature';

/** What is known of a key without holding it. */
export type SealKey = {
  readonly id: SealKeyId;
  readonly seal: SealId;
  /** As the device names it. */
  readonly keyId: string;
  readonly kind: SealKeyKind;
  /** Of the material as it is kept: a public key, or the sealed secret. */
  readonly materialSha256: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
  readonly revokedAt: Instant | null;
};

type On = { readonly subjectKind: 'seal-key'; readonly subject: SealKeyId };

export type SealKeyEvents = On &
  (
    | {
        readonly type: 'seal-key-registered';
        readonly body: Omit<SealKey, 'id' | 'revokedAt'>;
      }
    | { readonly type: 'seal-key-revoked'; readonly body: { readonly at: Instant } }
  );

export type SealKeyRefusal =
  | { readonly code: 'no-such-seal' }
  | { readonly code: 'key-bad' }
  | { readonly code: 'key-id-taken'; readonly keyId: string }
  | { readonly code: 'key-unknown' }
  | { readonly code: 'already-revoked'; readonly at: Instant };

export type RegisterKey = Omit<SealKey, 'revokedAt'> & {
  readonly isSealKnown: boolean;
  /** The material is of its kind's length. */
  readonly isSound: boolean;
  readonly isTaken: boolean;
};

/** A key of a known seal, under a name that no other key of it has. */
export function registerKey(asked: RegisterKey): Decision<SealKeyEvents, SealKeyRefusal> {
  const { id, isSealKnown, isSound, isTaken, ...body } = asked;
  if (!isSealKnown) return refuse({ code: 'no-such-seal' });
  if (!isSound) return refuse({ code: 'key-bad' });
  if (body.validUntil !== null && body.validUntil <= body.validFrom)
    return refuse({ code: 'key-bad' });
  if (isTaken) return refuse({ code: 'key-id-taken', keyId: body.keyId });
  return accept({ subjectKind: 'seal-key', subject: id, type: 'seal-key-registered', body });
}

/** From now on nothing is proved by it; what was proved stays proved. */
export function revokeKey(
  key: SealKey | undefined,
  at: Instant,
): Decision<SealKeyEvents, SealKeyRefusal> {
  if (key === undefined) return refuse({ code: 'key-unknown' });
  if (key.revokedAt !== null) return refuse({ code: 'already-revoked', at: key.revokedAt });
  return accept({
    subjectKind: 'seal-key',
    subject: key.id,
    type: 'seal-key-revoked',
    body: { at },
  });
}

/** The only way a fact changes a key. Throws on a fact that cannot follow. */
export function evolveKey(known: SealKey | undefined, event: SealKeyEvents): SealKey {
  if (event.type === 'seal-key-registered')
    return { id: event.subject, ...event.body, revokedAt: null };
  if (known === undefined) throw new Error('revoked, but never registered');
  return { ...known, revokedAt: event.body.at };
}

/** Whether a key proves a record heard at this time, by our clock. */
export function isInForce(key: SealKey, receivedAt: Instant): boolean {
  if (key.revokedAt !== null && key.revokedAt <= receivedAt) return false;
  return key.validFrom <= receivedAt && (key.validUntil === null || receivedAt < key.validUntil);
}
