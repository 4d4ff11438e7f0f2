import { CircleAlert } from 'lucide-react';
import type { Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { type Say, wordKey } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './refused.module.css';

/** What was refused, why, and what to do; in the person's language where the code is known, else in the server's words. */
function told(say: Say, problem: Problem): { title: string; detail: string; remedy: string } {
  const title = wordKey('problem', problem.code);
  const remedy = wordKey('problem', `${problem.code}.do`);
  return {
    title: title === undefined ? problem.title : say(title),
    detail: problem.detail ?? '',
    remedy: remedy === undefined ? say('problem.unexpected.do') : say(remedy),
  };
}

export function Refused({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const say = useSay();
  const { title, detail, remedy } = told(say, problem);
  return (
    <div className={styles.refused} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p className={styles.title}>{title}</p>
        {detail === '' || detail === title ? null : <p>{detail}</p>}
        {problem.errors?.map((error) => (
          <p key={error.path}>
            {error.path}: {error.message}
          </p>
        ))}
        <p>{remedy}</p>
        {onRetry === undefined ? null : <Button onClick={onRetry}>{say('act.retry')}</Button>}
      </div>
    </div>
  );
}
