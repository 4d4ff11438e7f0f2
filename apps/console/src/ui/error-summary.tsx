import { type RefObject, useEffect, useId, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import styles from './error-summary.module.css';
import { fieldsOf } from './faulty-field.ts';

/** What is wrong with a form, in the same words as beside its fields; it takes the focus, and each line leads to its field (§4.5). */
export function ErrorSummary(props: {
  ref: RefObject<HTMLDivElement | null>;
  errors: readonly string[];
}) {
  const say = useSay();
  const id = useId();
  const { ref, errors } = props;
  const [fields, setFields] = useState<readonly (HTMLElement | undefined)[]>([]);
  const lines = errors.join('\n');
  useEffect(() => {
    // The fields have been drawn with their errors by now.
    if (ref.current !== null) setFields(fieldsOf(ref.current, lines.split('\n')));
  }, [ref, lines]);
  if (errors.length === 0) return null;
  return (
    <div ref={ref} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby={id}>
      <h2 id={id}>{say('form.problem')}</h2>
      <ul>
        {errors.map((error, at) => (
          <li key={error}>
            {fields[at] === undefined ? error : <Line field={fields[at]} error={error} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line({ field, error }: { field: HTMLElement; error: string }) {
  return (
    <a
      href={`#${field.id}`}
      onClick={(event) => {
        // The address is the view; a field is no part of it.
        event.preventDefault();
        field.scrollIntoView({ block: 'center' });
        field.focus({ preventScroll: true });
      }}
    >
      {error}
    </a>
  );
}
