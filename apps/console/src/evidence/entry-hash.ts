import { leafHash } from '@lakiri/evidence';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Whether a hash (hex) is the leaf of an entry's text (RFC 6962 §2.1): computed here, from what is shown. */
export function isLeafOf(entry: string, leaf: string): boolean {
  return bytesToHex(leafHash(new TextEncoder().encode(entry), sha256)) === leaf.toLowerCase();
}
