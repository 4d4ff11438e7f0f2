import { useSay } from '../shell/language.tsx';
import { wordKey } from '../words/words.ts';

/** A way of speaking by its name; one without a name by its code. */
export function Dialect({ dialect }: { dialect: string }) {
  const say = useSay();
  const spoken = wordKey('dialect', dialect);
  return spoken === undefined ? dialect : say(spoken);
}
