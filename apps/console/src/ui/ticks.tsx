import { useId } from 'react';
import styles from './ticks.module.css';

/** Any number of a few choices, all of them seen. */
export function Ticks(props: {
  label: string;
  hint?: string;
  choices: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const id = useId();
  const { choices, chosen, onChange } = props;
  return (
    <fieldset className={styles.ticks} aria-describedby={props.hint === undefined ? undefined : id}>
      <legend>{props.label}</legend>
      {props.hint === undefined ? null : <p id={id}>{props.hint}</p>}
      <div className={styles.choices} translate="no">
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, choice] : chosen.filter((it) => it !== choice),
                )
              }
            />
            {choice}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
