import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { problemIn } from '../api/client.ts';
import type { LogState } from '../api/evidence-contract.ts';
import { logQuery } from '../api/evidence-queries.ts';
import { sayAge, saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { Refused } from '../ui/refused.tsx';
import { grouped } from './log-line.ts';
import styles from './log-panel.module.css';
import { witnessSentences } from './log-state.ts';

/** An answer older than this is told with its own age: the log may have gone on. */
const STALE_MS = 20_000;

/** The state of the log in plain words: how much, since when, by whom it is witnessed, what waits. */
export function LogPanel() {
  const say = useSay();
  const { data, error, refetch, dataUpdatedAt } = useQuery(logQuery);
  const problem = problemIn(error);
  return (
    <section className={styles.panel} aria-label={say('log.title')}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {data === undefined ? null : <State log={data} answeredAt={dataUpdatedAt} />}
    </section>
  );
}

function State({ log, answeredAt }: { log: LogState; answeredAt: number }) {
  const say = useSay();
  const now = useNow();
  return (
    <>
      {log.refuses === null ? null : <Refuses why={log.refuses} />}
      <p className={styles.size}>
        <strong>{say('log.size', { n: log.size, count: grouped(log.size) })}</strong>
        {log.integratedAt === null ? null : (
          <>
            {' · '}
            {say('log.integrated', { age: sayAge(say, now - Date.parse(log.integratedAt)) })}
          </>
        )}
      </p>
      <p>
        <Pending log={log} now={now} />
      </p>
      {witnessSentences(say, log, now).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Stale answeredAt={answeredAt} />
      <Details log={log} />
    </>
  );
}

function Pending({ log, now }: { log: LogState; now: number }) {
  const say = useSay();
  const { pending, oldestPendingAt } = log;
  if (pending === 0) return say('log.pendingNone');
  const waits = say('log.pending', { n: pending, count: grouped(pending) });
  if (oldestPendingAt === null) return `${waits}.`;
  const span = saySpan(say, now - Date.parse(oldestPendingAt));
  return `${waits}, ${say('log.pendingFor', { span })}.`;
}

function Refuses({ why }: { why: string }) {
  const say = useSay();
  return (
    <div className={styles.refuses} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p>{say('log.refuses')}</p>
        <p className={styles.quiet}>
          {say('log.why')}: <span className="mono">{why}</span>
        </p>
      </div>
    </div>
  );
}

function Stale({ answeredAt }: { answeredAt: number }) {
  const say = useSay();
  useNow();
  // By this computer's clock at both ends: the answer came when it came.
  const age = Date.now() - answeredAt;
  if (age < STALE_MS) return null;
  return <p className={styles.stale}>{say('log.asOf', { age: sayAge(say, age) })}</p>;
}

function Details({ log: { name, vkey, root } }: { log: LogState }) {
  const say = useSay();
  return (
    <details className={styles.details}>
      <summary>{say('log.details')}</summary>
      <dl>
        <dt>{say('log.key')}</dt>
        <dd className="mono">{vkey}</dd>
        <dt>{say('log.root')}</dt>
        <dd className="mono">{root}</dd>
      </dl>
      <p>
        <a href={`/log/${name}/`}>{say('log.public')}</a>
      </p>
    </details>
  );
}
