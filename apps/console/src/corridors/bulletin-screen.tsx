import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { bulletinsQuery } from '../api/bulletin-queries.ts';
import { problemIn } from '../api/client.ts';
import { routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { BulletinEditor } from './bulletin-editor.tsx';
import { NEW_BULLETIN, saidOfBulletin } from './bulletin-form.ts';
import { CorridorTabs } from './corridor-tabs.tsx';

const route = getRouteApi('/office/admin/corridors/bulletins/$id');

export function NewBulletinScreen() {
  const say = useSay();
  useTitle(say('bulletins.add'));
  return (
    <Framed title={say('bulletins.add')}>
      <BulletinEditor path="/bulletins" start={NEW_BULLETIN} />
    </Framed>
  );
}

/** A draft, to be written anew. */
export function BulletinScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(bulletinsQuery);
  const { data: gazette } = useQuery(routesQuery);
  const problem = problemIn(error);
  const one = data?.items.find((it) => it.id === id && it.state === 'drafted');
  useTitle(say('bulletin.change'));
  return (
    <Framed title={say('bulletin.change')}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {(data === undefined || gazette === undefined) && problem === undefined ? (
        <Waiting lines={8} />
      ) : null}
      {data !== undefined && one === undefined ? <Empty title={say('bulletin.gone')} /> : null}
      {one === undefined || gazette === undefined ? null : (
        <BulletinEditor
          key={one.version}
          path={`/bulletins/${id}/change`}
          start={saidOfBulletin(
            one,
            gazette.routes.find((it) => it.id === one.says.route),
          )}
        />
      )}
    </Framed>
  );
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{title}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>{children}</div>
    </div>
  );
}
