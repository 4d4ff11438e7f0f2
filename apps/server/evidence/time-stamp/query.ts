import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** SHA-256, RFC 5754 §2.2: the parameters may be left out; authorities in use want them. */
export const SHA256_OID = '2.16.840.1.101.3.4.2.1';
const NULL_PARAMETERS = Uint8Array.of(0x05, 0x00).buffer;

/** A time-stamp query (RFC 3161 §2.4.1) for a SHA-256, asking for the authority's certificate too. */
export function timeStampQuery(imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  const query = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({
        algorithm: SHA256_OID,
        parameters: NULL_PARAMETERS,
      }),
      hashedMessage: new OctetString(imprint),
    }),
    nonce: bufferOf(nonce),
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(query));
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
