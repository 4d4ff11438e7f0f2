import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** One part of what is known of something. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export type Row = {
  readonly label: string;
  readonly value: ReactNode;
  readonly look?: 'bad' | 'stale' | undefined;
};

/** Facts, one to a line; what is undefined is left out. */
export function Rows({ rows }: { rows: readonly (Row | undefined)[] }) {
  return (
    <dl className={styles.rows}>
      {rows
        .filter((row) => row !== undefined)
        .map(({ label, value, look }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd data-look={look}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
