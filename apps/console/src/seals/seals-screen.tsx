import { getRouteApi, Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { SealFilter, SealTable } from './seal-table.tsx';
import { UnknownTable } from './unknown-table.tsx';

const route = getRouteApi('/office/seals');

export function SealsScreen() {
  const say = useSay();
  const { tab, registered } = route.useSearch();
  useTitle(say('seals.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('seals.title')}</h1>
        <nav className={page.tabs} aria-label={say('seals.title')}>
          {/* Without a tab in the address this one is open, however the list is filtered. */}
          <Link to="/seals" activeOptions={{ exact: tab !== undefined }}>
            {say('seals.tab.all')}
          </Link>
          <Link to="/seals" search={{ tab: 'unknown' }}>
            {say('seals.tab.unknown')}
          </Link>
        </nav>
        {tab === undefined ? <SealFilter /> : null}
        <Link className={page.act} to="/seals/new">
          {say('seals.register')}
        </Link>
      </header>
      {registered === undefined ? null : (
        <p className={page.done} role="status">
          {say('register.done', { number: registered })}
        </p>
      )}
      {tab === 'unknown' ? <UnknownTable /> : <SealTable />}
    </div>
  );
}
