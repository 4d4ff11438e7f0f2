// What one party sees of one kind of thing, kept once for all of its viewers.

/** One thing on the screens, by id. */
type Entry<T> = { readonly value: T; readonly text: string; seq: number };

/** A set of things, each with the sequence number of its last change. Removed ones are remembered a while. */
export class Shelf<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #removed = new Map<string, number>();

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.value;
  }

  *entries(): Iterable<[string, T]> {
    for (const [id, entry] of this.#entries) yield [id, entry.value];
  }

  /** Puts it there; says whether anything changed. */
  put(id: string, value: T, seq: number): boolean {
    const text = JSON.stringify(value);
    const known = this.#entries.get(id);
    if (known?.text === text) return false;
    this.#entries.set(id, { value, text, seq });
    this.#removed.delete(id);
    return true;
  }

  remove(id: string, seq: number): boolean {
    if (!this.#entries.delete(id)) return false;
    this.#removed.set(id, seq);
    if (this.#removed.size > REMOVED_MAX) this.#forgetRemoved();
    return true;
  }

  /** Takes away all but these; says whether there were any. */
  removeExcept(ids: ReadonlySet<string>, seq: number): boolean {
    const gone = [...this.#entries.keys()].filter((id) => !ids.has(id));
    for (const id of gone) this.remove(id, seq);
    return gone.length > 0;
  }

  /** What changed after a sequence number, as JSON text of each. */
  changedSince(seq: number): string[] {
    const changed: string[] = [];
    for (const entry of this.#entries.values()) if (entry.seq > seq) changed.push(entry.text);
    return changed;
  }

  removedSince(seq: number): string[] {
    const removed: string[] = [];
    for (const [id, at] of this.#removed) if (at > seq) removed.push(id);
    return removed;
  }

  /** The oldest place from which removals are still known; who was away longer gets it all anew. */
  get knownSince(): number {
    return this.#forgotten;
  }

  #forgotten = 0;

  #forgetRemoved(): void {
    for (const [id, seq] of this.#removed) {
      if (this.#removed.size <= REMOVED_MAX / 2) return;
      this.#removed.delete(id);
      this.#forgotten = Math.max(this.#forgotten, seq);
    }
  }
}

const REMOVED_MAX = 20_000; // a fleet's worth; a viewer who missed more reloads
