import { useId } from 'react';
import styles from './case-detail.module.css';

export type ChoiceOf = { readonly value: string; readonly label: string };

/** A few choices of which one is taken. */
export function Choices(props: {
  legend: string;
  name: string;
  value: string;
  choices: readonly ChoiceOf[];
  /** What is said while nothing is chosen and it was tried. */
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const { error, value } = props;
  return (
    <fieldset
      className={styles.outcomes}
      data-faulty={error !== undefined}
      aria-describedby={error === undefined ? undefined : id}
    >
      <legend>{props.legend}</legend>
      {error === undefined ? null : (
        <p id={id} className={styles.missing}>
          {error}
        </p>
      )}
      {props.choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={props.name}
            checked={choice.value === value}
            onChange={() => props.onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
