// One publication: facts become entries, entries files, files a signed head, and the head a checkpoint that
// anybody can read. In this order: whoever sees a checkpoint finds the files it speaks of.
import { formatCheckpoint, rangeOfTails, rangeRoot, type Signer, signNote } from '@lakiri/evidence';
import type { Head, NewEntry } from '@lakiri/evidence/store';
import { entryOf } from '@lakiri/platform/fact-entry';
import type { FactBatch, FactCursor } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import { type Edge, grow } from './edge.ts';
import type { LogFile } from './log-files.ts';

/** What a publication does to the world, a step each; a test makes any of them fail. */
export type PublishPorts = {
  read(after: FactCursor): Promise<FactBatch>;
  writeOnce(files: readonly LogFile[]): Promise<void>;
  /** In one transaction; false where the log is no longer as `from` says. */
  advance(move: {
    readonly from: Head;
    readonly to: Head;
    readonly entries: readonly NewEntry[];
  }): Promise<boolean>;
  writeCheckpoint(head: Head): Promise<void>;
  forgetPartial(paths: readonly string[]): Promise<void>;
  now(): number;
};

/** The log as this process knows it. */
export type LogState = { readonly head: Head; readonly edge: Edge };

export type Publication =
  | { readonly outcome: 'nothing' }
  /** Another sequencer was first. */
  | { readonly outcome: 'lost' }
  | {
      readonly outcome: 'published';
      readonly state: LogState;
      readonly facts: number;
      /** More facts wait already. */
      readonly more: boolean;
    };

/** Integrates the next facts and publishes them. */
export async function publish(
  { head, edge }: LogState,
  signer: Signer,
  ports: PublishPorts,
): Promise<Publication> {
  const { facts, more } = await ports.read(head.after);
  const last = facts.at(-1);
  if (last === undefined) return { outcome: 'nothing' };
  const growth = grow(edge, facts.map(entryOf));
  await ports.writeOnce(growth.files);
  const range = rangeOfTails(growth.edge.tails, sha256);
  const root = rangeRoot(range, sha256);
  const to: Head = {
    log: head.log,
    size: range.size,
    root,
    range,
    after: { xid: last.xid, ordinal: last.ordinal },
    checkpoint: signedCheckpoint(signer, range.size, root),
    integratedAt: ports.now(),
  };
  const entries = facts.map(({ id, ordinal }) => ({ fact: id, ordinal }));
  if (!(await ports.advance({ from: head, to, entries }))) return { outcome: 'lost' };
  await ports.writeCheckpoint(to);
  await ports.forgetPartial(growth.full);
  const state = { head: to, edge: growth.edge };
  return { outcome: 'published', state, facts: facts.length, more };
}

/** The note of a size and root: Ed25519 gives the same bytes whenever it is signed. */
export function signedCheckpoint(signer: Signer, size: number, root: Uint8Array): string {
  return signNote(formatCheckpoint({ origin: signer.name, size, root }), [signer]);
}
