import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSay } from '../shell/language.tsx';
import styles from './drawer.module.css';

/** The panel beside the map; on a phone a sheet over everything. */
export function Drawer(props: {
  label: string;
  head: ReactNode;
  foot?: ReactNode;
  onClose: () => void;
  onStep?: (by: 1 | -1) => void;
  children: ReactNode;
}) {
  const say = useSay();
  const { onStep } = props;
  return (
    <aside className={styles.drawer} aria-label={props.label}>
      <div className={styles.tools}>
        {onStep === undefined ? null : (
          <>
            <Tool label={`${say('case.previous')} (K)`} onClick={() => onStep(-1)}>
              <ChevronUp size={17} aria-hidden="true" />
            </Tool>
            <Tool label={`${say('case.next')} (J)`} onClick={() => onStep(1)}>
              <ChevronDown size={17} aria-hidden="true" />
            </Tool>
          </>
        )}
        <Tool label={say('act.close')} onClick={props.onClose}>
          <X size={17} aria-hidden="true" />
        </Tool>
      </div>
      <div className={styles.scroll}>
        <header className={styles.head}>{props.head}</header>
        {props.children}
      </div>
      {props.foot === undefined ? null : <footer className={styles.foot}>{props.foot}</footer>}
    </aside>
  );
}

function Tool(props: { label: string; onClick: () => void; children: ReactNode }) {
  const { label, onClick, children } = props;
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export type Fact = { readonly label: string; readonly value: ReactNode };

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
