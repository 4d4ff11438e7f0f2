// What the sequencer asks of witnesses. It never waits for them to publish; it only refuses to go on signing
// where they have seen more than the database knows.
import type { Log } from '@lakiri/evidence/store';

/** A published state of the log. */
export type PublishedHead = {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, as it is in the file `checkpoint`. */
  readonly checkpoint: string;
};

/** The log as witnesses need it. Reads the published files; both throw where one is missing. */
export type LogView = {
  readonly log: Log;
  /** The log's folder: `checkpoint`, `witnessed`, `tile/`. */
  readonly directory: string;
  /** The root of the first `size` entries, of a size that is published. */
  rootAt(size: number): Promise<Uint8Array>;
  /** RFC 6962 §2.1.2, leaf to root; both sizes published. */
  consistencyProof(oldSize: number, newSize: number): Promise<readonly Uint8Array[]>;
};

/** The log as those who witness it change it: by lines under its checkpoints, and nothing else. */
export type WitnessedLog = LogView & {
  /** Puts lines under the file `checkpoint` while it still is this note. */
  addToCheckpoint(note: string, lines: readonly string[]): Promise<void>;
  /** The newest checkpoint that a quorum is under, with their lines. */
  writeWitnessed(note: string): Promise<void>;
  readWitnessed(): Promise<Uint8Array | undefined>;
};

export type Proven =
  | { readonly proven: true }
  /** In words for an operator; asked again a little later. */
  | { readonly proven: false; readonly reason: string };

export type WitnessPort = {
  /** Before the first signature after a start: does the database hold all that enough witnesses have seen? */
  provenConsistent(head: PublishedHead): Promise<Proven>;
  /** After each publication. Returns at once; cosigning goes on beside. */
  published(head: PublishedHead): void;
  stop(): Promise<void>;
};

/** A log that nobody witnesses: its own last checkpoint file is all it is compared with. */
export const noWitnesses: WitnessPort = {
  provenConsistent: () => Promise.resolve({ proven: true }),
  published: () => undefined,
  stop: () => Promise.resolve(),
};
