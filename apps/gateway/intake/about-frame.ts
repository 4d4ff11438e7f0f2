import type { Instant } from '@lakiri/kit';

/** What the node says of a raw frame that its bytes do not say. */
export type AboutFrame = {
  readonly sealId: string;
  readonly dialect: string;
  readonly receivedAt: Instant;
  readonly verdict: string;
  /** Who stood between the device and us; null where nobody did. */
  readonly origin: string | null;
};

/**
 * A frame may carry neither its seal (a login does) nor when it came: so the batch's fact has a second
 * Merkle root, over one such text for each frame, at the frame's own position. Evidence: never to be
 * written otherwise. Separated by spaces, which none of them contains: verdicts are codes. An origin is a word
 * more, so that what a device brought itself reads as it always did.
 */
export function aboutFrame(about: AboutFrame): Uint8Array {
  const { sealId, dialect, receivedAt, verdict, origin } = about;
  const through = origin === null ? '' : ` ${origin}`;
  return Buffer.from(`${sealId} ${dialect} ${receivedAt} ${verdict}${through}`, 'utf8');
}
