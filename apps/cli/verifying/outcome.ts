// What a verification comes to, for a person, for a program, and for a shell.
import type { Trust } from '@lakiri/evidence';

/** Exit status: 0, 1, 2. */
const VERDICTS = ['verified', 'refuted', 'unverified'] as const;
type Verdict = (typeof VERDICTS)[number];

export type Wrong = {
  readonly code: string;
  /** The file it is about; empty where it is the whole. */
  readonly path: string;
  /** What is wrong, and what that means. */
  readonly says: string;
};

export type Outcome = {
  readonly verdict: Verdict;
  /** One sentence that a lawyer understands. */
  readonly sentence: string;
  readonly wrong: readonly Wrong[];
  /** What whoever relies on it must know, though nothing is wrong. */
  readonly warnings: readonly string[];
  /** For programs. */
  readonly facts: Readonly<Record<string, unknown>>;
};

export function unverified(sentence: string): Outcome {
  return { verdict: 'unverified', sentence, wrong: [], warnings: [], facts: {} };
}

export function exitStatusOf({ verdict }: Outcome): number {
  return VERDICTS.indexOf(verdict);
}

/** A thousand findings say no more than a hundred; all are in the JSON. */
const WRONG_SHOWN_MAX = 100;

/** As text: what is wrong, what is to be known, and last the one sentence. */
export function textOf({ wrong, warnings, sentence }: Outcome): string {
  const shown = wrong
    .slice(0, WRONG_SHOWN_MAX)
    .map(({ path, says }) => `✘ ${path === '' ? '' : `${path}: `}${says}`);
  const more = wrong.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`✘ and ${numberOf(more)} more; --json has them all.`] : []),
    ...warnings.map((says) => `⚠ ${says}`),
    sentence,
  ].join('\n');
}

export function numberOf(count: number): string {
  return count.toLocaleString('en');
}

/** `1 entry`, `70,000 entries`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numberOf(count)} ${count === 1 ? one : many}`;
}

const MONTHS =
  'January February March April May June July August September October November December';

/** `4 February 2026 at 05:31 UTC`. */
export function timeOf(at: number | string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  const month = MONTHS.split(' ')[date.getUTCMonth()];
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()} at ${date.toISOString().slice(11, 16)} UTC`;
}

/** `, as A and B saw on 4 February 2026 at 05:31 UTC`; nothing where nobody did. A checkpoint itself has no time. */
export function witnessed(witnesses: readonly { name: string; time: number }[]): string {
  if (witnesses.length === 0) return '';
  const names = witnesses.map(({ name }) => name);
  const last = names.pop() ?? '';
  const who = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  const first = Math.min(...witnesses.map(({ time }) => time));
  return `, as ${who} saw on ${timeOf(first * 1_000)}`;
}

/** Why a checkpoint cannot be relied on. */
export function refusalOf(code: string, { logs }: Trust): string {
  const names = logs.map(({ name }) => name).join(', ');
  if (code === 'unknown-log')
    return `it is of another log than ${names}: the key that you gave is not its owner's.`;
  if (code === 'bad-signature')
    return 'a signature on it is false: it was changed after it was signed, or never signed.';
  if (code === 'no-log-signature' || code === 'no-known-signature')
    return `the owner of ${names} has not signed it.`;
  if (code === 'other-origin') return 'it names another log than the key that signed it.';
  return `it is not in the form of a checkpoint (${code}).`;
}
