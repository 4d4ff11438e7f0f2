import type { LogState } from '../api/evidence-contract.ts';
import { sayAge } from '../clock/say-age.ts';
import type { Say } from '../words/words.ts';
import { grouped } from './log-line.ts';

/** By whom and when the log was witnessed, and what is not yet: one sentence each. */
export function witnessSentences(say: Say, log: LogState, now: number): readonly string[] {
  const { witnessed, policy, size } = log;
  if (witnessed === null) {
    if (policy === null) return [say('log.noPolicy')];
    return [say('log.neverWitnessed', { n: policy.witnesses.length })];
  }
  const said = say('log.witnessed', {
    count: grouped(witnessed.size),
    names: witnessed.by.join(', '),
  });
  const newer = size - witnessed.size;
  return [
    `${said}, ${sayAge(say, now - Date.parse(witnessed.at))}.`,
    ...(witnessed.quorum ? [] : [say('log.short', { quorum: policy?.quorum ?? 0 })]),
    ...(newer > 0 ? [say('log.newer', { n: newer, count: grouped(newer) })] : []),
  ];
}

/** Facts are promised a witness within this (trust-and-continuity §1.4); longer is somebody’s to look at. */
const UNWITNESSED_MS_MAX = 60_000;

export type Witnessing = {
  readonly refuses: boolean;
  /** Since the last witnessed state, in milliseconds; 0 when nothing is newer. */
  readonly unwitnessedMs: number;
  readonly isLate: boolean;
  /** Who last vouched for it, counted, of how many, and how long ago; `null` before the first time. */
  readonly last: { readonly by: number; readonly of: number; readonly agoMs: number } | null;
};

/** For how long the newest facts have had no witness; `undefined` where nobody was asked to be one. */
export function witnessing(log: LogState, now: number): Witnessing | undefined {
  const { refuses, policy, witnessed, size, integratedAt } = log;
  if (refuses !== null) return { refuses: true, unwitnessedMs: 0, isLate: true, last: null };
  if (policy === null) return undefined;
  const since = witnessed?.at ?? integratedAt;
  const isWhole = witnessed?.quorum === true && witnessed.size >= size;
  const unwitnessedMs = isWhole || since === null ? 0 : Math.max(0, now - Date.parse(since));
  const last = witnessed?.quorum
    ? {
        by: witnessed.by.length,
        of: policy.witnesses.length,
        agoMs: Math.max(0, now - Date.parse(witnessed.at)),
      }
    : null;
  return { refuses: false, unwitnessedMs, isLate: unwitnessedMs > UNWITNESSED_MS_MAX, last };
}
