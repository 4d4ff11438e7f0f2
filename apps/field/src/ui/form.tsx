import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useSay } from '../words/spoken.tsx';
import styles from './form.module.css';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'primary' | 'plain' | 'danger';
};

export function Button({ look = 'plain', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={styles.button} data-look={look} />;
}

/** A link that looks like a button. */
export function ButtonLink(props: {
  href: string;
  children: ReactNode;
  onClick?: (event: never) => void;
}) {
  return <a {...(props as object)} className={styles.button} />;
}

type TextProps = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly capitals?: boolean;
  readonly lines?: number;
  readonly onChange: (value: string) => void;
};

export function TextField(props: TextProps) {
  const id = useId();
  const { label, hint, error, value, lines, capitals = false, onChange } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control = {
    id,
    value,
    className: styles.control,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error === undefined ? undefined : true,
    autoComplete: props.autoComplete ?? 'off',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
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
      {lines === undefined ? (
        <input
          {...control}
          type={props.type ?? 'text'}
          autoCapitalize={capitals ? 'characters' : 'none'}
          spellCheck={false}
        />
      ) : (
        <textarea {...control} rows={lines} />
      )}
    </div>
  );
}

type ChoicesProps<Value extends string> = {
  readonly label: string;
  readonly error?: string | undefined;
  readonly value: Value | undefined;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const name = useId();
  const { label, error, value, choices, onChange } = props;
  return (
    <fieldset className={styles.field} data-error={error !== undefined}>
      <legend>{label}</legend>
      {error === undefined ? null : <p className={styles.error}>{error}</p>}
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

/** What is missing, before anything is sent or kept; takes the focus when it appears. */
export function Faults({ faults }: { faults: readonly string[] }) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const all = faults.join('\n');
  useEffect(() => {
    if (all !== '') box.current?.focus();
  }, [all]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className={styles.refused} role="alert" tabIndex={-1}>
      <strong>{say('form.problem')}</strong>
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </div>
  );
}
