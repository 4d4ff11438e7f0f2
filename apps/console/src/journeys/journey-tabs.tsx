import { Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import page from '../ui/page.module.css';

/** The journeys, and where on their ways nobody is missed; the latter is officers'. */
export function JourneyTabs() {
  const say = useSay();
  const mayOpen = useMayOpen('/journeys/dead-zones');
  if (!mayOpen) return null;
  return (
    <nav className={page.tabs} aria-label={say('journeys.title')}>
      <Link to="/journeys" activeOptions={{ exact: true, includeSearch: false }}>
        {say('journeys.tab.all')}
      </Link>
      <Link to="/journeys/dead-zones">{say('zones.title')}</Link>
    </nav>
  );
}
