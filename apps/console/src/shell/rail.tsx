import { Popover } from '@base-ui/react/popover';
import { useSuspenseQuery } from '@tanstack/react-query';
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
import { sessionQuery } from '../api/queries.ts';
import type { WordKey } from '../words/words.ts';
import { isOpenTo, PLACES } from './doors.ts';
import { useSay } from './language.tsx';
import styles from './rail.module.css';

type Place = (typeof PLACES)[number];
const LOOKS: Readonly<Record<Place, { readonly words: WordKey; readonly Icon: LucideIcon }>> = {
  '/monitor': { words: 'nav.monitor', Icon: MapIcon },
  '/journeys': { words: 'nav.journeys', Icon: Truck },
  '/seals': { words: 'nav.seals', Icon: Lock },
  '/quarantine': { words: 'nav.quarantine', Icon: ShieldQuestion },
  '/units': { words: 'response.title', Icon: Siren },
  '/admin/corridors/routes': { words: 'nav.corridors', Icon: Route },
  '/feeds': { words: 'nav.feeds', Icon: Rss },
  '/reports': { words: 'report.title', Icon: ChartColumn },
  '/rules': { words: 'nav.rules', Icon: Scale },
  '/evidence': { words: 'nav.evidence', Icon: ShieldCheck },
};

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
        <PlaceLink key={place} place={place} {...(n >= atFoot && { isMore: true })} />
      ))}
      {shown.length > atFoot ? <More places={shown.slice(atFoot)} /> : null}
    </nav>
  );
}

function usePlaces(): readonly Place[] {
  const { data } = useSuspenseQuery(sessionQuery);
  return PLACES.filter((place) => isOpenTo(place, data.person.roles));
}

function PlaceLink(props: { place: Place; isMore?: true; onGo?: () => void }) {
  const say = useSay();
  const { words, Icon } = LOOKS[props.place];
  return (
    <Link
      to={props.place}
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
function More({ places: behind }: { places: readonly Place[] }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const at = useLocation({ select: ({ pathname }) => pathname });
  const isHere = behind.some((to) => at === to || at.startsWith(`${to}/`));
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
              <PlaceLink key={place} place={place} onGo={() => setOpen(false)} />
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
