import { Popover } from '@base-ui/react/popover';
import { Link, useLocation } from '@tanstack/react-router';
import {
  ChartColumn,
  Ellipsis,
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
import { useState } from 'react';
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

/** So many a thumb tells apart at the foot of a phone; with more, the last of them opens the others. */
const FOOT_MAX = 5;

/** The places of the console: all of them at a desk; at the foot of a phone the first few, and the others behind a button. */
export function Rail() {
  const say = useSay();
  const shown = usePlaces();
  const atFoot = shown.length > FOOT_MAX ? FOOT_MAX - 1 : FOOT_MAX;
  return (
    <nav className={styles.rail} aria-label={say('nav.label')}>
      {shown.map((place, n) => (
        <PlaceLink key={place.to} place={place} {...(n >= atFoot && { isMore: true })} />
      ))}
      {shown.length > atFoot ? <More places={shown.slice(atFoot)} /> : null}
    </nav>
  );
}

function usePlaces(): readonly PlaceOf[] {
  const { mayOrder } = useMayOrder();
  const maySupervise = useMaySupervise();
  return places.filter((place) => {
    if ('forOfficers' in place) return mayOrder;
    return !('notForOfficers' in place) || maySupervise || !mayOrder;
  });
}

function PlaceLink(props: { place: PlaceOf; isMore?: true; onGo?: () => void }) {
  const say = useSay();
  const { to, words, Icon } = props.place;
  return (
    <Link
      to={to}
      className={styles.place}
      data-more={props.isMore}
      activeOptions={{ includeSearch: false }}
      onClick={props.onGo}
    >
      <Icon size={18} aria-hidden="true" />
      {say(words)}
    </Link>
  );
}

/** Seen on a phone only. It is marked while one of the places behind it is open. */
function More({ places: behind }: { places: readonly PlaceOf[] }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const at = useLocation({ select: ({ pathname }) => pathname });
  const isHere = behind.some(({ to }) => at === to || at.startsWith(`${to}/`));
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={`${styles.place} ${styles.more}`} data-here={isHere}>
        <Ellipsis size={18} aria-hidden="true" />
        {say('nav.more')}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" sideOffset={8} align="end" className={styles.above}>
          <Popover.Popup className={styles.others}>
            <Popover.Title className={styles.title}>{say('nav.more')}</Popover.Title>
            {behind.map((place) => (
              <PlaceLink key={place.to} place={place} onGo={() => setOpen(false)} />
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
