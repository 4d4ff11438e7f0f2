import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Seal } from '../api/contract.ts';
import type { Frame } from '../api/device-contract.ts';
import { framesQuery } from '../api/device-queries.ts';
import { timeOfDay } from '../clock/instants.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { FrameView } from './frame-view.tsx';
import styles from './frames.module.css';
import { verdictWords } from './verdict-words.ts';

const route = getRouteApi('/office/seals/$id');

/** Every message of the seal, as it was sent; the chosen one stands open beside the list, the newest if none was chosen. */
export function FramesPanel({ seal }: { seal: Seal }) {
  const say = useSay();
  const { frame: chosen } = route.useSearch();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    framesQuery(seal.id),
  );
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const frames = data.pages.flatMap(({ items }) => items);
  const open = chosen ?? frames[0]?.id;
  return (
    <section className={styles.panel} aria-label={say('frames.title')}>
      <div className={styles.list}>
        <h2>{say('frames.title')}</h2>
        <ol>
          {frames.map((frame) => (
            <li key={frame.id}>
              <FrameRow frame={frame} isOpen={frame.id === open} />
            </li>
          ))}
        </ol>
        {hasNextPage ? (
          <div>
            <Button wide disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say('act.more')}
            </Button>
          </div>
        ) : null}
      </div>
      {open === undefined ? (
        <Empty title={say('frames.none')}>
          <p>{say('frames.noneHint')}</p>
        </Empty>
      ) : (
        <FrameView key={open} seal={seal.id} id={open} />
      )}
    </section>
  );
}

function FrameRow({ frame, isOpen }: { frame: Frame; isOpen: boolean }) {
  const say = useSay();
  const navigate = route.useNavigate();
  const { id, receivedAt, verdict, hex } = frame;
  return (
    <button
      type="button"
      className={styles.frame}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => void navigate({ search: { frame: id }, replace: true })}
    >
      <span className={styles.time}>{timeOfDay(receivedAt)}</span>
      <span>{verdictWords(say, verdict)}</span>
      <span className={styles.small}>
        <Age at={receivedAt} />
      </span>
      <span className={styles.small}>{say('frames.bytes', { n: hex.length / 2 })}</span>
    </button>
  );
}
