// The checkpoint that a log shows, and whether those whose word is asked for have seen it.
import { type Checkpoint, openTrusted, type Trust, type TrustedCheckpoint } from '@lakiri/evidence';
import { refusalOf, type Wrong } from './outcome.ts';
import { cannotVerify, type LogSource, readFileBounded } from './source.ts';

/** Go's reader takes as much; ours has a few hundred bytes and as many again for each witness. */
const CHECKPOINT_BYTES_MAX = 1_000_000;

export type Shown = {
  readonly checkpoint: Checkpoint;
  /** Of `checkpoint`, or of the earlier one that enough have seen. */
  readonly witnesses: TrustedCheckpoint['witnesses'];
  /** An earlier one that enough have seen, where the newest has not been yet. */
  readonly witnessed: Checkpoint | undefined;
  readonly isWitnessed: boolean | null;
};

/** The log's newest checkpoint under these keys, or why it cannot be relied on. Throws `CannotVerify`. */
export async function readCheckpoint(
  source: LogSource,
  trust: Trust,
): Promise<Shown | { readonly wrong: Wrong }> {
  const note = await source.read('checkpoint', CHECKPOINT_BYTES_MAX);
  if (note === undefined)
    throw cannotVerify(`There is no log at ${source.name}: it has no file named checkpoint.`);
  const opened = openTrusted(note, trust);
  if (!opened.opened) {
    const says = refusalOf(opened.code, trust);
    return { wrong: { code: opened.code, path: 'checkpoint', says } };
  }
  const { checkpoint, witnesses, isWitnessed } = opened;
  const shown = { checkpoint, witnesses, isWitnessed, witnessed: undefined };
  if (isWitnessed !== false) return shown;
  // Our own logs keep beside it the newest that had its quorum.
  const earlier = await source.read('witnessed', CHECKPOINT_BYTES_MAX);
  const seen = earlier === undefined ? undefined : openTrusted(earlier, trust);
  if (!seen?.opened || seen.isWitnessed !== true || seen.checkpoint.size > checkpoint.size)
    return shown;
  return { checkpoint, witnesses: seen.witnesses, isWitnessed: true, witnessed: seen.checkpoint };
}

/** An older checkpoint of the log, kept by whoever asks. Throws `CannotVerify` for a file that is none. */
export async function readOlder(path: string, trust: Trust): Promise<Checkpoint> {
  const note = await readFileBounded(path, CHECKPOINT_BYTES_MAX);
  if (note === undefined) throw cannotVerify(`There is no file ${path}.`);
  const opened = openTrusted(note, { ...trust, isEnough: null });
  if (!opened.opened)
    throw cannotVerify(
      `${path} is of no use as the older checkpoint: ${refusalOf(opened.code, trust)}`,
    );
  return opened.checkpoint;
}
