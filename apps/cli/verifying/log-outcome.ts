// What is said of a log, whichever part of it was looked at.
import { type Checkpoint, type Finding, sameBytes } from '@lakiri/evidence';
import type { Shown } from './log-checkpoint.ts';
import { countOf, numberOf, type Outcome, type Wrong } from './outcome.ts';

export const factsOf = ({ checkpoint, witnesses }: Shown) => ({
  origin: checkpoint.origin,
  size: checkpoint.size,
  root: Buffer.from(checkpoint.root).toString('hex'),
  witnesses,
});

export function refuted(
  wrong: readonly Wrong[],
  facts: Readonly<Record<string, unknown>>,
  sentence: string,
): Outcome {
  return { verdict: 'refuted', sentence, wrong, warnings: [], facts };
}

export const shrunk = (origin: string): string =>
  `The log ${origin} is not what it was: entries that its owner had signed are no longer in it.`;

export function notWitnessed(shown: Shown): Outcome {
  const { checkpoint, witnesses } = shown;
  const have = witnesses.length === 0 ? 'none' : witnesses.map(({ name }) => name).join(', ');
  const says = `of the witnesses that you ask for it has ${have}: others may be shown another history.`;
  return refuted(
    [{ code: 'witnesses-missing', path: 'checkpoint', says }],
    factsOf(shown),
    `The log ${checkpoint.origin} is signed by its owner, but not seen by enough of the witnesses that you ask for.`,
  );
}

export function grown(older: Checkpoint | undefined): string {
  return older === undefined
    ? ''
    : ` Since your older checkpoint of ${countOf(older.size, 'entry', 'entries')} it has only grown.`;
}

export const forked = (origin: string): string =>
  `The owner of ${origin} has signed two histories that contradict each other.`;

export function forkOf({ size }: Checkpoint): Wrong {
  const says = `its first ${numberOf(size)} entries are not those that its owner signed earlier: history was rewritten.`;
  return { code: 'fork', path: 'checkpoint', says };
}

export function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && sameBytes(one, other);
}

export const MEANING = {
  missing: 'the file is missing: what stood in it cannot be shown.',
  'not-of-this-log': 'no log of this size has this file',
  malformed: 'the file is damaged',
  'wrong-width': 'the file is too long or too short',
  differs: 'the file was changed after it was signed',
  'root-differs': 'the log is not the one that was signed',
} as const satisfies Record<Finding['code'], string>;

export function wrongOf({ code, path, detail }: Finding): Wrong {
  const says = code === 'missing' ? MEANING.missing : `${MEANING[code]}: ${detail}.`;
  return { code, path, says };
}
