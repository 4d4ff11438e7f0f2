import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Given the id and the ids of what describes it, draws the control. */
  readonly children: (control: ControlProps) => ReactNode;
};
type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly className: string | undefined;
};

/** A label, a hint and an error around one control, tied together for a screen reader. */
function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={styles.field} data-error={error !== undefined}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
        className: styles.control,
      })}
    </div>
  );
}

export type Choice = { readonly value: string; readonly label: string };

export function Select(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  choices: readonly Choice[];
  /** What stands there while nothing is chosen. */
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(control) => (
        <select
          {...control}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function TextField(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  type?: 'text' | 'password' | 'tel' | 'datetime-local' | 'date';
  inputMode?: 'numeric' | 'decimal';
  autoComplete?: string;
  mono?: boolean;
  lines?: number;
  onChange: (value: string) => void;
}) {
  const { value, autoComplete = 'off', mono = false } = props;
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(control) =>
        props.lines === undefined ? (
          <input
            {...control}
            type={props.type ?? 'text'}
            inputMode={props.inputMode}
            data-mono={mono}
            {...{ value, autoComplete }}
            onChange={(event) => props.onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            rows={props.lines}
            data-mono={mono}
            value={value}
            onChange={(event) => props.onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
