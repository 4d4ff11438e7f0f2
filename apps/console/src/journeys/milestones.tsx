import { Check } from 'lucide-react';
import type { Journey } from '../api/contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import styles from './milestones.module.css';
import { useReplay } from './replay.tsx';

const all = ['created', 'sealed', 'armed', 'departed', 'arrived', 'disarmed', 'closed'] as const;

/** What was done, when and by whom, and what is still to come. A click goes to the moment. */
export function Milestones({ journey }: { journey: Journey }) {
  const say = useSay();
  const language = useLanguage();
  const { goTo } = useReplay();
  return (
    <section className={styles.section}>
      <h2>{say('mile.title')}</h2>
      <ol>
        {all.map((type) => {
          const done = journey.milestones.findLast((it) => it.type === type);
          if (done === undefined) {
            return (
              <li key={type} className={styles.ahead}>
                <span className={styles.ring} />
                <span>{say(`mile.${type}`)}</span>
                <span className="unseen">{say('mile.to')}</span>
              </li>
            );
          }
          return (
            <li key={type}>
              <Check size={14} strokeWidth={3} aria-hidden="true" />
              <button type="button" onClick={() => goTo(Date.parse(done.occurredAt))}>
                {say(`mile.${type}`)}
              </button>
              <span className={styles.by}>{done.by}</span>
              <time dateTime={done.occurredAt}>{secondInstant(done.occurredAt, language)}</time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
