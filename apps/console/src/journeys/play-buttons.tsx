import { type LucideIcon, Pause, Play } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useSay } from '../shell/language.tsx';
import type { WordKey } from '../words/words.ts';
import { pause, play, SPEEDS, type Span, type Speed } from './playback.ts';
import type { ReplayStore } from './replay-store.ts';
import styles from './transport.module.css';

// The buttons of any clock that is played, of one journey's or of the whole corridor's.

export function Press(props: {
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

export function PlayPress({ store, span }: { store: ReplayStore; span: Span }) {
  const playing = useSyncExternalStore(store.onSlow, () => store.slow().playing);
  return (
    <Press
      words={playing ? 'replay.pause' : 'replay.play'}
      hotkey="Space"
      Icon={playing ? Pause : Play}
      main
      onClick={() => togglePlaying(store, span)}
    />
  );
}

export function togglePlaying(store: ReplayStore, span: Span): void {
  store.change((now) => (now.playing ? pause(now) : play(now, span)));
}

export function SpeedChoice({ store }: { store: ReplayStore }) {
  const say = useSay();
  const speed = useSyncExternalStore(store.onSlow, () => store.slow().speed);
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
