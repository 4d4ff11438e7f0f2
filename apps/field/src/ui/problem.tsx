import type { Problem } from '../api/contract.ts';
import { wordKey } from '../words/say.ts';
import { useSay } from '../words/spoken.tsx';
import styles from './form.module.css';

/** What was refused, why, and what to do; a code that has no words here in the server's own. */
export function ProblemBox({ problem }: { problem: Problem }) {
  const say = useSay();
  const known = wordKey('problem', problem.code);
  const remedy = wordKey('problem', `${problem.code}.do`) ?? 'problem.unexpected.do';
  return (
    <div className={styles.refused} role="alert">
      <strong>{known === undefined ? problem.title : say(known)}</strong>
      <p>{say(remedy)}</p>
    </div>
  );
}
