import { Link } from '@tanstack/react-router';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';

/** What the gazette holds, and what is to stand in it. */
export function CorridorTabs() {
  const say = useSay();
  return (
    <nav className={page.tabs} aria-label={say('corridors.title')}>
      <Link to="/admin/corridors/routes">{say('routes.title')}</Link>
      <Link to="/admin/corridors/places">{say('places.title')}</Link>
      <Link to="/admin/corridors/fences">{say('fences.title')}</Link>
      <Link to="/admin/corridors/drafts">{say('gazette.title')}</Link>
      <Link to="/admin/corridors/bulletins">{say('bulletins.title')}</Link>
    </nav>
  );
}
