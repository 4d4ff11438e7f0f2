import { useInfiniteQuery } from '@tanstack/react-query';
import type { Case } from '../api/case-contract.ts';
import { problemIn } from '../api/client.ts';
import { closedCasesQuery } from '../api/queries.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import { useDesk } from './desk.tsx';
import styles from './lists.module.css';

export function ClosedList() {
  const say = useSay();
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(closedCasesQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={9} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const cases = data.pages.flatMap(({ items }) => items);
  if (cases.length === 0) return <Empty title={say('queue.empty.closed')} />;
  return (
    <div className={styles.frame}>
      <div className={styles.scroller}>
        <ol>
          {cases.map((it) => (
            <li key={it.id}>
              <ClosedRow it={it} />
            </li>
          ))}
        </ol>
        {hasNextPage ? (
          <div className={styles.more}>
            <Button onClick={() => void fetchNextPage()}>{say('act.more')}</Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function ClosedRow({ it }: { it: Case }) {
  const say = useSay();
  const { search, go } = useDesk();
  const { outcome } = it;
  const cause = outcome === null ? undefined : wordKey('cause', outcome.cause);
  return (
    <button
      type="button"
      className={styles.closed}
      aria-current={it.id === search.case}
      onClick={() => go({ case: it.id, truck: undefined })}
    >
      <SeverityMark severity={it.severity} />
      <strong>{say(`kind.${it.kind}`)}</strong>
      <span className={styles.age}>
        <Age at={outcome?.at ?? it.openedAt} short />
      </span>
      <span className={styles.detail}>
        <span className="mono">{it.journey.plate}</span> · {it.journey.routeName}
      </span>
      {outcome === null ? null : (
        <span className={styles.detail}>
          {say(`case.outcome.${outcome.outcome}`)}
          {cause === undefined ? '' : `, ${say(cause)}`} · {outcome.by}
        </span>
      )}
    </button>
  );
}
