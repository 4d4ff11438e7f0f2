import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RadioTower } from 'lucide-react';
import { type Incident, openIncidentsQuery } from '../api/incident-queries.ts';
import { timeOfDay } from '../clock/instants.ts';
import { hourOfMoment } from '../fleet-replay/search.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { useSay } from '../shell/language.tsx';
import banner from '../shell/link-banner.module.css';
import { Age } from '../ui/age.tsx';

/** One line for each maker or feed that fell silent as a whole, or place where many were lost, instead of an alarm for each of its seals. */
export function IncidentBanner({ atFeeds = false }: { atFeeds?: boolean }) {
  const { mayOrder } = useMayOrder();
  return mayOrder ? <Open atFeeds={atFeeds} /> : null;
}

function Open({ atFeeds }: { atFeeds: boolean }) {
  const { data } = useQuery(openIncidentsQuery);
  return (
    <div role="status">
      {data?.items.map((incident) => (
        <OneIncident key={incident.id} incident={incident} atFeeds={atFeeds} />
      ))}
    </div>
  );
}

function OneIncident({ incident, atFeeds }: { incident: Incident; atFeeds: boolean }) {
  const { kind, name, seals, late, since } = incident;
  const say = useSay();
  return (
    <p className={banner.banner}>
      <RadioTower size={18} aria-hidden="true" />
      <span>
        {say(`incident.${kind}`, { name, late, seals, at: `${timeOfDay(since)} EAT` })} (
        <Age at={since} />
        ). {kind === 'point' ? null : say(kind === 'area' ? 'incident.look' : 'incident.held')}{' '}
        <Link to="/monitor/replay" search={hourOfMoment(since)}>
          {say('hour.openAt')}
        </Link>{' '}
        {kind === 'feed' && !atFeeds ? <Link to="/feeds">{say('nav.feeds')}</Link> : null}
      </span>
    </p>
  );
}
