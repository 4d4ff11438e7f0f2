import type { ReactNode } from 'react';
import styles from './verify.module.css';

type ResultProps = {
  readonly is: 'matches' | 'differs' | 'none';
  readonly title: string;
  readonly children: ReactNode;
};

/** What a comparison gave, in words first. */
export function Result({ is, title, children }: ResultProps) {
  return (
    <div className={styles.result} data-is={is} role="status">
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
