/** Fine enough that a resend is not late, coarse enough that a turn is worth its while. */
const SLOT_MS = 50;
const SLOTS = 512; // 25 s a turn; what is further away waits more turns

type Entry = { readonly dueMs: number; readonly wake: () => void };

/**
 * One timer for all links of a process. An entry is woken once, at its time or up to a slot later; an
 * owner that no longer wants to be woken looks for itself.
 */
export class TimerWheel {
  readonly #slots: Entry[][] = Array.from({ length: SLOTS }, () => []);
  #turnedToMs: number;

  constructor(nowMs: number) {
    this.#turnedToMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
  }

  /** `dueMs` in the past means at the next turn. */
  wakeAt(dueMs: number, wake: () => void): void {
    const due = Math.max(dueMs, this.#turnedToMs + SLOT_MS);
    this.#slots[Math.ceil(due / SLOT_MS) % SLOTS]?.push({ dueMs: due, wake });
  }

  /** Wakes all that is due by `nowMs`. */
  turn(nowMs: number): void {
    while (this.#turnedToMs + SLOT_MS <= nowMs) {
      this.#turnedToMs += SLOT_MS;
      const at = (this.#turnedToMs / SLOT_MS) % SLOTS;
      const due = this.#slots[at] ?? [];
      this.#slots[at] = [];
      for (const entry of due)
        if (entry.dueMs <= this.#turnedToMs) entry.wake();
        else this.#slots[at]?.push(entry);
    }
  }
}
