// What a time-stamping authority answered, checked before it is kept: that it stamped what was asked, for this
// question, and that the certificate it names signed it. RFC 3161 §2.4.2, RFC 5652 §5.4, RFC 5816.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { type Instant, instant } from '@lakiri/kit';
import { SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { id_ct_tstInfo, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import { SHA256_OID } from './query.ts';

export type ReplyRefusal =
  | 'reply-malformed'
  | 'authority-refused'
  | 'stamped-something-else'
  | 'another-nonce'
  | 'no-certificate'
  | 'not-a-time-stamping-certificate'
  | 'certificate-out-of-date'
  | 'signature-wrong'
  | 'authority-not-trusted';

export type TimeStamp = {
  readonly refused?: never;
  /** The authority's own clock. */
  readonly stampedAt: Instant;
  /** The subject of its certificate. */
  readonly authority: string;
};
type Refused = { readonly refused: ReplyRefusal };

export type Asked = {
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
  /** The certificates of authorities that the operator trusts; `undefined`: none was named, the chain is not looked at. */
  readonly trusted: readonly X509Certificate[] | undefined;
};

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATES = [
  { oid: '1.2.840.113549.1.9.16.2.47', digest: 'sha256' }, // RFC 5816
  { oid: '1.2.840.113549.1.9.16.2.12', digest: 'sha1' }, // RFC 3161
] as const;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'; // RFC 3161 §2.3
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256_OID]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** Signature algorithms that name their digest themselves; RSA alone takes the signer's digest. */
const SIGNATURE_DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const CHAIN_MAX = 8; // real ones have three

/** Total: a stamp that holds, or why it is not kept. */
export function checkReply(reply: Uint8Array, asked: Asked): TimeStamp | Refused {
  try {
    return check(reply, asked);
  } catch {
    return { refused: 'reply-malformed' }; // the decoder throws on bytes that are no such structure
  }
}

function check(reply: Uint8Array, asked: Asked): TimeStamp | Refused {
  const { status, timeStampToken } = AsnConvert.parse(reply, TimeStampResp);
  if (status.status > 1 || timeStampToken === undefined) return { refused: 'authority-refused' };
  if (timeStampToken.contentType !== SIGNED_DATA) return { refused: 'reply-malformed' };
  const signed = AsnConvert.parse(timeStampToken.content, SignedData);
  const content = signed.encapContentInfo.eContent?.single;
  if (signed.encapContentInfo.eContentType !== id_ct_tstInfo || content === undefined)
    return { refused: 'reply-malformed' };
  const bytes = new Uint8Array(content.buffer);
  const info = AsnConvert.parse(bytes, TSTInfo);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithm !== SHA256_OID || !same(hashedMessage.buffer, asked.imprint))
    return { refused: 'stamped-something-else' };
  if (info.nonce === undefined || !sameInteger(info.nonce, asked.nonce))
    return { refused: 'another-nonce' };
  const stampedAt = instant(info.genTime.getTime());
  if (stampedAt === undefined) return { refused: 'reply-malformed' };
  const certificates = (signed.certificates ?? []).flatMap(({ certificate }) =>
    certificate === undefined ? [] : [new X509Certificate(exactly(certificate, reply))],
  );
  const [signer, second] = signed.signerInfos;
  if (signer === undefined || second !== undefined) return { refused: 'reply-malformed' };
  return checkSigner({ signer, bytes, certificates, stampedAt, reply }, asked);
}

type Signed = {
  readonly signer: SignerInfo;
  /** The signed content. */
  readonly bytes: Uint8Array;
  readonly certificates: readonly X509Certificate[];
  readonly stampedAt: Instant;
  readonly reply: Uint8Array;
};

/**
 * The DER of a part of the reply. Throws when the reply does not hold these very bytes: the decoder is
 * lenient, and what it mends others refuse.
 */
function exactly(part: unknown, reply: Uint8Array): Buffer {
  const der = Buffer.from(AsnConvert.serialize(part));
  if (!Buffer.from(reply).includes(der)) throw new RangeError('not DER');
  return der;
}

