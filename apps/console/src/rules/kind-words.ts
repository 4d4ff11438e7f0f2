import { useSay } from '../shell/language.tsx';
import { wordKey } from '../words/words.ts';

/** What a kind of alarm is called. A newer server may have one that is not called anything here. */
export function useKindWords(kind: string): string {
  const say = useSay();
  const key = wordKey('kind', kind);
  return key === undefined ? kind : say(key);
}
