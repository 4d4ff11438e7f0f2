import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { FactLine } from '../api/evidence-contract.ts';
import { neighboursQuery } from '../api/evidence-queries.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import styles from './fact-screen.module.css';
import { factWords } from './fact-words.ts';

/** The other facts about the same, in the order in which they happened to it. */
export function Neighbours({ fact }: { fact: FactLine }) {
  const say = useSay();
  const { data, error, refetch } = useQuery(neighboursQuery(fact.subject));
  const problem = problemIn(error);
  const facts = data?.items.toSorted((one, other) => one.subjectVersion - other.subjectVersion);
  return (
    <section className={styles.neighbours}>
      <h2>{say('entry.others')}</h2>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {facts?.length === 1 ? <p className={page.quiet}>{say('entry.alone')}</p> : null}
      <ol>
        {facts?.map((it) => (
          <Neighbour key={it.id} it={it} here={it.id === fact.id} />
        ))}
      </ol>
    </section>
  );
}

function Neighbour({ it, here }: { it: FactLine; here: boolean }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <li>
      <time dateTime={it.occurredAt}>{secondInstant(it.occurredAt, language)}</time>
      <Link
        to="/evidence/facts/$id"
        params={{ id: it.id }}
        aria-current={here ? 'page' : undefined}
      >
        {factWords(say, it.type)}
      </Link>
      {here ? <span className={page.quiet}>{say('entry.thisOne')}</span> : null}
    </li>
  );
}
