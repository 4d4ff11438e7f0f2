import { CircleAlert } from 'lucide-react';
import type { Problem } from '../api/contract.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from './button.tsx';
import styles from './refused.module.css';
import { toldOf } from './told.ts';

/** What was refused, why, and what to do. */
export function Refused({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const say = useSay();
  const { title, facts, remedy } = toldOf(say, useLanguage(), problem);
  return (
    <div className={styles.refused} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p className={styles.title}>{title}</p>
        {facts === '' ? null : <p>{facts}</p>}
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