function checkSigner(
  { signer, bytes, certificates, stampedAt, reply }: Signed,
  { trusted }: Asked,
): TimeStamp | Refused {
  const known = [...certificates, ...(trusted ?? [])];
  const certificate = known.find((one) => isNamed(signer, one));
  if (certificate === undefined) return { refused: 'no-certificate' };
  if (!(certificate.keyUsage ?? []).includes(TIME_STAMPING))
    return { refused: 'not-a-time-stamping-certificate' };
  if (!wasValid(certificate, stampedAt)) return { refused: 'certificate-out-of-date' };
  exactly(signer, reply);
  if (!isSignedBy(signer, bytes, certificate)) return { refused: 'signature-wrong' };
  if (trusted !== undefined && !isTrusted(certificate, { known, trusted, stampedAt }))
    return { refused: 'authority-not-trusted' };
  return { stampedAt, authority: certificate.subject.replaceAll('\n', ', ') };
}

/** The signature says by a hash which certificate it is to be checked with (RFC 5816 §2.2.1). */
function isNamed(signer: SignerInfo, certificate: X509Certificate): boolean {
  const { issuerAndSerialNumber: by, subjectKeyIdentifier: key } = signer.sid;
  const names =
    by === undefined ? [key?.buffer] : [AsnConvert.serialize(by.issuer), by.serialNumber];
  if (!names.every((name) => name !== undefined && certificate.raw.includes(Buffer.from(name))))
    return false;
  return SIGNING_CERTIFICATES.some(({ oid, digest }) => {
    const value = attribute(signer, oid);
    const hash = createHash(digest).update(certificate.raw).digest();
    return value?.includes(Buffer.concat([Uint8Array.of(0x04, hash.length), hash])) ?? false;
  });
}

function isSignedBy(signer: SignerInfo, bytes: Uint8Array, by: X509Certificate): boolean {
  const digest = DIGESTS[signer.digestAlgorithm.algorithm];
  if (digest === undefined) return false;
  const told = attribute(signer, MESSAGE_DIGEST);
  const type = attribute(signer, CONTENT_TYPE);
  const hash = createHash(digest).update(bytes).digest();
  if (told === undefined || type === undefined) return false;
  if (!told.subarray(2).equals(hash) || !type.equals(TST_INFO_DER)) return false;
  const algorithm = SIGNATURE_DIGESTS[signer.signatureAlgorithm.algorithm] ?? digest;
  return verify(algorithm, signedPart(signer), by.publicKey, Buffer.from(signer.signature.buffer));
}

/** RFC 5652 §5.4: the attributes are signed as a SET OF, not under the tag that they travel with. */
function signedPart({ signedAttrs = [] }: SignerInfo): Buffer {
  const all = Buffer.concat(signedAttrs.map((one) => Buffer.from(AsnConvert.serialize(one))));
  const { length } = all;
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(0x31, ...header), all]);
}

const TST_INFO_DER = Buffer.from('060b2a864886f70d0109100104', 'hex');

/** The one value of a signed attribute, as DER. */
function attribute(signer: SignerInfo, oid: string): Buffer | undefined {
  const found = signer.signedAttrs?.filter(({ attrType }) => attrType === oid) ?? [];
  const value = found.length === 1 ? found[0]?.attrValues[0] : undefined;
  return value === undefined ? undefined : Buffer.from(value);
}

type Chain = {
  readonly known: readonly X509Certificate[];
  readonly trusted: readonly X509Certificate[];
  readonly stampedAt: Instant;
};

/** Whether issuers lead from the certificate to one that the operator named. */
function isTrusted(certificate: X509Certificate, { known, trusted, stampedAt }: Chain): boolean {
  let at = certificate;
  for (let step = 0; step < CHAIN_MAX; step++) {
    if (trusted.some(({ fingerprint256 }) => fingerprint256 === at.fingerprint256)) return true;
    const below = at;
    const issuer = known.find((one) => one.ca && wasValid(one, stampedAt) && isIssuer(one, below));
    if (issuer === undefined || issuer === below) return false;
    at = issuer;
  }
  return false;
}

function isIssuer(issuer: X509Certificate, of: X509Certificate): boolean {
  return of.checkIssued(issuer) && of.verify(issuer.publicKey);
}

function wasValid({ validFromDate, validToDate }: X509Certificate, at: Instant): boolean {
  return validFromDate.getTime() <= at && at <= validToDate.getTime();
}

function same(one: ArrayBuffer | Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one as Uint8Array).equals(other);
}

/** A nonce is an integer: leading zeros come and go. */
function sameInteger(one: ArrayBuffer, other: Uint8Array): boolean {
  const bare = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/^0+/, '');
  return bare(new Uint8Array(one)) === bare(other);
}
