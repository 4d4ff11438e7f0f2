import { useInfiniteQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import { doubtsQuery } from '../api/trust-queries.ts';
import { useSay } from '../shell/language.tsx';
import { DoubtCard } from '../trust/doubt-card.tsx';
import styles from '../trust/trust.module.css';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';

/** Seals whose word is doubted; those of a doubted identity move nothing until a person has looked. */
export function DoubtsList() {
  const say = useSay();
  return (
    <div className={page.scroller}>
      <p className={page.lead}>{say('doubt.lead')}</p>
      <Doubts />
    </div>
  );
}

function Doubts() {
  const say = useSay();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(doubtsQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={8} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const doubts = data.pages.flatMap(({ items }) => items);
  if (doubts.length === 0)
    return (
      <Empty title={say('doubt.empty')}>
        <p>{say('doubt.emptyHint')}</p>
      </Empty>
    );
  return (
    <>
      <div className={styles.cards}>
        {doubts.map((doubt) => (
          <DoubtCard key={doubt.seal.id} doubt={doubt} />
        ))}
      </div>
      {hasNextPage ? (
        <div className={page.more}>
          <Button onClick={() => void fetchNextPage()}>{say('act.more')}</Button>
        </div>
      ) : null}
    </>
  );
}
