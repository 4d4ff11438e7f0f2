import { useQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import type { Custody } from '../api/evidence-contract.ts';
import { bundleFile, custodyQuery } from '../api/evidence-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';

/** Who handed out the evidence of a subject, when and why. */
export function CustodyList({ subject }: { subject: string }) {
  const say = useSay();
  const { data, error, refetch } = useQuery(custodyQuery(subject));
  const problem = problemIn(error);
  // What somebody may not see is not a fault of this screen.
  if (problem?.code === 'forbidden') return null;
  if (problem !== undefined) return <Refused problem={problem} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className={styles.quiet}>{say('custody.none')}</p>;
  return (
    <section className={styles.custody} aria-label={say('custody.title')}>
      <p className={styles.custodyTitle}>{say('custody.title')}</p>
      <ol>
        {data.items.map((it) => (
          <Line key={it.id} it={it} />
        ))}
      </ol>
    </section>
  );
}

function Line({ it }: { it: Custody }) {
  const say = useSay();
  const language = useLanguage();
  const { id, exportedAt, by, reason, caseNo, fileName } = it;
  return (
    <li>
      <p>
        <time dateTime={exportedAt}>{fullInstant(exportedAt, language)}</time> ·{' '}
        {by ?? say('actor.person')}
      </p>
      <p>
        {reason === null || reason === '' ? null : (
          <span className={styles.quiet}>“{reason}” </span>
        )}
        {caseNo === null || caseNo === '' ? null : say('custody.case', { caseNo })}
      </p>
      <a
        className={styles.again}
        href={bundleFile(id)}
        download={fileName}
        aria-label={`${say('custody.again')}: ${fileName}`}
      >
        {say('custody.again')}
      </a>
    </li>
  );
}
