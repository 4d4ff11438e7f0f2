import { useId } from 'react';
import styles from './segments.module.css';

/** One of a few choices, all of them seen. */
export function Segments<Value extends string>(props: {
  label: string;
  /** Undefined: nothing is chosen yet. */
  value: Value | undefined;
  error?: string | undefined;
  choices: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.segments} data-faulty={props.error !== undefined}>
      <legend>{props.label}</legend>
      {props.error === undefined ? null : <p className={styles.error}>{props.error}</p>}
      <div className={styles.row}>
        {props.choices.map(({ value, label }) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
