import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Seal } from '../api/contract.ts';
import { sealQuery } from '../api/device-queries.ts';
import { LogLineOf } from '../evidence/log-line-of.tsx';
import { useMayOrder } from '../orders/may-order.ts';
import { OrdersOfSeal } from '../orders/orders-of-seal.tsx';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { TrustPanel } from '../trust/trust-panel.tsx';
import { Age } from '../ui/age.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import panes from '../ui/panes.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { FramesPanel } from './frames-panel.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { JourneysPanel } from './journeys-panel.tsx';
import { LivePanel } from './live-panel.tsx';
import { PartsPanel } from './parts-panel.tsx';
import styles from './seal-screen.module.css';

const route = getRouteApi('/office/seals/$id');

/** One seal: who it is, who has it, what it last said and how we know, and every byte it sent. */
export function SealScreen() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(sealQuery(id));
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  return <SealLayout key={id} seal={data} />;
}

function SealLayout({ seal }: { seal: Seal }) {
  const say = useSay();
  const { mayOrder } = useMayOrder();
  useTitle(`${seal.number} · ${say('nav.seals')}`);
  return (
    <div className={panes.screen}>
      <SealHead seal={seal} />
      <div className={`${panes.body} ${styles.body}`}>
        <div className={`${panes.side} ${styles.side}`}>
          <LivePanel seal={seal} />
          <PartsPanel seal={seal} />
          {mayOrder ? (
            <Panel title={say('order.title')}>
              <OrdersOfSeal seal={seal.id} />
            </Panel>
          ) : null}
          <TrustPanel seal={seal} />
          <IdentityPanel seal={seal} />
          <JourneysPanel seal={seal} />
          <Panel title={say('evidence.title')}>
            <LogLineOf subject={seal.id} search={{ q: seal.number }} />
          </Panel>
        </div>
        <FramesPanel seal={seal} />
      </div>
    </div>
  );
}

function SealHead({ seal: { number, state, journey, live } }: { seal: Seal }) {
  const say = useSay();
  return (
    <header className={page.head}>
      <h1 className={styles.title}>
        <span className="mono">{number}</span>
        <span className={page.chip}>{say(`seal.state.${state}`)}</span>
      </h1>
      {live?.latched.map(({ flag, since }) => (
        <p key={flag} className={page.bad}>
          {say(`seal.flag.${flag}`)} <Age at={since} />
        </p>
      ))}
      {journey === null ? null : (
        <p>
          {say('seal.onJourney')}{' '}
          <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
            {journey.plate ?? journey.ref}
          </Link>
        </p>
      )}
    </header>
  );
}
