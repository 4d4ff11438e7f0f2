import { type ReactNode, useEffect, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import styles from './waiting.module.css';

/** A screen that answers sooner shows no skeleton at all; a flash would only look slower (§3.4). */
const SKELETON_MS = 400;

/** Grey lines where the answer will stand. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const say = useSay();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={styles.waiting} role="status">
      <span className="unseen">{say('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity and never move.
        <span key={line} className={styles.line} data-short={line % 3 === 2} />
      ))}
    </div>
  );
}

/** Nothing is here, said in words, with what can be done about it. */
export function Empty(props: { title: string; isPage?: boolean; children?: ReactNode }) {
  const { title, isPage = false, children } = props;
  return (
    <div className={styles.empty}>
      {isPage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children}
    </div>
  );
}
