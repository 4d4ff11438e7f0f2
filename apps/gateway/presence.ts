// Which seals can be spoken to from this process, and by whom: what an order down to a device needs. Nothing of
// it is history: it is lost with the process, and the next report of a seal gives it back.
import type { Peer } from './connection.ts';
import { CONTEXTS_MAX } from './limits.ts';

/** Whom a part speaks through: the seal and the wire id of its master. */
type Through = { readonly sealId: string; readonly wireId: string };

export type Presence = {
  /** The live peer that last brought a stored frame of this seal. A part has none: see `throughOf`. */
  peerOf(sealId: string): Peer | undefined;
  /** The master whose frame last carried a report of this part. */
  throughOf(sealId: string): Through | undefined;
  /** A frame of the seal is committed. Peers that cannot be sent to (datagrams, feeds) are not kept. */
  heard(sealId: string, peer: Peer): void;
  heardThrough(partId: string, master: Through): void;
  /** The peer is gone, with all that spoke by it. */
  gone(peer: Peer): void;
};

/** Bounded: beyond `seals` the one noted first is forgotten, and can be spoken to after its next report. */
export function presence(seals = CONTEXTS_MAX): Presence {
  const peers = new Map<string, Peer>();
  const sealsOf = new Map<Peer, Set<string>>();
  const throughs = new Map<string, Through>();

  const leave = (sealId: string): void => {
    const peer = peers.get(sealId);
    if (peer === undefined) return;
    peers.delete(sealId);
    const held = sealsOf.get(peer);
    held?.delete(sealId);
    if (held?.size === 0) sealsOf.delete(peer);
  };

  return {
    peerOf: (sealId) => peers.get(sealId),
    throughOf: (sealId) => throughs.get(sealId),
    heard(sealId, peer) {
      if (peer.send === undefined || peers.get(sealId) === peer) return;
      leave(sealId);
      if (peer.isGone?.() === true) return; // its batch was committed after it had left
      peers.set(sealId, peer);
      const held = sealsOf.get(peer);
      if (held === undefined) sealsOf.set(peer, new Set([sealId]));
      else held.add(sealId);
      for (const [oldest] of peers) {
        if (peers.size <= seals) break;
        leave(oldest);
      }
    },
    heardThrough(partId, master) {
      const known = throughs.get(partId);
      if (known?.sealId === master.sealId) return;
      throughs.delete(partId);
      throughs.set(partId, master);
      for (const [oldest] of throughs) {
        if (throughs.size <= seals) break;
        throughs.delete(oldest);
      }
    },
    gone(peer) {
      for (const sealId of sealsOf.get(peer) ?? []) peers.delete(sealId);
      sealsOf.delete(peer);
    },
  };
}
