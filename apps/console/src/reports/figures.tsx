import type { ReactNode } from 'react';
import { useSay } from '../shell/language.tsx';
import type { Say } from '../words/words.ts';
import styles from './reports.module.css';

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  /** Worse than was promised. */
  readonly isOver?: boolean;
};

/** The figures that matter most, each with what was promised. */
export function Figures({ figures }: { figures: readonly FigureProps[] }) {
  const say = useSay();
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, note, isOver = false }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-over={isOver}>{value}</dd>
          {note === undefined ? null : <dd className={styles.note}>{note}</dd>}
          {isOver ? <dd className={styles.over}>{say('report.over')}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

/** One table with what it is about. */
export function Section({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}

/** Nothing of this kind happened. */
export function None({ children }: { children: string }) {
  return <p className={styles.none}>{children}</p>;
}

/** Whose word a target is, as it was written down. */
export function Source({ children }: { children: string }) {
  const say = useSay();
  return (
    <p className={styles.source}>
      {say('report.source')} <span translate="no">{children}</span>
    </p>
  );
}

const NOTHING = '–';

export const sayNumber = (value: number | null): string =>
  value === null ? NOTHING : value.toLocaleString('en-GB');

export const sayPct = (value: number | null): string =>
  value === null ? NOTHING : `${value.toLocaleString('en-GB')} %`;

export const sayHours = (say: Say, value: number | null): string =>
  value === null ? NOTHING : say('report.hours', { h: value.toLocaleString('en-GB') });
