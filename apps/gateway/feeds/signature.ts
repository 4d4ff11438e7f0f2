// HTTP Message Signatures (RFC 9421) in the one profile that feeds use: Ed25519, over the method, the path and the
// digest of the body (RFC 9530) at least, each used once. What is looser is refused, not guessed at.
import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { DoorCode } from '@lakiri/feeds';
import { addMs, type Instant, instant, SECOND_MS } from '@lakiri/kit';
import {
  type InnerList,
  isInnerList,
  type Parameters,
  parseDictionary,
  serializeInnerList,
} from 'structured-headers';

/** What a signature is over, as it came: `headers` by lower-case name. */
export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

export type Verified = {
  readonly keyId: string;
  readonly nonce: string;
  /** When the signature is too old anyway, and its nonce may be forgotten. */
  readonly until: Instant;
};
export type NotVerified = { readonly code: DoorCode; readonly detail: string };

/** A request that was longer on its way than this was kept by somebody. */
const AGE_MS_MAX = 300 * SECOND_MS;
/** Clocks of servers are kept by NTP; a minute is generous. */
const AHEAD_MS_MAX = 60 * SECOND_MS;
const NONCE = /^[ -~]{16,100}$/;
const REQUIRED = ['@method', '@path', 'content-digest'] as const;
/** One covered twice over is no more covered. */
const COMPONENTS_MAX = 16;

const no = (code: DoorCode, detail: string): NotVerified => ({ code, detail });

/**
 * Checks the one signature of a request under the keys that `keyOf` gives (hex of 32 bytes). Whether its nonce was
 * used before is the caller's to ask.
 */
export function verifyRequest(
  request: SignedRequest,
  keyOf: (keyId: string) => string | undefined,
  now: Instant,
): Verified | NotVerified {
  const read = readSignature(request.headers);
  if ('code' in read) return read;
  const { input, value, params } = read;
  if (now > params.until || params.created > addMs(now, AHEAD_MS_MAX))
    return no('signature-expired', `created ${params.created}, and our time is ${now}`);
  const publicKey = keyOf(params.keyId);
  if (publicKey === undefined) return no('unknown-key', params.keyId.slice(0, 60));
  const wrong = checkDigest(request);
  if (wrong !== undefined) return wrong;
  const base = signatureBase(input, request);
  if (typeof base !== 'string') return base;
  if (!verify(null, Buffer.from(base), ed25519(publicKey), new Uint8Array(value)))
    return no('signature-wrong', params.keyId.slice(0, 60));
  return { keyId: params.keyId, nonce: params.nonce, until: params.until };
}

type Params = {
  readonly keyId: string;
  readonly nonce: string;
  readonly created: Instant;
  readonly until: Instant;
};
type Read = { readonly input: InnerList; readonly value: ArrayBuffer; readonly params: Params };

function readSignature(headers: SignedRequest['headers']): Read | NotVerified {
  const { signature, 'signature-input': inputs } = headers;
  if (signature === undefined || inputs === undefined)
    return no('not-signed', 'Signature and Signature-Input are needed');
  const values = dictionary(signature);
  const all = dictionary(inputs);
  if (values?.size !== 1 || all?.size !== 1)
    return no('signature-malformed', 'one signature is needed, and no more');
  const [[label, input]] = [...all] as [[string, unknown]];
  const value = (values.get(label) as readonly [unknown] | undefined)?.[0];
  if (!isInnerList(input as InnerList) || !(value instanceof ArrayBuffer))
    return no('signature-malformed', 'Signature-Input is an inner list, Signature its bytes');
  const list = input as InnerList;
  const params = readParams(list[1]);
  if ('code' in params) return params;
  return { input: list, value, params };
}

function readParams(params: Parameters): Params | NotVerified {
  const [keyId, nonce, alg] = ['keyid', 'nonce', 'alg'].map((name) => params.get(name));
  const created = secondsOf(params.get('created'));
  const expires = params.has('expires') ? secondsOf(params.get('expires')) : null;
  if (typeof keyId !== 'string') return no('signature-malformed', 'keyid is needed');
  if (typeof nonce !== 'string' || !NONCE.test(nonce))
    return no('signature-malformed', 'a nonce of 16 to 100 characters is needed');
  if (created === undefined || expires === undefined)
    return no('signature-malformed', 'created is needed, in seconds, and so is expires if given');
  if (alg !== undefined && alg !== 'ed25519') return no('signature-malformed', 'alg is ed25519');
  const oldest = addMs(created, AGE_MS_MAX);
  const until = expires === null || expires > oldest ? oldest : expires;
  return { keyId, nonce, created, until };
}

function secondsOf(value: unknown): Instant | undefined {
  return typeof value === 'number' ? instant(value * SECOND_MS) : undefined;
}

function dictionary(text: string): ReturnType<typeof parseDictionary> | undefined {
  try {
    return parseDictionary(text);
  } catch {
    return undefined; // its ParseError: no structured field (RFC 9651)
  }
}

const HASHES = { 'sha-256': 'sha256', 'sha-512': 'sha512' } as const;

/** Every digest that we know must hold, and there must be one. */
function checkDigest({ headers, body }: SignedRequest): NotVerified | undefined {
  const { 'content-digest': field } = headers;
  const digests = field === undefined ? undefined : dictionary(field);
  let held = 0;
  for (const [name, hash] of Object.entries(HASHES)) {
    const item = digests?.get(name);
    if (item === undefined) continue;
    const [said] = item;
    const is = createHash(hash).update(body).digest();
    if (!(said instanceof ArrayBuffer) || said.byteLength !== is.length)
      return no('digest-wrong', name);
    if (!timingSafeEqual(new Uint8Array(said), is)) return no('digest-wrong', name);
    held++;
  }
  return held > 0 ? undefined : no('digest-wrong', 'sha-256 or sha-512 is needed');
}

/** §2.5: one line for each component, and the parameters last. */
function signatureBase(input: InnerList, request: SignedRequest): string | NotVerified {
  const names = input[0].map(([name, params]) => (params.size === 0 ? name : undefined));
  if (names.length > COMPONENTS_MAX || new Set(names).size !== names.length)
    return no('signature-malformed', 'each component is covered once');
  for (const name of REQUIRED)
    if (!names.includes(name)) return no('signature-uncovered', `${name} is not covered`);
  const lines: string[] = [];
  for (const name of names) {
    const value = typeof name === 'string' ? componentOf(name, request) : undefined;
    if (value === undefined)
      return no('signature-malformed', `${String(name).slice(0, 60)} cannot be covered`);
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n');
}

const FIELD = /^[a-z0-9-]+$/;

function componentOf(name: string, request: SignedRequest): string | undefined {
  if (name === '@method') return request.method;
  if (name === '@path') return request.path;
  if (name === '@authority') return request.authority;
  return FIELD.test(name) ? request.headers[name]?.trim() : undefined;
}

/** What DER puts before the 32 bytes of an Ed25519 key (RFC 8410 §4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Of the hex of its 32 bytes. */
export function ed25519(publicKey: string): KeyObject {
  const key = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'hex')]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}
