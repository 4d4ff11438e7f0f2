import type { SoFar } from '../api/case-contract.ts';
import { timeOfDay } from '../clock/instants.ts';
import { type Say, type WordKey, wordKey } from '../words/words.ts';

/** One line of what was done about a case. */
export function didWords(say: Say, { type, by, params }: SoFar): string {
  const key = keyOf(type, by, params);
  const at = params.until ?? params.checkAt;
  return say(key, {
    by: by ?? '',
    to: params.to ?? '',
    at: typeof at === 'string' ? timeOfDay(at) : '',
    outcome: coded(say, 'case.outcome', params.outcome),
    verdict: coded(say, 'case.verdict', params.verdict),
  });
}

function keyOf(type: SoFar['type'], by: string | null, params: SoFar['params']): WordKey {
  if (type === 'unshelved') return by === null ? 'case.did.woken' : 'case.did.unshelved';
  if (type === 'escalated')
    return params.of === 'check' ? 'case.did.escalated.check' : 'case.did.escalated.acknowledge';
  if (type === 'step') return wordKey('case.did.step', String(params.step)) ?? 'case.did.note';
  return `case.did.${type}`;
}

function coded(say: Say, part: string, code: string | number | undefined): string {
  const key = code === undefined ? undefined : wordKey(part, String(code));
  return key === undefined ? String(code ?? '') : say(key).toLowerCase();
}
