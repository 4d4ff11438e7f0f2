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
