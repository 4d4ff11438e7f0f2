// The leaf of a raw frame under the root of its intake batch.
import { leafHash, nodeHash, type Sha256 } from './merkle.ts';

export type KeptBytes = {
  /** As they came; where they held a password, with that blanked. */
  readonly bytes: Uint8Array;
  /** Leaf hash of the sealed original (RFC 6962 §2.1); `null` where nothing had to be blanked. */
  readonly sealed: Uint8Array | null;
};

/**
 * A frame with a password is proved by what is shown of it and by its sealed original. The original's own hash
 * would give the password away: it has six digits, and whoever has the rest of the frame tries them all in a second.
 */
export function frameLeaf({ bytes, sealed }: KeptBytes, sha256: Sha256): Uint8Array {
  const shown = leafHash(bytes, sha256);
  return sealed === null ? shown : nodeHash(shown, sealed, sha256);
}
