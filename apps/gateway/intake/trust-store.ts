import type { Sql } from '@lakiri/platform/sql';
import { type PeerSeen, savePeers, saveSuspicions } from '@lakiri/trust/store';
import type { Recorder } from './facts.ts';
import type { FoldedBatch, Prepared } from './fold-batch.ts';
import { Connections, Sightings } from './trust-witness.ts';

/** What the lanes know of who brings their frames. */
export type LaneTrust = {
  readonly connections: Connections;
  readonly sightings: Sightings;
};

/** Of one gateway, for all its lanes: a seal is in one, and what a connection speaks for may be in two. */
export function trustOf(): LaneTrust {
  const connections = new Connections();
  return { connections, sightings: new Sightings(connections) };
}

type Doubts = {
  readonly trust: LaneTrust;
  readonly recorder: Recorder;
  readonly batch: FoldedBatch;
  readonly prepared: readonly Prepared[];
};

/** Suspicions that changed; and of a seal in whose name two speak, by which connections they do. */
export async function storeDoubts(tx: Sql, doubts: Doubts): Promise<void> {
  const { batch, recorder } = doubts;
  await saveSuspicions(tx, batch.suspicions);
  const doubted = [...batch.quarantines, ...[...batch.unproven].flatMap(told(doubts))];
  const seen = doubted.map(({ sealId }) => [sealId, peersOf(doubts, sealId)] as const);
  await savePeers(tx, recorder.actor, new Map(seen));
}

/** Its seal, where people are told of it. */
const told =
  ({ batch, prepared }: Doubts) =>
  (item: Prepared['item']) =>
    prepared.filter((one) => one.item === item && batch.suspicions.has(one.sealId));

function peersOf({ trust, prepared }: Doubts, sealId: string): Omit<PeerSeen, 'process'>[] {
  const known = trust.sightings.get(sealId);
  const before = known === undefined ? [] : [known.current, ...known.others];
  const now = prepared
    .filter((one) => one.sealId === sealId)
    .map(({ item }) => ({ peer: item.connection.peer, at: item.receivedAt }));
  const all = [...now.reverse(), ...before].map(({ peer, at }) => ({ peer, at }));
  return all.filter(({ peer }, at) => all.findIndex((one) => one.peer === peer) === at);
}
