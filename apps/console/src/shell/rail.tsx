import { Link } from '@tanstack/react-router';
import { Lock, Map as MapIcon, Rss, ShieldCheck, ShieldQuestion, Truck } from 'lucide-react';
import { useSay } from './language.tsx';
import styles from './rail.module.css';

const places = [
  { to: '/monitor', words: 'nav.monitor', Icon: MapIcon },
  { to: '/journeys', words: 'nav.journeys', Icon: Truck },
  { to: '/seals', words: 'nav.seals', Icon: Lock },
  { to: '/quarantine', words: 'nav.quarantine', Icon: ShieldQuestion },
  { to: '/feeds', words: 'nav.feeds', Icon: Rss },
  { to: '/evidence', words: 'nav.evidence', Icon: ShieldCheck },
] as const;

export function Rail() {
  const say = useSay();
  return (
    <nav className={styles.rail} aria-label={say('nav.label')}>
      {places.map(({ to, words, Icon }) => (
        <Link key={to} to={to} className={styles.place} activeOptions={{ includeSearch: false }}>
          <Icon size={18} aria-hidden="true" />
          {say(words)}
        </Link>
      ))}
    </nav>
  );
}
