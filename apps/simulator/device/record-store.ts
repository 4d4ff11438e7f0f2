/** JT701D manual, blind area: at least 20,000 records, first in, first out. */
const STORED_RECORDS_MAX = 20_000;

/**
 * What a seal keeps until it is acknowledged, oldest first. When full the oldest is lost, as on the
 * seal; how many were lost is known.
 */
export class RecordStore<Item> {
  #items: (Item | undefined)[] = [];
  #head = 0;
  #length = 0;
  #lost = 0;
  readonly #max: number;

  constructor(max: number = STORED_RECORDS_MAX) {
    this.#max = max;
  }

  get length(): number {
    return this.#length;
  }

  get lost(): number {
    return this.#lost;
  }

  /** The newest. */
  push(item: Item): void {
    if (this.#length >= this.#max) {
      this.shift();
      this.#lost++;
    }
    this.#makeRoom();
    this.#items[(this.#head + this.#length) % this.#items.length] = item;
    this.#length++;
  }

  /** Older than all others; given back, so never refused: the store may exceed its limit by a window. */
  unshift(item: Item): void {
    this.#makeRoom();
    this.#head = (this.#head + this.#items.length - 1) % this.#items.length;
    this.#items[this.#head] = item;
    this.#length++;
  }

  /** The oldest. */
  shift(): Item | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#items.length;
    this.#length--;
    return item;
  }

  peek(): Item | undefined {
    return this.#items[this.#head];
  }

  /** Brings the item `ahead` places from the oldest to the front, and the oldest to its place. */
  swapFront(ahead: number): void {
    if (ahead >= this.#length) return;
    const other = (this.#head + ahead) % this.#items.length;
    const front = this.#items[this.#head];
    this.#items[this.#head] = this.#items[other];
    this.#items[other] = front;
  }

  #makeRoom(): void {
    if (this.#length < this.#items.length) return;
    const grown = new Array<Item | undefined>(Math.max(16, this.#items.length * 2));
    for (let at = 0; at < this.#length; at++)
      grown[at] = this.#items[(this.#head + at) % this.#items.length];
    this.#items = grown;
    this.#head = 0;
  }
}
