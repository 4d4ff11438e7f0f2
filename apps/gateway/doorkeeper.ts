import type { Connection, Surroundings } from './connection.ts';
import { CONNECTIONS_MAX, FIRST_FRAME_MS_MAX } from './limits.ts';

/** How often the door is looked at: a stranger stays that much longer at most. */
const LOOK_EVERY_MS = 1_000;

type Guest = Pick<Connection, 'peerIs' | 'close'>;

/**
 * Who is in the house of one gateway, over all its ports, and who of them has not yet shown who he is. One
 * timer for all: a timer for each socket was a tenth of what an idle one costs.
 */
export class Doorkeeper {
  /** Since when, the first first. */
  readonly #unknown = new Map<Guest, number>();
  #inside = 0;
  #looking: NodeJS.Timeout | undefined;

  get isFull(): boolean {
    return this.#inside >= CONNECTIONS_MAX;
  }

  enter(guest: Guest, nowMs = performance.now()): void {
    this.#inside++;
    this.#unknown.set(guest, nowMs);
    this.#looking ??= setInterval(() => this.look(performance.now()), LOOK_EVERY_MS);
  }

  leave(guest: Guest): void {
    this.#inside--;
    this.#unknown.delete(guest);
  }

  /** From the connecting, not from the last byte: who dribbles does not stay either. */
  look(nowMs: number): void {
    for (const [guest, sinceMs] of this.#unknown) {
      if (nowMs - sinceMs < FIRST_FRAME_MS_MAX) break;
      const { peerIs } = guest;
      if (peerIs === 'pending') continue; // it is we who have not looked yet
      this.#unknown.delete(guest);
      if (peerIs !== 'known') guest.close(peerIs === 'silent' ? 'no-frame' : 'stranger');
    }
    if (this.#unknown.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }
}

const keepers = new WeakMap<Surroundings, Doorkeeper>();

/** Of the gateway with these surroundings: one, however many ports it opens. */
export function doorkeeperOf(around: Surroundings): Doorkeeper {
  const known = keepers.get(around) ?? new Doorkeeper();
  keepers.set(around, known);
  return known;
}
