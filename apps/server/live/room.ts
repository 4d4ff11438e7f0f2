// One party's monitor, kept once for all who watch it. A viewer's place is a sequence number: whatever
// changed after it is what the viewer lacks, whether it only waits for the next tick, fell behind, or
// has come back after a cut.
import { randomBytes } from 'node:crypto';
import type { Instant } from '@lakiri/kit';
import { Shelf } from './shelf.ts';

/** What is read of the database in one snapshot: all that changed since a transaction. */
export type Changes<Truck, Case> = {
  /** Everything below this transaction is settled; the next reading begins here. */
  readonly below: bigint;
  readonly trucks: readonly { readonly id: string; readonly truck: Truck | null }[];
  /** `null`: not on the monitor any more. */
  readonly cases: readonly { readonly id: string; readonly case: Case | null }[];
  /** What is counted beyond the open cases themselves. */
  readonly counts: object;
  /** All that may be seen now, where a sight can end without a change that tells of it; what else is held goes. */
  readonly present?: {
    readonly trucks: ReadonlySet<string>;
    readonly cases: ReadonlySet<string>;
  };
};

export type RoomSource<Truck, Case> = {
  /** `null`: everything. */
  read(since: bigint | null): Promise<Changes<Truck, Case>>;
  /** The same truck as seen later: time alone makes a truck silent. */
  aged(truck: Truck, now: Instant): Truck;
  readonly receivedAtOf: (truck: Truck) => Instant | null;
  /** The heads of the queue's tabs, as one person sees them. */
  countsOf(cases: Iterable<Case>, person: string): object;
};

/** Where a viewer's events go. `full` while it does not take what was sent. */
export type Viewer = {
  send(event: string, data: string, id: string): void;
  readonly full: boolean;
  /** Whose counts of "mine" it shows. */
  readonly person: string;
};

type Place = { seq: number; snapshot: boolean };

const AGE_EVERY_MS = 5_000;
const PULSE_EVERY_MS = 2_000;

export type RoomParts<Truck, Case> = {
  readonly source: RoomSource<Truck, Case>;
  readonly now: () => Instant;
};

export class Room<Truck, Case> {
  /** A new room starts its numbers anew: an id of another room is nobody's place here. */
  readonly #name = randomBytes(6).toString('base64url');
  readonly #trucks = new Shelf<Truck>();
  readonly #cases = new Shelf<Case>();
  readonly #viewers = new Map<Viewer, Place>();
  readonly #parts: RoomParts<Truck, Case>;
  #counts: object = {};
  #since: bigint | null = null;
  #seq = 0;
  #reading: Promise<void> | undefined;
  #once: Promise<void> = Promise.resolve();
  #again = false;
  #held = 0;
  #agedAt = 0;
  #pulsedAt = 0;

  constructor(parts: RoomParts<Truck, Case>) {
    this.#parts = parts;
  }

  /** Who watches, and who is about to: a room is not empty while somebody waits for its first reading. */
  get viewers(): number {
    return this.#viewers.size + this.#held;
  }

  /** Keeps the room while somebody is at its door; returns the end of that. */
  hold(): () => void {
    this.#held++;
    let isHeld = true;
    return () => {
      if (isHeld) this.#held--;
      isHeld = false;
    };
  }

