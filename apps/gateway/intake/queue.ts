import type { Item, Peer } from '../connection.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import {
  BATCH_BYTES_MAX,
  BATCH_FRAMES_MAX,
  QUEUE_FRAMES_LOW,
  QUEUE_FRAMES_MAX,
} from '../limits.ts';

/**
 * Frames on their way to the database, in lanes: one device's frames always take the same lane, so that
 * they are folded in the order they came. Bounded: above the limit no bytes are made into frames and
 * their sockets are not read, and TCP tells the devices to wait.
 */
export class Queue {
  readonly #lanes: Item[][];
  readonly #wake: ((() => void) | undefined)[];
  /** Who found no room, first come first. */
  readonly #waiting = new Set<Peer>();
  readonly #metrics: GatewayMetrics;
  #frames = 0;

  constructor(lanes: number, metrics: GatewayMetrics) {
    this.#lanes = Array.from({ length: lanes }, () => []);
    this.#wake = Array.from({ length: lanes }, () => undefined);
    this.#metrics = metrics;
  }

  get frames(): number {
    return this.#frames;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get isFull(): boolean {
    return this.#frames >= QUEUE_FRAMES_MAX;
  }

  /** The connection is resumed when there is room. */
  wait(peer: Peer): void {
    this.#waiting.add(peer);
    this.#metrics.paused.set(1);
  }

  forget(peer: Peer): void {
    this.#waiting.delete(peer);
  }

  /** Takes it always: who offers has asked `isFull` before it made a chunk into frames. */
  offer(item: Item): void {
    const lane = laneOf(item.wireId, this.#lanes.length);
    this.#lanes[lane]?.push(item);
    this.#frames++;
    this.#wake[lane]?.();
  }

  /** Waits until the lane has something; resolves at once when it has. */
  async filled(lane: number): Promise<void> {
    if ((this.#lanes[lane]?.length ?? 0) > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake[lane] = resolve;
    });
    this.#wake[lane] = undefined;
  }

  /** Lets every lane look whether it should stop. */
  wakeAll(): void {
    for (const wake of this.#wake) wake?.();
  }

  hasWholeBatch(lane: number): boolean {
    return (this.#lanes[lane]?.length ?? 0) >= BATCH_FRAMES_MAX;
  }

  /** The next batch of a lane, by count and bytes. */
  take(lane: number): Item[] {
    const items = this.#lanes[lane] ?? [];
    let count = 0;
    let bytes = 0;
    while (count < items.length && count < BATCH_FRAMES_MAX && bytes < BATCH_BYTES_MAX) {
      bytes += items[count]?.frame.length ?? 0;
      count++;
    }
    const taken = count === items.length ? items : items.splice(0, count);
    if (taken === items) this.#lanes[lane] = [];
    return taken;
  }

  /** A batch has come to its end: its room is free again, and who waits is let in while there is any. */
  done(items: readonly Item[]): void {
    this.#frames -= items.length;
    for (const { connection } of items) connection.settled();
    this.#metrics.queued.set(this.#frames);
    if (this.#frames > QUEUE_FRAMES_LOW) return;
    for (const peer of this.#waiting) {
      if (this.isFull) return;
      this.#waiting.delete(peer);
      peer.resume();
    }
    this.#metrics.paused.set(0);
  }
}

/** FNV-1a over the id: even, and the same for every frame of a device. */
export function laneOf(wireId: string, lanes: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < wireId.length; at++) {
    hash = Math.imul(hash ^ wireId.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % lanes;
}
