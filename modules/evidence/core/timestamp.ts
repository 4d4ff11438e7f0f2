// RFC 3161 time stamps, as far as the bytes alone go: what was stamped and when. Whether the authority signed it
// needs its certificates, and is the work of `openssl ts -verify`.
import type { Malformed } from '@lakiri/kit';

/** A token with its certificates is 2 to 6 kB; the longest chain known to us stays under a tenth of this. */
const TOKEN_BYTES_MAX = 64 * 1024;

export type Timestamp = {
  /** SHA-256 of what was stamped. */
  readonly imprint: Uint8Array;
  /** UTC, as the authority wrote it, in ISO form. */
  readonly at: string;
};

type Element = {
  readonly tag: number;
  readonly at: number;
  readonly content: Uint8Array;
};

const [INTEGER, OCTETS, OID, TIME, SEQUENCE, SET, EXPLICIT_0] = [2, 4, 6, 0x18, 0x30, 0x31, 0xa0];
const SIGNED_DATA = '2a864886f70d010702'; // 1.2.840.113549.1.7.2, RFC 5652 §5.1
const TST_INFO = '2a864886f70d0109100104'; // 1.2.840.113549.1.9.16.1.4, RFC 3161 §2.4.2
const SHA_256 = '608648016503040201'; // 2.16.840.1.101.3.4.2.1
const GRANTED = new Set([0, 1]); // RFC 3161 §2.4.2: granted, grantedWithMods

/** What a time stamp says: a whole response (RFC 3161 §2.4.2) or its token alone. */
export function parseTimestamp(bytes: Uint8Array): Timestamp | Malformed {
  if (bytes.length > TOKEN_BYTES_MAX) return { code: 'too-long', offset: 0 };
  const whole = elementsOf(bytes);
  const outer = whole?.length === 1 ? inside(whole[0], SEQUENCE) : undefined;
  if (outer === undefined) return { code: 'not-der', offset: 0 };
  const [first, second] = outer;
  if (first?.tag !== SEQUENCE) return tokenOf(outer);
  const status = inside(first, SEQUENCE)?.[0];
  if (status?.tag !== INTEGER || status.content.length !== 1)
    return { code: 'no-status', offset: first.at };
  if (!GRANTED.has(status.content[0] as number)) return { code: 'not-granted', offset: status.at };
  const token = inside(second, SEQUENCE);
  return token === undefined ? { code: 'no-token', offset: first.at } : tokenOf(token);
}

/** ContentInfo → SignedData → encapContentInfo → TSTInfo (RFC 5652 §5.1, §5.2). */
function tokenOf(contentInfo: readonly Element[]): Timestamp | Malformed {
  const none: Malformed = { code: 'no-signed-data', offset: contentInfo[0]?.at ?? 0 };
  if (!isOid(contentInfo[0], SIGNED_DATA)) return none;
  const signed = inside(inside(contentInfo[1], EXPLICIT_0)?.[0], SEQUENCE);
  if (signed?.[1]?.tag !== SET) return none;
  const content = inside(signed[2], SEQUENCE);
  if (!isOid(content?.[0], TST_INFO)) return { code: 'no-time-stamp', offset: none.offset };
  const octets = inside(content?.[1], EXPLICIT_0)?.[0];
  const info = octets?.tag === OCTETS ? elementsOf(octets.content) : undefined;
  const fields = inside(info?.[0], SEQUENCE);
  return fields === undefined ? { code: 'no-time-stamp', offset: none.offset } : infoOf(fields);
}

/** TSTInfo: version, policy, messageImprint, serialNumber, genTime (RFC 3161 §2.4.2). */
function infoOf([, , imprint, , time]: readonly Element[]): Timestamp | Malformed {
  const [algorithm, digest] = inside(imprint, SEQUENCE) ?? [];
  if (!isOid(inside(algorithm, SEQUENCE)?.[0], SHA_256) || digest?.tag !== OCTETS)
    return { code: 'not-sha-256', offset: imprint?.at ?? 0 };
  const at = time?.tag === TIME ? timeOf(time.content) : undefined;
  if (at === undefined) return { code: 'no-time', offset: time?.at ?? 0 };
  return { imprint: digest.content, at };
}

/** GeneralizedTime as RFC 3161 has it: seconds, a fraction without trailing zeros, and Z. */
function timeOf(content: Uint8Array): string | undefined {
  const text = Array.from(content, (byte) => String.fromCharCode(byte)).join('');
  const [, y, mo, d, h, mi, s, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,6})?Z$/.exec(text) ?? [];
  return y === undefined ? undefined : `${y}-${mo}-${d}T${h}:${mi}:${s}${fraction}Z`;
}

function isOid(element: Element | undefined, hex: string): boolean {
  return element?.tag === OID && hexOf(element.content) === hex;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The elements within one that has the tag; `undefined` for another tag or where they make no sense. */
function inside(element: Element | undefined, tag: number): Element[] | undefined {
  if (element?.tag !== tag) return undefined;
  return elementsOf(element.content, element.at);
}

/** DER elements side by side, filling the bytes exactly (X.690 §8.1, §10.1: definite, shortest length). */
function elementsOf(bytes: Uint8Array, base = 0): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag, short] = [bytes[at] as number, bytes[at + 1]];
    if (short === undefined || (tag & 0x1f) === 0x1f) return undefined;
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    if (short === 0x80 || lengthBytes > 3) return undefined;
    let length = lengthBytes === 0 ? short : 0;
    for (const byte of bytes.subarray(at + 2, at + 2 + lengthBytes)) length = length * 256 + byte;
    const from = at + 2 + lengthBytes;
    if (from + length > bytes.length) return undefined;
    elements.push({ tag, at: base + at, content: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return elements;
}
