import {
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  type LucideIcon,
  Pause,
  Play,
} from 'lucide-react';
import { CompareSwitch } from '../comparison/comparison-panel.tsx';
import { useSay } from '../shell/language.tsx';
import type { WordKey } from '../words/words.ts';
import { KnownSwitch } from './known-bar.tsx';
import { pause, play, SPEEDS, type Speed } from './playback.ts';
import { useClock, useReplay } from './replay.tsx';
import styles from './transport.module.css';

/** The buttons of the replay; each has its key. */
export function Transport() {
  const { store, span, step } = useReplay();
  const playing = useClock((playback) => playback.playing);
  const toggle = (): void => store.change((now) => (now.playing ? pause(now) : play(now, span)));
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
      <Press
        words={playing ? 'replay.pause' : 'replay.play'}
        hotkey="Space"
        Icon={playing ? Pause : Play}
        main
        onClick={toggle}
      />
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
      <SpeedChoice />
      <Switches />
      <KnownSwitch />
      <CompareSwitch />
    </div>
  );
}

function Press(props: {
  words: WordKey;
  hotkey: string;
  Icon: LucideIcon;
  main?: boolean;
  onClick: () => void;
}) {
  const say = useSay();
  const { Icon } = props;
  const label = say(props.words);
  return (
    <button
      type="button"
      className={styles.press}
      data-main={props.main}
      aria-label={label}
      title={`${label} (${props.hotkey})`}
      onClick={props.onClick}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  );
}

function SpeedChoice() {
  const say = useSay();
  const { store } = useReplay();
  const speed = useClock((playback) => playback.speed);
  return (
    <label className={styles.speed}>
      <span className="unseen">{say('replay.speed')}</span>
      <select
        value={speed}
        onChange={(event) => {
          const chosen = Number(event.target.value) as Speed;
          store.change((now) => ({ ...now, speed: chosen }));
        }}
      >
        {SPEEDS.map((it) => (
          <option key={it} value={it}>
            {it}x
          </option>
        ))}
      </select>
    </label>
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
