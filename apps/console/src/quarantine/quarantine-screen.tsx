import { getRouteApi, Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { DoubtsList } from './doubts-list.tsx';
import { RejectedTable } from './rejected-table.tsx';
import { type QuarantineTab, quarantineTabs } from './search.ts';
import { UnknownTable } from './unknown-table.tsx';

const route = getRouteApi('/office/quarantine');
const [FIRST] = quarantineTabs;
const tables = {
  doubts: DoubtsList,
  unknown: UnknownTable,
  rejected: RejectedTable,
} as const satisfies Record<QuarantineTab, () => React.ReactNode>;

/** What came in and moves nothing until a person has looked at it. */
export function QuarantineScreen() {
  const say = useSay();
  const { tab = FIRST } = route.useSearch();
  const Table = tables[tab];
  useTitle(say('quarantine.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('quarantine.title')}</h1>
        <nav className={page.tabs} aria-label={say('quarantine.title')}>
          {quarantineTabs.map((it) => (
            <Link
              key={it}
              to="/quarantine"
              search={it === FIRST ? {} : { tab: it }}
              activeOptions={{ exact: true }}
            >
              {say(`quarantine.tab.${it}`)}
            </Link>
          ))}
        </nav>
      </header>
      <Table />
    </div>
  );
}
