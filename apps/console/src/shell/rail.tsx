import { Link } from '@tanstack/react-router';
import {
  ChartColumn,
  Lock,
  type LucideIcon,
  Map as MapIcon,
  Route,
  Rss,
  Scale,
  ShieldCheck,
  ShieldQuestion,
  Siren,
  Truck,
} from 'lucide-react';
import { useMayOrder } from '../orders/may-order.ts';
import type { WordKey } from '../words/words.ts';
import { useSay } from './language.tsx';
import { useMaySupervise } from './may-supervise.ts';
import styles from './rail.module.css';

type PlaceOf = {
  readonly to: string;
  readonly words: WordKey;
  readonly Icon: LucideIcon;
  /** Whoever oversees nothing would find it refused. */
  readonly forOfficers?: boolean;
  /** For who leads, and for who oversees nothing but sees their own. */
  readonly notForOfficers?: boolean;
};
const places = [
  { to: '/monitor', words: 'nav.monitor', Icon: MapIcon },
  { to: '/journeys', words: 'nav.journeys', Icon: Truck },
  { to: '/seals', words: 'nav.seals', Icon: Lock },
  { to: '/quarantine', words: 'nav.quarantine', Icon: ShieldQuestion, forOfficers: true },
  { to: '/units', words: 'response.title', Icon: Siren, forOfficers: true },
  { to: '/admin/corridors/routes', words: 'nav.corridors', Icon: Route, forOfficers: true },
  { to: '/feeds', words: 'nav.feeds', Icon: Rss },
  { to: '/reports', words: 'report.title', Icon: ChartColumn, notForOfficers: true },
  { to: '/rules', words: 'nav.rules', Icon: Scale, forOfficers: true },
  { to: '/evidence', words: 'nav.evidence', Icon: ShieldCheck },
] as const satisfies readonly PlaceOf[];

export function Rail() {
  const say = useSay();
  const { mayOrder } = useMayOrder();
  const maySupervise = useMaySupervise();
  const shown = places.filter((place) => {
    if ('forOfficers' in place) return mayOrder;
    return !('notForOfficers' in place) || maySupervise || !mayOrder;
  });
  return (
    <nav className={styles.rail} aria-label={say('nav.label')}>
      {shown.map(({ to, words, Icon }) => (
        <Link key={to} to={to} className={styles.place} activeOptions={{ includeSearch: false }}>
          <Icon size={18} aria-hidden="true" />
          {say(words)}
        </Link>
      ))}
    </nav>
  );
}
