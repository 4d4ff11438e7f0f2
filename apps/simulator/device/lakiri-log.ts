// The log of a seal (protocols/lakiri/SPEC.md §3, §4). A record is signed once, names the one before it, and stays until the
// node has stored it; afterwards it stays as long as there is room, for the node may ask for it again.
import type { RecordInput, SignedRecord, Signer } from '@lakiri/protocol-lakiri';
import { signRecord } from '@lakiri/protocol-lakiri';

/** As the makers' seals have it: at least 20,000 records, the oldest lost first. */
const RECORDS_MAX = 20_000;

export type Entry = {
  readonly record: SignedRecord;
  /** Made while there was no connection: it says so when it is sent. */
  readonly kept: boolean;
};

export type Said = Omit<RecordInput, 'device' | 'boot' | 'counter' | 'previous' | 'commands'>;

export class LakiriLog {
  readonly #device: string;
  readonly #signer: Signer;
  readonly #max: number;
  /** By counter, oldest first. */
  readonly #entries = new Map<number, Entry>();
  readonly #waiting = new Map<number, Entry>();
  #boot = 0;
  #next = 0;
  #previous: Uint8Array | null = null;
  #lost = 0;
  /** The highest counter of a command obeyed. A seal keeps it, as all of this, where a pulled battery does not reach. */
  commands = 0;

  constructor(device: string, signer: Signer, max: number = RECORDS_MAX) {
    this.#device = device;
    this.#signer = signer;
    this.#max = max;
  }

  get boot(): number {
    return this.#boot;
  }

  /** Records written since the seal was made. */
  get written(): number {
    return this.#next;
  }

  /** Not yet stored by the node, oldest first. */
  get waiting(): readonly Entry[] {
    return [...this.#waiting.values()];
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Lost to a full log before the node had stored them; the chain shows the gap. */
  get lost(): number {
    return this.#lost;
  }

  /** The seal has power again: its counter and its chain go on, and it counts the start. */
  start(): void {
    this.#boot++;
  }

  write(said: Said, kept: boolean): Entry {
    const counter = this.#next++;
    const record = signRecord(
      {
        ...said,
        device: this.#device,
        boot: this.#boot,
        counter,
        previous: this.#previous,
        commands: this.commands,
      },
      this.#signer,
    );
    this.#previous = record.hash;
    const entry = { record, kept };
    this.#entries.set(counter, entry);
    this.#waiting.set(counter, entry);
    if (this.#entries.size > this.#max) this.#forgetOldest();
    return entry;
  }

  /** Whether that record was still waiting. */
  stored(boot: number, counter: number): boolean {
    const entry = this.#waiting.get(counter);
    return entry?.record.boot === boot && this.#waiting.delete(counter);
  }

  /** Those of the range that it still has wait again. */
  again(from: number, to: number): void {
    for (const [counter, entry] of this.#entries)
      if (counter >= from && counter <= to) this.#waiting.set(counter, { ...entry, kept: true });
  }

  /** Another owner: what was written for the old one is no more. Its counters go on. */
  wipe(): void {
    this.#entries.clear();
    this.#waiting.clear();
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.keys();
    if (oldest === undefined) return;
    this.#entries.delete(oldest);
    if (this.#waiting.delete(oldest)) this.#lost++;
  }
}
