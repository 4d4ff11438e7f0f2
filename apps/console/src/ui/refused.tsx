import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '../api/contract.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from './button.tsx';
import styles from './refused.module.css';
import { toldOf } from './told.ts';

/** Whoever may not, may not the second time either. */
const FORBIDDEN = 403;

/** What was refused, why, and what to do. `takesFocus`: it answers what somebody has just sent. */
export function Refused(props: { problem: Problem; onRetry?: () => void; takesFocus?: boolean }) {
  const say = useSay();
  const { problem, onRetry, takesFocus = false } = props;
  const { title, facts, fields, remedy } = toldOf(say, useLanguage(), problem);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && problem !== undefined) box.current?.focus();
  }, [takesFocus, problem]);
  return (
    <div ref={box} className={styles.refused} role="alert" tabIndex={takesFocus ? -1 : undefined}>
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p className={styles.title}>{title}</p>
        {facts === '' ? null : <p>{facts}</p>}
        {fields.map((field) => (
          <p key={field}>{field}</p>
        ))}
        <p>{remedy}</p>
        {onRetry === undefined || problem.status === FORBIDDEN ? null : (
          <Button onClick={onRetry}>{say('act.retry')}</Button>
        )}
      </div>
    </div>
  );
}
