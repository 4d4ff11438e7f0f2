import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useSay } from '../shell/language.tsx';
import { change, useSettings } from '../shell/settings.ts';
import { TeamList } from '../shifts/team-list.tsx';
import { ClosedList } from './closed-list.tsx';
import { useDesk, useView } from './desk.tsx';
import { OpenList } from './open-list.tsx';
import styles from './queue-pane.module.css';
import type { Tab } from './search.ts';
import { ToldBar } from './told-bar.tsx';

const TABS = [
  'open',
  'mine',
  'unassigned',
  'shelved',
  'closed',
  'team',
] as const satisfies readonly Tab[];

const LED: readonly Tab[] = TABS.filter((it) => it !== 'team');

/** The team is for who leads it. */
function useTabs(): readonly Tab[] {
  const { me } = useDesk();
  return me.roles.includes('supervisor') ? TABS : LED;
}

export function QueuePane() {
  const say = useSay();
  const { search } = useDesk();
  const tab = search.view ?? 'open';
  return (
    <section className={styles.pane} aria-label={say('queue.label')}>
      <header className={styles.head}>
        <h2>{say('queue.title')}</h2>
        <Rate />
        <SoundSwitch />
      </header>
      <Tabs tab={tab} />
      {tab === 'team' ? <TeamList /> : null}
      {tab === 'closed' ? <ClosedList /> : null}
      {tab === 'team' || tab === 'closed' ? null : <OpenList key={tab} tab={tab} />}
      <ToldBar />
    </section>
  );
}

function Rate() {
  const say = useSay();
  const { counts } = useView();
  return <p className={styles.rate}>{say('queue.rate', { n: counts.lastHour })}</p>;
}

function SoundSwitch() {
  const say = useSay();
  const { sound } = useSettings();
  const words = say(sound ? 'sound.on' : 'sound.off');
  const Icon = sound ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={styles.sound}
      aria-pressed={sound}
      aria-label={words}
      title={words}
      onClick={() => change({ sound: !sound })}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}

function Tabs({ tab }: { tab: Tab }) {
  const tabs = useTabs();
  const say = useSay();
  const { go } = useDesk();
  const { counts } = useView();
  const bar = useRef<HTMLElement>(null);
  // The tabs grow with their numbers, which come after them.
  const digits = Object.values(counts).join('').length;
  useEffect(() => {
    if (digits === 0) return;
    const here = bar.current?.children[tabs.indexOf(tab)];
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tabs, tab, digits]);
  return (
    <nav ref={bar} className={styles.tabs} aria-label={say('queue.label')}>
      {tabs.map((it) => (
        <button
          key={it}
          type="button"
          className={styles.tab}
          aria-current={it === tab ? 'page' : undefined}
          onClick={() => go({ view: it === 'open' ? undefined : it })}
        >
          {say(`queue.${it}`)}
          {it === 'closed' || it === 'team' ? null : <span>{counts[it]}</span>}
        </button>
      ))}
    </nav>
  );
}
