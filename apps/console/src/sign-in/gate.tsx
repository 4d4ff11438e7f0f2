import type { ReactNode } from 'react';
import { useLanguage, useSay } from '../shell/language.tsx';
import { change } from '../shell/settings.ts';
import { Segments } from '../ui/segments.tsx';
import { languages } from '../words/said.ts';
import styles from './gate.module.css';

/** The frame of the screens before somebody is signed in. */
export function Gate({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}) {
  const say = useSay();
  const language = useLanguage();
  return (
    <main className={styles.gate}>
      <div className={styles.card}>
        <p className={styles.name}>
          <img src="/lakiri.svg" alt="" width="32" height="32" />
          {say('app.name')}
        </p>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
      <div className={styles.language}>
        <Segments
          label={say('menu.language')}
          value={language}
          choices={languages.map((value) => ({ value, label: say(`menu.language.${value}`) }))}
          onChange={(value) => change({ language: value })}
        />
      </div>
    </main>
  );
}
