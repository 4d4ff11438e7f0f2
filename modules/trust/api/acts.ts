import { accept, type Decision, type Id, type Instant, type Json } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId, saltedHash } from '@lakiri/platform/facts';
import { type KeyChange, noteKey, type Seal, type SealEvents, type SealId } from '@lakiri/seals';
import {
  type LiftRefusal,
  lifted,
  liftQuarantine,
  registerKey,
  revokeKey,
  type SealKey,
  type SealKeyEvents,
  type SealKeyKind,
  type SealKeyRefusal,
  type Suspicion,
} from '../core/index.ts';
import {
  keepLiftReason,
  keysOf,
  loadSuspicions,
  materialHash,
  replaceSuspicion,
  sealKeyAggregate,
  sealSecret,
} from '../store/index.ts';
import type { TrustDeps } from './deps.ts';

type Asking = { readonly viewer: Viewer; readonly key: string | undefined; readonly seal: SealId };

const keyed = (key: string | undefined, request: Json) =>
  key === undefined ? {} : { key: { id: key, request } };

type Lifting = { readonly seal: Seal | undefined; readonly suspicion: Suspicion | undefined };

/** A person takes the seal's word again, and says why. */
export function lift(
  deps: TrustDeps,
  { viewer, key, seal: id, reason: text }: Asking & { readonly reason: string },
): Promise<Done<LiftRefusal>> {
  const at = deps.now();
  const { hash: sha256, salt } = saltedHash(text);
  return execute<Lifting, SealEvents, LiftRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    ...keyed(key, { lift: id, reason: text }),
    aggregates: { seal: deps.sealAggregate },
    load: async (tx) => ({
      seal: (await deps.sealAggregate.find(tx, id))?.state,
      suspicion: (await loadSuspicions(tx, [id])).get(id),
    }),
    decide: (loaded) =>
      liftQuarantine({ ...loaded, reason: { text, sha256 }, by: viewer.person.id, at }),
    also: async (tx) => {
      await replaceSuspicion(tx, id, lifted(at));
      await keepLiftReason(tx, { seal: id, text, sha256, salt, at });
    },
    result: () => ({ seal: id }),
  });
}

export type AddKey = Asking & {
  readonly keyId: string;
  readonly kind: SealKeyKind;
  readonly material: Uint8Array;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
};

/** A shared secret is 256 bits; a public key Ed25519's, or a point of P-256. */
const KEY_BYTES: Readonly<Record<SealKeyKind, readonly number[]>> = {
  mac: [32],
  signature: [32, 33, 65],
};

/** Registers a key. A symmetric one is sealed before anything else sees it. */
export function addKey(deps: TrustDeps, asked: AddKey): Promise<Done<SealKeyRefusal>> {
  const at = deps.now();
  const { viewer, key, seal, keyId, kind, validFrom, validUntil } = asked;
  const material = kind === 'mac' ? sealed(deps, asked.material) : asked.material;
  const id = newId<'SealKey'>(at);
  const about = { seal, keyId, kind, validFrom, validUntil };
  // Of the secret only its hash under our own key would tell a repeat; the name of the key is enough.
  return execute<Loaded, SealKeyEvents | SealEvents, SealKeyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    ...keyed(key, { register: about }),
    aggregates: { 'seal-key': sealKeyAggregate(material), seal: deps.sealAggregate },
    load: async (tx) => ({
      seal: (await deps.sealAggregate.find(tx, seal))?.state,
      keys: await keysOf(tx, seal),
    }),
    decide: ({ seal: known, keys }) =>
      noted(
        known,
        { key: id, change: 'registered', at },
        registerKey({
          ...about,
          id,
          materialSha256: materialHash(material),
          isSealKnown: known !== undefined,
          isSound: KEY_BYTES[kind].includes(asked.material.length),
          isTaken: keys.some((one) => one.keyId === keyId),
        }),
      ),
    result: () => ({ key: id }),
  });
}

function sealed({ sealingKey }: TrustDeps, secret: Uint8Array): Uint8Array {
  if (sealingKey === undefined) throw new Error('LAKIRI_SEAL_SECRET is not set');
  return sealSecret(secret, sealingKey);
}

type Loaded = { readonly seal: Seal | undefined; readonly keys: readonly SealKey[] };
type KeyDecision = Decision<SealKeyEvents, SealKeyRefusal>;

/** With the seal's own version raised: gateways read its keys anew, and the log says from which record on. */
function noted(
  seal: Seal | undefined,
  change: KeyChange,
  decided: KeyDecision,
): Decision<SealKeyEvents | SealEvents, SealKeyRefusal> {
  if (!decided.accepted || seal === undefined) return decided;
  return accept<SealKeyEvents | SealEvents>(...decided.facts, noteKey(seal, change));
}

/** From now on the key proves nothing more. */
export function endKey(
  deps: TrustDeps,
  { viewer, key, seal, keyId }: Asking & { readonly keyId: string },
): Promise<Done<SealKeyRefusal>> {
  const at = deps.now();
  return execute<Loaded, SealKeyEvents | SealEvents, SealKeyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    ...keyed(key, { revoke: seal, keyId }),
    aggregates: { 'seal-key': sealKeyAggregate(), seal: deps.sealAggregate },
    load: async (tx) => ({
      seal: (await deps.sealAggregate.find(tx, seal))?.state,
      keys: await keysOf(tx, seal),
    }),
    decide: ({ seal: known, keys }) => {
      const found = keys.find((one) => one.keyId === keyId);
      const decided = revokeKey(found, at);
      return found === undefined
        ? decided
        : noted(known, { key: found.id, change: 'revoked', at }, decided);
    },
    result: () => ({ seal, keyId }) satisfies { seal: Id; keyId: string },
  });
}
