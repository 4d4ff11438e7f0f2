import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'primary' | 'plain' | 'quiet';
  /** The key that does the same, shown on the button. */
  readonly hotkey?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

export function Button({ look = 'plain', hotkey, wide, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={hotkey}
      data-wide={wide}
      {...rest}
      className={`${styles.button} ${styles[look]}`}
    >
      <span className={styles.text}>{children}</span>
      {hotkey === undefined ? null : <Key name={hotkey} />}
    </button>
  );
}

/** A key's name as it stands on the keyboard. */
export function Key({ name }: { name: string }) {
  return (
    <span aria-hidden="true">
      <kbd className={styles.key}>{name}</kbd>
    </span>
  );
}
