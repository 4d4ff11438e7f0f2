import { useEffect, useState } from 'react';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import styles from './evidence.module.css';

/** Sooner than this nobody asks whether it goes on. */
const PATIENCE_S = 1;
const SECOND_MS = 1_000;

/** Says what goes on, and for how long, once it takes more than a second. */
export function Working({ words }: { words: 'export.working' | 'export.fetching' }) {
  const say = useSay();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  if (seconds < PATIENCE_S) return null;
  return (
    <>
      <p className={styles.quiet}>{say(words, { span: saySpan(say, seconds * SECOND_MS) })}</p>
      <progress className={styles.progress} aria-hidden="true" />
    </>
  );
}
