// Everything that is said with one witness about one checkpoint, and what its answer is worth.
import {
  addSignatures,
  formatAddCheckpoint,
  openCheckpoint,
  sameBytes,
  type Verifier,
} from '@lakiri/evidence';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { LogView, PublishedHead } from '../witness-port.ts';
import { keysOf, type Peer } from './peer.ts';
import { lookUp, type Submitted, submit } from './submit.ts';

/** A witness that tells another size each time is asked no further. */
const TRIES_MAX = 3;
/** All of them together. */
const EXCHANGE_MS_MAX = 15_000;
/** Clocks that are set by the network differ by less; a time beyond is a lie or a broken clock. */
const CLOCK_MS_MAX = 5 * 60_000;
/** Of an answer that is told in words. */
const TOLD_CHARS_MAX = 100;

export type PeerCosignature = {
  /** The witness's name in the policy. */
  readonly witness: string;
  readonly line: string;
  /** The witness's own clock, UTC milliseconds. */
  readonly at: number;
};

export type Outcome =
  | { readonly kind: 'cosigned'; readonly cosignatures: readonly PeerCosignature[] }
  /** It says that it has cosigned more than this checkpoint has. */
  | { readonly kind: 'ahead'; readonly size: number }
  /** It says that this checkpoint does not continue what it cosigned. */
  | { readonly kind: 'contradicts'; readonly reason: string }
  | { readonly kind: 'refused' | 'down' | 'lying'; readonly reason: string };

export type Question = {
  readonly view: LogView;
  readonly logVerifier: Verifier;
  readonly head: PublishedHead;
  /** What the witness is thought to have cosigned last; at first 0. */
  readonly knownSize: number;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly stop: AbortSignal;
};

/** Asks for a cosignature, going by the size that the witness tells. Throws only where our own files are not there. */
export async function askPeer(peer: Peer, question: Question): Promise<Outcome> {
  const { view, head } = question;
  const stop = AbortSignal.any([question.stop, AbortSignal.timeout(EXCHANGE_MS_MAX)]);
  let oldSize = Math.min(question.knownSize, head.size);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const proof = oldSize === 0 ? [] : await view.consistencyProof(oldSize, head.size);
    const body = formatAddCheckpoint({ oldSize, proof, note: head.checkpoint });
    const answer = await submit(peer.url, body, stop);
    if (answer.answered && answer.status === 200) return verified(peer, answer.text, question);
    const next = sizeToldBy(answer, oldSize, head.size);
    if (typeof next !== 'number') return next;
    oldSize = next;
  }
  return { kind: 'lying', reason: 'it tells another size each time' };
}

/** The size from which to ask again, or what came of it. */
function sizeToldBy(answer: Submitted, asked: number, headSize: number): number | Outcome {
  if (!answer.answered) return { kind: 'down', reason: answer.reason };
  const { status, type, text } = answer;
  if (status === 422) return { kind: 'contradicts', reason: told(text) };
  const size = status === 409 ? sizeOf(type, text) : undefined;
  if (size === undefined) return { kind: 'refused', reason: `${status} ${told(text)}` };
  if (size > headSize) return { kind: 'ahead', size };
  return size === asked
    ? { kind: 'lying', reason: `409 with the size ${size}, from which it was asked` }
    : size;
}

/**
 * Proof, in words, that this log has signed what the head does not hold: the witness shows a checkpoint under our own
 * signature. Nothing where it shows none: a witness's word alone stops nobody.
 */
export async function contradictionOf(peer: Peer, question: Question): Promise<string | undefined> {
  const { view, logVerifier, head, stop } = question;
  const name = sha256Hex(view.log.origin);
  const answer = await lookUp(peer.url, name, stop);
  if (!answer.answered || answer.status !== 200) return undefined;
  const shown = openCheckpoint(answer.text, logVerifier);
  if (!shown.opened) return undefined;
  const { size, root } = shown.checkpoint;
  if (size > head.size)
    return `it shows a checkpoint of this log with ${size} entries, and the database has ${head.size}`;
  const ours = size === head.size ? head.root : await view.rootAt(size);
  return sameBytes(root, ours)
    ? undefined
    : `it shows another history of this log's first ${size} entries, under this log's signature`;
}

function verified(peer: Peer, text: string, question: Question): Outcome {
  const { head, logVerifier, now } = question;
  const lines = text.split('\n').filter((line) => line !== '');
  const opened = openCheckpoint(addSignatures(head.checkpoint, lines), logVerifier, keysOf(peer));
  if (!opened.opened) return { kind: 'lying', reason: `its answer is refused: ${opened.code}` };
  const found = new Map<string, PeerCosignature>();
  let skewMs: number | undefined;
  for (const { name, keyId, line, time } of opened.cosignatures) {
    const at = time * 1_000;
    if (Math.abs(at - now()) > CLOCK_MS_MAX) skewMs = at - now();
    const witness = peer.witnesses.find(
      ({ verifier }) => verifier.name === name && verifier.keyId === keyId,
    );
    if (witness !== undefined) found.set(witness.name, { witness: witness.name, line, at });
  }
  if (skewMs !== undefined)
    return {
      kind: 'lying',
      reason: `its clock and ours are ${Math.round(skewMs / 1_000)} s apart`,
    };
  if (found.size === 0) return { kind: 'lying', reason: 'no cosignature of its key in its answer' };
  return { kind: 'cosigned', cosignatures: [...found.values()] };
}

function sizeOf(type: string, text: string): number | undefined {
  if (!/^text\/x\.tlog\.size *(;|$)/.test(type) || !/^(0|[1-9]\d{0,15})\n$/.test(text))
    return undefined;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** What a witness wrote, fit for a log and a screen. */
function told(text: string): string {
  return text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, TOLD_CHARS_MAX);
}
