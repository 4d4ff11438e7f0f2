// Before the first signature after a start: a database that was restored from an old backup does not know what it has
// signed since, but its witnesses do.
import { type Policy, quorumHolds } from '@lakiri/evidence';
import type { Proven } from '../witness-port.ts';
import {
  askPeer,
  contradictionOf,
  type Outcome,
  type PeerCosignature,
  type Question,
} from './exchange.ts';
import { nameOf, type Peer } from './peer.ts';

export type Hearing = {
  readonly proven: Proven;
  readonly cosignatures: readonly PeerCosignature[];
};

/**
 * Asks all witnesses. Enough are heard when those that are not could not have witnessed anything among
 * themselves; of a quorum of k of n that is n − k + 1. One that shows more than the database has, under this log's own
 * signature, is enough to refuse.
 */
export async function hear(
  policy: Policy,
  peers: readonly Peer[],
  question: Omit<Question, 'knownSize'>,
): Promise<Hearing> {
  const answers = await Promise.all(
    peers.map((peer) => hearOne(peer, { ...question, knownSize: 0 })),
  );
  const cosignatures = answers.flatMap((answer) => answer.cosignatures);
  const contradictions = answers.flatMap((answer) => answer.contradiction ?? []);
  if (contradictions.length > 0) {
    const reason = `${contradictions.join('; ')}. The database was restored from an old backup, or the log's key has signed elsewhere. See docs/operations.md, "refuses to sign"`;
    return { proven: { proven: false, reason }, cosignatures: [] };
  }
  const heard = new Set(cosignatures.map(({ witness }) => witness));
  const unheard = policy.witnesses.filter(({ name }) => !heard.has(name));
  const names = unheard.map(({ name }) => name);
  if (policy.quorum === 'none' || !quorumHolds(policy, names))
    return { proven: { proven: true }, cosignatures };
  const why = answers.flatMap((answer) => answer.silence ?? []).join('; ');
  const reason = `too few witnesses answer to know that the database is not an old one (${heard.size} of ${policy.witnesses.length}): ${why}`;
  return { proven: { proven: false, reason }, cosignatures };
}

type Heard = {
  readonly cosignatures: readonly PeerCosignature[];
  readonly contradiction?: string;
  /** Why it does not count. */
  readonly silence?: string;
};

async function hearOne(peer: Peer, question: Question): Promise<Heard> {
  const outcome = await askPeer(peer, question);
  if (outcome.kind === 'cosigned') return { cosignatures: outcome.cosignatures };
  const name = nameOf(peer);
  const silence = `${name}: ${inWords(outcome)}`;
  if (outcome.kind !== 'ahead' && outcome.kind !== 'contradicts')
    return { cosignatures: [], silence };
  const contradiction = await contradictionOf(peer, question);
  if (contradiction === undefined)
    return {
      cosignatures: [],
      silence: `${silence}, and it shows no checkpoint of ours that says so`,
    };
  return { cosignatures: [], contradiction: `witness ${name}: ${contradiction}` };
}

/** Why a witness did not cosign. */
export function inWords(outcome: Exclude<Outcome, { kind: 'cosigned' }>): string {
  switch (outcome.kind) {
    case 'ahead':
      return `it says that it has seen ${outcome.size} entries`;
    case 'contradicts':
      return `it says that this is not what it has seen before (${outcome.reason})`;
    case 'refused':
      return `it answers ${outcome.reason}`;
    case 'down':
      return `it does not answer (${outcome.reason})`;
    case 'lying':
      return `its answer cannot be believed (${outcome.reason})`;
  }
}
