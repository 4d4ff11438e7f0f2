// The file `checkpoint`: the sequencer replaces it with newer ones, and witnesses put lines under it meanwhile.
import { addSignatures, checkpointOfNote, parseNote, parseUtf8 } from '@lakiri/evidence';
import type { LogFiles } from './log-files.ts';
import { CHECKPOINT_FILE } from './open-log.ts';

export type CheckpointFile = {
  /**
   * The signed note of a head, unless the file has as many entries or more: a process that was stopped
   * before this and goes on after it must not put an older checkpoint over another's newer one.
   */
  publish(head: { readonly size: number; readonly checkpoint: string }): Promise<void>;
  /** Puts lines under the note, while the file is still of this text; those that it has stay. */
  cosign(note: string, lines: readonly string[]): Promise<void>;
};

/** One after the other: a rename that is under way would else put an older checkpoint over a newer one. */
export function checkpointFileOf(files: LogFiles): CheckpointFile {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = before.then(work);
    before = turn.catch(() => undefined); // whoever asked is told
    return turn;
  };
  const write = (note: string): Promise<void> =>
    files.replace({ path: CHECKPOINT_FILE, bytes: Buffer.from(note) });
  return {
    publish: ({ size, checkpoint }) =>
      inTurn(async () => {
        const bytes = await files.read(CHECKPOINT_FILE);
        const there = bytes === undefined ? undefined : checkpointOfNote(bytes);
        if (there !== undefined && !('code' in there) && there.size >= size) return;
        await write(checkpoint);
      }),
    cosign: (note, lines) =>
      inTurn(async () => {
        const there = parseUtf8((await files.read(CHECKPOINT_FILE)) ?? new Uint8Array());
        const [now, ours] = [parseNote(there ?? ''), parseNote(note)];
        if (there === undefined || 'code' in now || 'code' in ours || now.text !== ours.text)
          return;
        const known = new Set(now.signatures.map(({ line }) => line));
        const fresh = lines.filter((line) => !known.has(line));
        if (fresh.length > 0) await write(addSignatures(there, fresh));
      }),
  };
}
