// What a broker has sent and nobody has acknowledged yet: taken in groups, so that one commit serves many messages.
import { BODY_BYTES_MAX, RECORDS_MAX } from '@lakiri/feeds';

/** Messages in one group: more than most brokers have on their way at once (20 in Mosquitto's standard settings). */
export const GROUP_MESSAGES_MAX = 200;
/** Messages held: a group in hand, and the next ones. Above it nothing more is read. */
export const HELD_MESSAGES_MAX = 2 * GROUP_MESSAGES_MAX;
/** Bytes held, of which a group takes half: the longest message twice. */
export const HELD_BYTES_MAX = 2 * BODY_BYTES_MAX;

/** What a message weighs: its bytes, and the records it brings. */
export type Weighed = { readonly bytes: number; readonly records: number };

/** In the order in which they came. */
export class Inbox<Message extends Weighed> {
  #held: Message[] = [];
  #bytes = 0;
  #wake: (() => void) | undefined;
  #readOn: (() => void) | undefined;

  get isFull(): boolean {
    return this.#held.length >= HELD_MESSAGES_MAX || this.#bytes >= HELD_BYTES_MAX;
  }

  put(message: Message): void {
    this.#held.push(message);
    this.#bytes += message.bytes;
    this.wake();
  }

  /** The next messages that go together: at least one where there is any, and no more records than a batch may have. */
  group(): readonly Message[] {
    let [count, bytes, records] = [0, 0, 0];
    for (const one of this.#held) {
      bytes += one.bytes;
      records += one.records;
      const isOver = bytes > BODY_BYTES_MAX || records > RECORDS_MAX;
      if (count === GROUP_MESSAGES_MAX || (isOver && count > 0)) break;
      count++;
    }
    return this.#held.slice(0, count);
  }

  /** Calls back once there is room; the last caller alone, since it is one reader that waits. */
  whenRoom(readOn: () => void): void {
    if (this.isFull) this.#readOn = readOn;
    else readOn();
  }

  /** The first ones have come to their end. */
  drop(count: number): void {
    for (const { bytes } of this.#held.splice(0, count)) this.#bytes -= bytes;
    const readOn = this.#readOn;
    if (readOn === undefined || this.isFull) return;
    this.#readOn = undefined;
    readOn();
  }

  /** Ends when there is a message, or when it is woken. */
  async arrival(): Promise<void> {
    if (this.#held.length > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    await promise;
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
