import { fullInstant, timeOfDay } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Key } from '../ui/button.tsx';
import styles from './past-bar.module.css';
import { backToLive } from './playback.ts';
import { usePlayback, useReplay } from './replay.tsx';

/** The violet bar: what is shown is not now (§3.4). */
export function PastBar() {
  const { at } = usePlayback();
  return at === null ? null : <Bar at={at} />;
}

function Bar({ at }: { at: number }) {
  const say = useSay();
  const language = useLanguage();
  const { store } = useReplay();
  const told = fullInstant(at, language).replace(/\d\d:\d\d EAT$/, `${timeOfDay(at)} EAT`);
  return (
    <div className={styles.bar}>
      <p>{say('replay.past', { at: told })}</p>
      <button type="button" aria-keyshortcuts="L" onClick={() => store.change(backToLive)}>
        {say('replay.back')} <Key name="L" />
      </button>
    </div>
  );
}
