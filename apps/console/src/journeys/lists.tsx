import { Tabs } from '@base-ui/react/tabs';
import { getRouteApi } from '@tanstack/react-router';
import { ComparedTable } from '../comparison/compared-table.tsx';
import { useOther } from '../comparison/other.tsx';
import { useSay } from '../shell/language.tsx';
import { EventList } from './event-list.tsx';
import styles from './lists.module.css';
import { useReplay } from './replay.tsx';
import { SignalTable } from './signal-table.tsx';
import { StopList } from './stop-list.tsx';

const route = getRouteApi('/office/journeys/$id');
const tabs = ['events', 'signals', 'stops', 'compared'] as const;
type Tab = (typeof tabs)[number];

/** The same journey in words: what happened, every signal, every stop. */
export function Lists() {
  const say = useSay();
  const other = useOther();
  const { tab: asked = 'events' } = route.useSearch();
  const tab = asked === 'compared' && other === undefined ? 'events' : asked;
  const navigate = route.useNavigate();
  const { signals, stops, events } = useReplay();
  const counts: Record<Tab, number | null> = {
    events: events.length + (other?.events.length ?? 0),
    signals: signals.length,
    stops: stops.length,
    compared: null,
  };
  const choose = (next: Tab): void =>
    void navigate({
      search: ({ tab: _old, ...rest }) => (next === 'events' ? rest : { ...rest, tab: next }),
      replace: true,
    });
  return (
    <Tabs.Root className={styles.lists} value={tab} onValueChange={(next) => choose(next as Tab)}>
      <Tabs.List className={styles.tabs}>
        {tabs
          .filter((it) => it !== 'compared' || other !== undefined)
          .map((it) => (
            <Tabs.Tab key={it} value={it} className={styles.tab}>
              {say(`replay.tab.${it}`)} <span>{counts[it]}</span>
            </Tabs.Tab>
          ))}
      </Tabs.List>
      <Tabs.Panel value="events" className={styles.panel}>
        <EventList />
      </Tabs.Panel>
      <Tabs.Panel value="signals" className={styles.panel}>
        <SignalTable />
      </Tabs.Panel>
      <Tabs.Panel value="stops" className={styles.panel}>
        <StopList />
      </Tabs.Panel>
      {other === undefined ? null : (
        <Tabs.Panel value="compared" className={styles.panel}>
          <ComparedTable other={other} />
        </Tabs.Panel>
      )}
    </Tabs.Root>
  );
}
