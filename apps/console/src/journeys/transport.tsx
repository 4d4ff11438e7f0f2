import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import { CompareSwitch } from '../comparison/comparison-panel.tsx';
import { useSay } from '../shell/language.tsx';
import type { WordKey } from '../words/words.ts';
import { KnownSwitch } from './known-bar.tsx';
import { PlayPress, Press, SpeedChoice } from './play-buttons.tsx';
import { useClock, useReplay } from './replay.tsx';
import styles from './transport.module.css';

/** The buttons of the replay; each has its key. */
export function Transport() {
  const { store, span, step } = useReplay();
  return (
    <div className={styles.transport}>
      <Press
        words="replay.previousEvent"
        hotkey="←"
        Icon={ChevronsLeft}
        onClick={() => step('events', -1)}
      />
      <Press
        words="replay.previousFix"
        hotkey=","
        Icon={ChevronLeft}
        onClick={() => step('signals', -1)}
      />
      <PlayPress store={store} span={span} />
      <Press
        words="replay.nextFix"
        hotkey="."
        Icon={ChevronRight}
        onClick={() => step('signals', 1)}
      />
      <Press
        words="replay.nextEvent"
        hotkey="→"
        Icon={ChevronsRight}
        onClick={() => step('events', 1)}
      />
      <SpeedChoice store={store} />
      <Switches />
      <KnownSwitch />
      <CompareSwitch />
    </div>
  );
}

const switches = [
  ['skipStops', 'replay.skip'],
  ['follow', 'replay.follow'],
] as const satisfies readonly (readonly ['skipStops' | 'follow', WordKey])[];

function Switches() {
  return switches.map(([name, words]) => <Switch key={name} name={name} words={words} />);
}

function Switch({ name, words }: { name: 'skipStops' | 'follow'; words: WordKey }) {
  const say = useSay();
  const { store } = useReplay();
  const isOn = useClock((playback) => playback[name]);
  return (
    <button
      type="button"
      className={styles.switch}
      aria-pressed={isOn}
      onClick={() => store.change((now) => ({ ...now, [name]: !now[name] }))}
    >
      {say(words)}
    </button>
  );
}
