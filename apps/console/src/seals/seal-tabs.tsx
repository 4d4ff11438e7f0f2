import { Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';

/** The register, and what its models are expected to do. */
export function SealTabs() {
  const say = useSay();
  return (
    <nav className={page.tabs} aria-label={say('seals.title')}>
      <Link to="/seals" activeOptions={{ exact: true, includeSearch: false }}>
        {say('seals.tab.all')}
      </Link>
      <Link to="/seals/models">{say('models.title')}</Link>
    </nav>
  );
}
