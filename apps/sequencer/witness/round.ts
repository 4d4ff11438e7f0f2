// Rounds: all witnesses are asked to cosign one and the same checkpoint, so that a quorum is under one. Who fails is
// asked again later, and ever more seldom.
import type { PublishedHead } from '../witness-port.ts';
import type { Outcome, PeerCosignature } from './exchange.ts';
import type { Peer } from './peer.ts';
import { inWords } from './proven.ts';

/** How soon a witness that failed is asked again, and how seldom at last. */
const AGAIN_MS_MIN = 1_000;
const AGAIN_MS_MAX = 60_000;

/** How one peer has done so far. Times by a clock that never jumps, in milliseconds. */
export type Standing = {
  readonly peer: Peer;
  /** What it is thought to have cosigned last. */
  knownSize: number;
  busy: boolean;
  failures: number;
  notBefore: number;
  /** Why it did not cosign last. */
  trouble: string | undefined;
};

export type Round = {
  readonly head: PublishedHead;
  readonly beganAt: number;
  /** By the witness's name in the policy. */
  readonly lines: Map<string, PeerCosignature>;
  quorum: boolean;
};

export function standingOf(peer: Peer): Standing {
  return { peer, knownSize: 0, busy: false, failures: 0, notBefore: 0, trouble: undefined };
}

export function roundOf(head: PublishedHead, beganAt: number): Round {
  return { head, beganAt, lines: new Map(), quorum: false };
}

/** Is it the next checkpoint's turn? Not too soon, and not while somebody may still complete this one's quorum. */
export function isOver(
  { head, beganAt, quorum, lines }: Round,
  next: {
    readonly newest: PublishedHead;
    readonly standings: readonly Standing[];
    readonly at: number;
    readonly everyMs: number;
  },
): boolean {
  if (next.newest.size === head.size || next.at - beganAt < next.everyMs) return false;
  return quorum || next.standings.every(({ busy, peer }) => !busy || hasLine(lines, peer));
}

/** Is this one to be asked now? */
export function isDue({ busy, notBefore, peer }: Standing, { lines }: Round, at: number): boolean {
  return !busy && notBefore <= at && !hasLine(lines, peer);
}

function hasLine(lines: Round['lines'], { witnesses }: Peer): boolean {
  return witnesses.some(({ name }) => lines.has(name));
}

/** What an answer says of who gave it: when it is asked again, from which size on, and why it failed. `chance`: 0 to 1. */
export function judge(
  standing: Standing,
  outcome: Outcome,
  { size, at, chance }: { readonly size: number; readonly at: number; readonly chance: number },
): void {
  standing.busy = false;
  if (outcome.kind === 'cosigned') {
    Object.assign(standing, { knownSize: size, failures: 0, notBefore: 0, trouble: undefined });
    return;
  }
  standing.failures++;
  const waitMs = Math.min(AGAIN_MS_MAX, AGAIN_MS_MIN * 2 ** (standing.failures - 1));
  standing.notBefore = at + waitMs * (0.5 + chance / 2);
  standing.trouble = inWords(outcome);
  if (outcome.kind !== 'down') standing.knownSize = 0; // the size that we thought it has may be the reason
}
