import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import { type Draft, draftsQuery } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { CorridorTabs } from './corridor-tabs.tsx';
import { DraftCard } from './draft-card.tsx';

/** What is to stand in the gazette: what waits, and what became of the last ones. */
export function DraftsScreen() {
  const say = useSay();
  useTitle(say('gazette.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('gazette.title')}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('gazette.lead')}</p>
        <Drafts />
      </div>
    </div>
  );
}

const waits = ({ state }: Draft): boolean => state === 'drafted' || state === 'proposed';

function Drafts() {
  const say = useSay();
  const { data, error, refetch } = useQuery(draftsQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const open = data.items.filter(waits);
  const over = data.items.filter((draft) => !waits(draft));
  return (
    <>
      {open.length === 0 ? (
        <Empty title={say('gazette.none')}>
          <p>{say('gazette.noneHint')}</p>
        </Empty>
      ) : (
        open.map((draft) => <DraftCard key={`${draft.id} ${draft.version}`} draft={draft} />)
      )}
      {over.length === 0 ? null : (
        <details>
          <summary className={page.lead}>{say('gazette.over')}</summary>
          {over.map((draft) => (
            <DraftCard key={draft.id} draft={draft} />
          ))}
        </details>
      )}
      <p className={page.lead}>
        <Link to="/admin/corridors/fences">{say('fences.title')}</Link>
      </p>
    </>
  );
}