  /**
   * Brings what is held up to date, where nobody watches who has it done already. Throws what the
   * reading throws: who comes while the database is away is told so at the door.
   */
  async ready(): Promise<void> {
    if (this.#since !== null && this.#viewers.size > 0) return;
    this.refresh().catch(() => undefined); // told to who waits for the one reading
    await this.#once; // one reading, not all that follow it: on a busy node there is always one more
  }

  /** Lets a viewer in, at the place it left (`<room>.<seq>`) or anew. The room must be ready. */
  enter(viewer: Viewer, lastEventId: string | undefined): void {
    const [name, seq] = lastEventId?.split('.') ?? [];
    const place = Number(seq);
    const known =
      name === this.#name &&
      Number.isInteger(place) &&
      place <= this.#seq &&
      place >= this.#trucks.knownSince &&
      place >= this.#cases.knownSince;
    this.#viewers.set(viewer, known ? { seq: place, snapshot: false } : { seq: 0, snapshot: true });
    this.#sendTo(viewer, true);
  }

  leave(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  /** Reads what changed. One reading at a time; a call during one makes another follow. */
  refresh(): Promise<void> {
    if (this.#reading !== undefined) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#readOn().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readOn(): Promise<void> {
    do {
      this.#again = false;
      this.#once = this.#readOnce();
      await this.#once;
    } while (this.#again);
  }

  async #readOnce(): Promise<void> {
    this.#apply(await this.#parts.source.read(this.#since));
  }

  #apply(changes: Changes<Truck, Case>): void {
    const seq = ++this.#seq;
    this.#since = changes.below;
    this.#counts = changes.counts;
    let casesChanged = false;
    for (const { id, truck } of changes.trucks) {
      if (truck === null) this.#trucks.remove(id, seq);
      else this.#trucks.put(id, truck, seq);
    }
    for (const { id, case: one } of changes.cases) {
      const changed = one === null ? this.#cases.remove(id, seq) : this.#cases.put(id, one, seq);
      casesChanged ||= changed;
    }
    if (changes.present !== undefined) {
      this.#trucks.removeExcept(changes.present.trucks, seq);
      if (this.#cases.removeExcept(changes.present.cases, seq)) casesChanged = true;
    }
    if (casesChanged) this.sendAll(); // an alarm does not wait for the tick
  }

  /** Time alone: trucks fall silent, and viewers hear a pulse. Called four times a second. */
  tick(): void {
    const now = this.#parts.now();
    if (now - this.#agedAt >= AGE_EVERY_MS) {
      this.#agedAt = now;
      this.#age(now);
    }
    this.sendAll();
    if (now - this.#pulsedAt < PULSE_EVERY_MS) return;
    this.#pulsedAt = now;
    const pulse = JSON.stringify({
      at: new Date(now).toISOString(),
      feedAgeMs: this.#feedAgeMs(now),
      trucks: this.#trucks.size,
    });
    for (const viewer of this.#viewers.keys())
      if (!viewer.full) viewer.send('pulse', pulse, this.#idOf(viewer));
  }

  #age(now: Instant): void {
    const seq = ++this.#seq;
    const { source } = this.#parts;
    for (const [id, truck] of this.#trucks.entries()) {
      const aged = source.aged(truck, now);
      if (aged !== truck) this.#trucks.put(id, aged, seq);
    }
  }

  #feedAgeMs(now: Instant): number | null {
    let newest: number | null = null;
    for (const [, truck] of this.#trucks.entries()) {
      const at = this.#parts.source.receivedAtOf(truck);
      if (at !== null && (newest === null || at > newest)) newest = at;
    }
    return newest === null ? null : Math.max(0, now - newest);
  }

  sendAll(): void {
    for (const viewer of this.#viewers.keys()) this.#sendTo(viewer, false);
  }

  #sendTo(viewer: Viewer, first: boolean): void {
    const place = this.#viewers.get(viewer);
    if (place === undefined || viewer.full) return; // what it misses now it gets when it reads again
    if (place.snapshot) this.#sendSnapshot(viewer, place);
    else this.#sendChanges(viewer, place, first);
  }

  #sendSnapshot(viewer: Viewer, place: Place): void {
    place.snapshot = false;
    place.seq = this.#seq;
    const at = JSON.stringify(new Date(this.#parts.now()).toISOString());
    const trucks = this.#trucks.changedSince(0).join(',');
    const cases = this.#cases.changedSince(0).join(',');
    const data = `{"at":${at},"trucks":[${trucks}],"cases":[${cases}],"counts":${this.#countsFor(viewer)}}`;
    viewer.send('snapshot', data, this.#idOf(viewer));
  }

  #sendChanges(viewer: Viewer, place: Place, first: boolean): void {
    const { seq } = place;
    if (seq === this.#seq && !first) return;
    const before = this.#idOf(viewer);
    place.seq = this.#seq;
    const after = this.#idOf(viewer);
    const cases = this.#cases.changedSince(seq);
    const closed = this.#cases.removedSince(seq);
    const trucks = this.#trucks.changedSince(seq);
    const removed = this.#trucks.removedSince(seq);
    const hasTrucks = trucks.length > 0 || removed.length > 0;
    if (cases.length > 0 || closed.length > 0)
      viewer.send(
        'cases',
        `{"changed":[${cases.join(',')}],"removed":${JSON.stringify(closed)},"counts":${this.#countsFor(viewer)}}`,
        hasTrucks ? before : after, // cut between the two, the viewer must get the trucks again
      );
    if (hasTrucks)
      viewer.send(
        'trucks',
        `{"changed":[${trucks.join(',')}],"removed":${JSON.stringify(removed)}}`,
        after,
      );
  }

  #countsFor({ person }: Viewer): string {
    const cases = [...this.#cases.entries()].map(([, one]) => one);
    return JSON.stringify({ ...this.#counts, ...this.#parts.source.countsOf(cases, person) });
  }

  #idOf(viewer: Viewer): string {
    return `${this.#name}.${this.#viewers.get(viewer)?.seq ?? 0}`;
  }
}
