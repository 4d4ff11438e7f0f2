import { getRouteApi, Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useMayOpen } from '../shell/use-may-open.ts';
import page from '../ui/page.module.css';
import { SealFilter, SealTable } from './seal-table.tsx';
import { SealTabs } from './seal-tabs.tsx';

const route = getRouteApi('/office/seals');

export function SealsScreen() {
  const say = useSay();
  const { registered } = route.useSearch();
  const mayAdd = useMayOpen('/seals/new');
  useTitle(say('seals.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('seals.title')}</h1>
        <SealTabs />
        <SealFilter />
        {mayAdd ? (
          <Link className={page.act} to="/seals/new">
            {say('seals.register')}
          </Link>
        ) : null}
      </header>
      {registered === undefined ? null : (
        <p className={page.done} role="status">
          {say('register.done', { number: registered })}
        </p>
      )}
      <SealTable />
    </div>
  );
}
