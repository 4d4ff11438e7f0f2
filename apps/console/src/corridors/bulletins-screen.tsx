import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Bulletins, bulletinsQuery } from '../api/bulletin-queries.ts';
import { problemIn } from '../api/client.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useMayOpen } from '../shell/use-may-open.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { BulletinCard } from './bulletin-card.tsx';
import { phaseOf } from './bulletin-phase.ts';
import { CorridorTabs } from './corridor-tabs.tsx';

/** Emergency diversions: what waits for another officer first, then what holds, then what is over. */
export function BulletinsScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/admin/corridors/bulletins/new');
  useTitle(say('bulletins.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('bulletins.title')}</h1>
        <CorridorTabs />
        {mayAdd ? (
          <Link className={page.act} to="/admin/corridors/bulletins/new">
            {say('bulletins.add')}
          </Link>
        ) : null}
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('bulletins.lead')}</p>
        <All />
      </div>
    </div>
  );
}

function All() {
  const say = useSay();
  const { data, error, refetch } = useQuery(bulletinsQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const now = Date.parse(data.now);
  const inPhase = (...phases: readonly string[]) =>
    data.items.filter((one) => phases.includes(phaseOf(one, now)));
  const open = [...inPhase('drafted'), ...inPhase('coming', 'holding')];
  const over = inPhase('over', 'ended', 'discarded');
  return (
    <>
      {open.length === 0 ? (
        <Empty title={say('bulletins.none')}>
          <p>{say('bulletins.noneHint')}</p>
        </Empty>
      ) : (
        open.map((one) => <BulletinCard key={`${one.id} ${one.version}`} bulletin={one} />)
      )}
      {over.length === 0 ? null : (
        <details>
          <summary className={page.lead}>{say('bulletins.over')}</summary>
          {over.map((one) => (
            <BulletinCard key={one.id} bulletin={one} />
          ))}
        </details>
      )}
      <Key {...data} />
    </>
  );
}

function Key({ publicKey }: Bulletins) {
  const say = useSay();
  if (publicKey === null) return <p className={page.bad}>{say('bulletins.noKey')}</p>;
  return (
    <p className={page.lead}>
      {say('bulletins.key')}: <code translate="no">{publicKey}</code>
    </p>
  );
}
