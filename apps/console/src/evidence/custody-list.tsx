import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Custody } from '../api/evidence-contract.ts';
import { bundleFile, custodyQuery } from '../api/evidence-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';
import { FileButton } from './file-button.tsx';

/** What is seen at first; a bundle that a court asks for often has more. */
const SHOWN_MAX = 6;

/** Who handed out the evidence of a subject, when and why; the newest first. */
export function CustodyList({ subject }: { subject: string }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(custodyQuery(subject));
  const problem = problemIn(error);
  if (problem !== undefined) return <Refused problem={problem} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className={styles.quiet}>{say('custody.none')}</p>;
  const shown = data.items.slice(0, all ? undefined : SHOWN_MAX);
  return (
    <section className={styles.custody} aria-label={say('custody.title')}>
      <p className={styles.custodyTitle}>{say('custody.title')}</p>
      <ol>
        {shown.map((it) => (
          <Line key={`${it.at}${it.act}${it.export}`} it={it} onFetched={() => void refetch()} />
        ))}
      </ol>
      {shown.length < data.items.length ? (
        <Button onClick={() => setAll(true)}>{say('act.more')}</Button>
      ) : null}
    </section>
  );
}

function Line({ it, onFetched }: { it: Custody; onFetched: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const { at, name, act, reason, caseNo } = it;
  const who = name ?? say('actor.person');
  return (
    <li>
      <p>
        <time dateTime={at}>{fullInstant(at, language)}</time>
      </p>
      <p>{say(act === 'exported' ? 'custody.exported' : 'custody.fetched', { who })}</p>
      {act === 'exported' ? (
        <>
          <p className={styles.quiet}>
            {reason === null ? null : `“${reason}” `}
            {caseNo === null ? null : say('custody.case', { caseNo })}
          </p>
          <FileButton
            path={bundleFile(it.export)}
            label={say('custody.again')}
            name={`${say('custody.again')}: ${fullInstant(at, language)}`}
            onDone={onFetched}
          />
        </>
      ) : null}
    </li>
  );
}
