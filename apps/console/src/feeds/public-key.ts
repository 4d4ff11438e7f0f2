const HEX = /^[0-9a-f]{64}$/i;
/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, 4). */
const SPKI = '302a300506032b6570032100';

/**
 * The 32 bytes of an Ed25519 public key in hexadecimal, as the centre wants it, from what vendors hand over: hexadecimal
 * with or without colons, base64, or a PEM file. `undefined` where it is none of these.
 */
export function publicKeyIn(text: string): string | undefined {
  const bare = text.replaceAll(/-----[A-Z ]+-----/g, '').replaceAll(/[\s:]/g, '');
  if (HEX.test(bare)) return bare.toLowerCase();
  const hex = hexOfBase64(bare);
  if (hex === undefined) return undefined;
  const key = hex.startsWith(SPKI) ? hex.slice(SPKI.length) : hex;
  return HEX.test(key) ? key : undefined;
}

function hexOfBase64(text: string): string | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]{42,}={0,2}$/.test(standard)) return undefined;
  try {
    return [...atob(standard)]
      .map((char) => char.charCodeAt(0).toString(16).padStart(2, '0'))
      .join('');
  } catch {
    return undefined;
  }
}
