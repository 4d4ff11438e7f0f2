import type { Instant } from '@lakiri/kit';

/** What the node says of a raw frame that its bytes do not say. */
export type AboutFrame = {
  readonly sealId: string;
  readonly dialect: string;
  readonly receivedAt: Instant;
  readonly verdict: string;
};

/**
 * A frame may carry neither its seal (a login does) nor when it came: so the batch's fact has a second
 * Merkle root, over one such text for each frame, at the frame's own position. Evidence: never to be
 * written otherwise. Separated by spaces, which none of the four contains: verdicts are codes.
 */
export function aboutFrame({ sealId, dialect, receivedAt, verdict }: AboutFrame): Uint8Array {
  return Buffer.from(`${sealId} ${dialect} ${receivedAt} ${verdict}`, 'utf8');
}
