// A log against the keys of its owner and its witnesses: whole, or one entry of it.
import type { Checkpoint, Trust } from '@lakiri/evidence';
import { readCheckpoint, readOlder, type Shown } from './log-checkpoint.ts';
import {
  factsOf,
  forked,
  forkOf,
  grown,
  isSame,
  notWitnessed,
  refuted,
  shrunk,
  wrongOf,
} from './log-outcome.ts';
import { countOf, numberOf, type Outcome, witnessed } from './outcome.ts';
import type { LogSource } from './source.ts';
import { verifyEntry } from './verify-entry.ts';
import { walkLog } from './whole-log.ts';

export type LogToVerify = {
  readonly source: LogSource;
  readonly trust: Trust;
  /** Only this entry. */
  readonly entry: number | undefined;
  /** Path of an older checkpoint, from which the log must have grown. */
  readonly since: string | undefined;
  readonly progress: (done: number, of: number) => void;
};

/** Throws `CannotVerify` where a network or a disk keeps us from knowing. */
export async function verifyLog(log: LogToVerify): Promise<Outcome> {
  const older = log.since === undefined ? undefined : await readOlder(log.since, log.trust);
  const shown = await readCheckpoint(log.source, log.trust);
  if ('wrong' in shown)
    return refuted(
      [shown.wrong],
      {},
      `The log at ${log.source.name} is not confirmed: ${shown.wrong.says}`,
    );
  const { origin, size } = shown.checkpoint;
  if (older !== undefined && older.size > size) {
    const says = `it ends at entry ${numberOf(size)}, and its owner had signed ${numberOf(older.size)}.`;
    return refuted([{ code: 'shrunk', path: 'checkpoint', says }], factsOf(shown), shrunk(origin));
  }
  if (shown.isWitnessed === false) return notWitnessed(shown);
  return log.entry === undefined
    ? await verifyWhole(log, shown, older)
    : await verifyEntry({ source: log.source, entry: log.entry, shown, older });
}

async function verifyWhole(
  { source, progress }: LogToVerify,
  shown: Shown,
  older: Checkpoint | undefined,
): Promise<Outcome> {
  const { checkpoint } = shown;
  const { origin, size, root } = checkpoint;
  const earlier = [older, shown.witnessed].filter((it) => it !== undefined);
  const walked = await walkLog({
    source,
    size,
    root,
    earlier: earlier.map((it) => it.size),
    progress: (done) => progress(done, size),
  });
  const facts = { ...factsOf(shown), files: walked.files };
  if (walked.findings.length > 0) {
    const wrong = walked.findings.map(wrongOf);
    const sentence = `The log ${origin} is not what its owner signed: ${countOf(wrong.length, 'file is', 'files are')} changed, missing or not its own.`;
    return refuted(wrong, facts, sentence);
  }
  const fork = earlier.find((it) => !isSame(walked.roots.get(it.size), it.root));
  if (fork !== undefined) return refuted([forkOf(fork)], facts, forked(origin));
  const warnings = shown.witnessed === undefined ? [] : [unseenTail(checkpoint, shown.witnessed)];
  const entries = countOf(size, `entry of ${origin} is`, `entries of ${origin} are`);
  const sentence = `The ${entries} exactly those that its owner signed${witnessed(shown.witnesses)}; nothing was changed, removed or put in between.${grown(older)}`;
  return { verdict: 'verified', sentence, wrong: [], warnings, facts };
}

function unseenTail({ size }: Checkpoint, seen: Checkpoint): string {
  return `The witnesses have seen the first ${countOf(seen.size, 'entry', 'entries')}; the ${numberOf(size - seen.size)} after them have only the owner’s word yet.`;
}
