// The dialect in which each record names the one before it, is counted, and is proved by a key: half of a fleet by a secret
// shared with the node (T2), half by a signature (T3).
import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type Signer, signRecord } from '@lakiri/protocol-lakiri';
import { placeOfFrame, type Track } from '../track.ts';
import {
  type AnswerReader,
  type FleetClock,
  type FleetSpeech,
  putBytes,
  SATELLITES,
  SPEED_KMH,
} from '../voice.ts';

const KEY_ID = Uint8Array.of(1);
const BATTERY_PCT = 87;
const ALTITUDE_M = 17;
const ODOMETER_M = 1_204_000;
const HASH_BYTES = 32;
/** A session sends again what is not acknowledged: never as many records as these behind the newest. */
const KEPT_HASHES = 256;
/** RFC 8410: what stands before the 32 bytes of an Ed25519 key, secret and public. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_BYTES = 12;

/** By what the node checks a seal of a fleet: what would be registered for it. */
export type FleetKey = {
  /** In hex, as it is registered. */
  readonly keyId: string;
  readonly kind: 'mac' | 'signature';
  /** The shared secret, or the public key. */
  readonly material: Uint8Array;
};

/** From its name alone, so that whoever prepares a node for a load knows it. No key of a real seal is made so. */
export function fleetKeyOf(wireId: string): FleetKey {
  const secret = secretOf(wireId);
  const keyId = Buffer.from(KEY_ID).toString('hex');
  if (isShared(wireId)) return { keyId, kind: 'mac', material: secret };
  const spki = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' });
  return { keyId, kind: 'signature', material: new Uint8Array(spki.subarray(SPKI_BYTES)) };
}

function secretOf(wireId: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`lakiri fleet ${wireId}`).digest());
}

function isShared(wireId: string): boolean {
  return Number(wireId.at(-1)) % 2 === 0;
}

function privateKey(secret: Uint8Array) {
  const key = Buffer.concat([PKCS8, secret]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** By the platform's own cryptography: a load signs faster than one machine checks. */
function signerOf(wireId: string): Signer {
  const secret = secretOf(wireId);
  if (isShared(wireId))
    return {
      ...{ by: 'mac', algorithm: 'HS256', keyId: KEY_ID },
      sign: (bytes) => new Uint8Array(createHmac('sha256', secret).update(bytes).digest()),
    };
  const key = privateKey(secret);
  return {
    ...{ by: 'signature', algorithm: 'EdDSA', keyId: KEY_ID },
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

export function lakiriSpeech(clock: FleetClock): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: 512,
    voiceOf: ({ wireId, track }) => {
      const log = logOf(wireId, track, clock);
      return {
        login: undefined,
        put: (target, at, { k, stored, cut }) => putBytes(target, at, log(k, cut).frame(stored)),
        listen: () => readLakiri,
      };
    },
  };
}

/** Records by their counters. Any of the newest may be asked for again, and is the same then. */
function logOf(device: string, track: Track, clock: FleetClock) {
  const signer = signerOf(device);
  const hashes = new Uint8Array(KEPT_HASHES * HASH_BYTES);
  let newest = -1;
  const slot = (k: number): Uint8Array => {
    const at = (k % KEPT_HASHES) * HASH_BYTES;
    return hashes.subarray(at, at + HASH_BYTES);
  };
  return (k: number, cut: boolean) => {
    if (k > newest + 1 || k <= newest - KEPT_HASHES)
      throw new RangeError(`record ${k} does not follow on ${newest}`);
    const { lat, lon, courseDeg } = placeOfFrame(track, k);
    const record = signRecord(
      {
        ...{ device, boot: 1, counter: k, commands: 0, occurredAt: clock(k) },
        previous: k === 0 ? null : slot(k - 1).slice(),
        place: {
          ...{ fix: 'gnss', lat, lon, courseDeg, speedKmh: SPEED_KMH },
          ...{ altitudeM: ALTITUDE_M, satellites: SATELLITES },
        },
        bits: { motorLocked: true, ropeInserted: true, ropeCut: cut },
        batteryPct: BATTERY_PCT,
        odometerM: ODOMETER_M,
      },
      signer,
    );
    slot(k).set(record.hash);
    newest = Math.max(newest, k);
    return record;
  };
}

/** `LK`, the length in two bytes, and `[1, boot, counter]`: whatever the counter takes, its low byte is the last. */
const HEAD_BYTES = 4;
const STORED = 1;

const readLakiri: AnswerReader = (bytes, from, { to, heard }) => {
  if (to - from < HEAD_BYTES) return from;
  const end = from + HEAD_BYTES + (bytes[from + 2] ?? 0) * 256 + (bytes[from + 3] ?? 0);
  if (end > to) return from;
  if (bytes[from + HEAD_BYTES + 1] === STORED) heard.stored(bytes[end - 1] ?? 0);
  return end;
};
