import { type Ref, useId } from 'react';
import { useSay } from '../shell/language.tsx';
import styles from './error-summary.module.css';

/** What is wrong with a form, in the same words as beside its fields; it takes the focus (§4.5). */
export function ErrorSummary({
  ref,
  errors,
}: {
  ref: Ref<HTMLDivElement>;
  errors: readonly string[];
}) {
  const say = useSay();
  const id = useId();
  if (errors.length === 0) return null;
  return (
    <div ref={ref} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby={id}>
      <h2 id={id}>{say('form.problem')}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error}>{error}</li>
        ))}
      </ul>
    </div>
  );
}
