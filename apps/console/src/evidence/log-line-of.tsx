import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, Clock3, ShieldCheck } from 'lucide-react';
import { problemIn } from '../api/client.ts';
import { logQuery, subjectLogQuery } from '../api/evidence-queries.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';
import { type LogTone, logLine } from './log-line.ts';
import type { EvidenceSearch } from './search.ts';

const icons = { well: ShieldCheck, waiting: Clock3, bad: CircleAlert } as const satisfies Record<
  LogTone,
  unknown
>;

/** Whether the facts of a journey or a case are in the log and witnessed; leads to them by a search. */
export function LogLineOf({ subject, search }: { subject: string; search: EvidenceSearch }) {
  const say = useSay();
  const now = useNow();
  const { data: log } = useQuery(logQuery);
  const { data, error, refetch } = useQuery(subjectLogQuery(subject));
  const problem = problemIn(error);
  if (data === undefined)
    return problem === undefined ? null : (
      <Refused problem={problem} onRetry={() => void refetch()} />
    );
  const { tone, words } = logLine(say, data, log, now);
  const Icon = icons[tone];
  return (
    <p className={styles.line} data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      <span>
        {words}
        {data.facts === 0 ? null : (
          <>
            {' · '}
            <Link className={styles.facts} to="/evidence" search={search}>
              {say('line.facts')}
            </Link>
          </>
        )}
      </span>
    </p>
  );
}
