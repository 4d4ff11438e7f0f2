// Who brought the frames, as far as that tells a lie. A gateway sees its connections; a verification has only what the
// verdicts say of them.
import { type Instant, MINUTE_MS } from '@lakiri/kit';
import { fold, type Reading } from '@lakiri/seals';
import { claimedAt } from '@lakiri/telemetry';
import {
  type DoubtWhy,
  ELSEWHERE,
  type IdentityNumbers,
  idSwapped,
  isProofLie,
  type Lie,
  lieOf,
  type ProofLie,
  type Sighting,
  see,
  type Told,
  type TrustNumbers,
  toldAgain,
  turnsSince,
  twoPeers,
  twoPlaces,
} from '@lakiri/trust';
import type { Item, Peer } from '../connection.ts';
import { CONTEXTS_MAX } from '../limits.ts';
import type { Context } from './context.ts';
import type { Prepared } from './fold-batch.ts';

/** A frame of a seal whose word is taken, before it is folded. */
export type Asked = {
  readonly prepared: Prepared;
  readonly context: Context;
  readonly told: Told;
  readonly numbers: TrustNumbers;
};

/** Looks at the frames of one batch in their order; nothing is remembered until the batch is kept. */
export type Witness = { lieOf(asked: Asked): WitnessedLie | null };
/** What is no matter of proofs. */
type WitnessedLie = Exclude<Lie, ProofLie>;

/** What the verdicts of kept frames say. */
export function givenWitness(verdict: string): Witness {
  const lie = lieOf(verdict);
  // What a stream's own readings and proofs tell is found again; what their connections told is not.
  const given = lie === null || lie === 'two-tracks' || isProofLie(lie) ? null : lie;
  return { lieOf: () => given };
}

/** A claim that is so far ahead says nothing of what is newest. */
const AHEAD_MS_MAX = 5 * MINUTE_MS;
const NONE: readonly Instant[] = [];

/** What a frame tells as far as it says who speaks. */
export function toldBy({ item, reports }: Prepared, seen: ReadonlySet<string>): Told {
  let fresh: Instant | null = null;
  let again: Instant[] | null = null;
  for (const { report, key } of reports) {
    const at = claimedAt(report);
    if (seen.has(key)) {
      again ??= [];
      again.push(at);
    } else if (report.source === 'live' && at <= item.receivedAt + AHEAD_MS_MAX)
      fresh = fresh === null || at > fresh ? at : fresh;
  }
  return { peer: item.connection.peer, at: item.receivedAt, fresh, again: again ?? NONE };
}

/** By which connections the seals spoke. */
export class Sightings {
  readonly #known = new Map<string, Sighting>();
  readonly #connections: Connections;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  get(sealId: string): Sighting | undefined {
    return this.#known.get(sealId);
  }

  /** A witness for one batch. */
  begin(): Witness & { readonly seen: ReadonlyMap<string, Sighting> } {
    const seen = new Map<string, Sighting>();
    return {
      seen,
      lieOf: (asked) => {
        const { item, sealId } = asked.prepared;
        if (item.origin !== undefined) return null; // a feed brings what others heard
        if (this.#connections.isSwapped(item)) return 'id-swapped';
        const known = seen.get(sealId) ?? this.#known.get(sealId) ?? null;
        const before = withElsewhere(known, asked);
        const after = see(before, asked.told);
        if (after !== null && after !== known) seen.set(sealId, after);
        return after === null ? null : lieIn(asked, before, after);
      },
    };
  }

  /** The batch is committed: what it showed is so. */
  keep(seen: ReadonlyMap<string, Sighting>): void {
    for (const [sealId, sighting] of seen) {
      this.#known.delete(sealId);
      this.#known.set(sealId, sighting);
    }
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= CONTEXTS_MAX) break;
      this.#known.delete(oldest);
    }
  }
}

/** What was folded since we last did, another process heard. */
function withElsewhere(known: Sighting | null, { context }: Asked): Sighting | null {
  const { receivedAt, occurredAt } = context.seal.live;
  if (known === null || receivedAt === null || occurredAt === null) return known;
  if (receivedAt <= known.foldedAt || occurredAt <= known.newest) return known;
  return see(known, { peer: ELSEWHERE, at: receivedAt, fresh: occurredAt, again: NONE });
}

function lieIn(asked: Asked, before: Sighting | null, after: Sighting): WitnessedLie | null {
  const { told, numbers, context } = asked;
  const identity = numbers['identity-doubted'];
  const liftedAt = context.suspicion?.liftedAt ?? null;
  const isTurn = before !== null && after.turns.length > 0 && after.turns !== before.turns;
  if (isTurn && twoPeers(after, liftedAt, identity) !== null) return 'two-peers';
  const hasTurned = turnsSince(after.turns, told.at, liftedAt, identity) > 0;
  const isOther = before !== null && before.current.peer !== told.peer && told.fresh !== null;
  if (isOther && (hasTurned || isLive(before, told)) && placesOf(asked) !== null)
    return 'two-places';
  return toldAgain(after, told, identity) === null ? null : 'told-again';
}

/** A connection that spoke a moment ago is not one that was lost. */
const LIVE_MS = 2 * MINUTE_MS;

function isLive({ current }: Sighting, { at }: Told): boolean {
  return at - current.at <= LIVE_MS;
}

/** Of the newest reading that the frame brings. */
function placesOf({ prepared, context, told, numbers }: Asked): DoubtWhy | null {
  const newest = prepared.reports.find(({ report }) => claimedAt(report) === told.fresh);
  if (newest === undefined) return null;
  const { report, digest } = newest;
  const reading: Reading = { report, digest, receivedAt: prepared.item.receivedAt };
  const last = context.seal.live.place;
  const { place } = fold(context.seal, reading).seal.live;
  return twoPlaces(last, place === last ? null : place, numbers['position-doubted']);
}

/** A lie as a person reads it: only what its frame and the seal before it say, so that it can be said again. */
export function whyOf(
  lie: WitnessedLie,
  asked: Omit<Asked, 'numbers'> & { numbers: TrustNumbers },
): DoubtWhy {
  const { numbers, prepared } = asked;
  const identity: IdentityNumbers = numbers['identity-doubted'];
  const turns = identity.turnsMin;
  const plain: DoubtWhy = { code: 'two-peers', params: { turns, withinMin: identity.windowMin } };
  switch (lie) {
    case 'two-peers':
    case 'two-tracks':
      return plain;
    case 'two-places':
      return placesOf(asked) ?? plain;
    case 'id-swapped':
      return idSwapped(prepared.item.receivedAt);
    case 'told-again':
      return { code: 'told-again', params: { readings: identity.againMin } };
  }
}

/** Which device each connection spoke for first; one that speaks for another is not to be believed any more. */
export class Connections {
  readonly #first = new WeakMap<Peer, string>();
  readonly #swapped = new WeakSet<Peer>();

  /** In the order in which frames of registered seals came. */
  note({ connection, wireId, message, origin }: Item): void {
    // A sender of datagrams is an address, and what brings no login brings no promise.
    if (connection.send === undefined || origin !== undefined || message.kind === 'malformed')
      return;
    const first = this.#first.get(connection);
    if (first === undefined) this.#first.set(connection, wireId);
    else if (first !== wireId) this.#swapped.add(connection);
  }

  isSwapped({ connection }: Item): boolean {
    return this.#swapped.has(connection);
  }
}
