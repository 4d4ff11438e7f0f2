import { getRouteApi } from '@tanstack/react-router';
import { fullInstant, timeOfDay } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Key } from '../ui/button.tsx';
import styles from './past-bar.module.css';
import { backToLive } from './playback.ts';
import { usePlayback, useReplay } from './replay.tsx';

const route = getRouteApi('/office/journeys/$id');

/** The violet bar: what is shown is not now (§3.4). */
export function PastBar() {
  const { at } = usePlayback();
  return at === null ? null : <Bar at={at} />;
}

/** All that is known, at the newest moment there is. */
export function useBackToLive(): () => void {
  const { store } = useReplay();
  const navigate = route.useNavigate();
  return () => {
    store.change(backToLive);
    void navigate({ search: ({ t: _t, known: _known, ...rest }) => rest, replace: true });
  };
}

function Bar({ at }: { at: number }) {
  const say = useSay();
  const language = useLanguage();
  const live = useBackToLive();
  const told = fullInstant(at, language).replace(/\d\d:\d\d EAT$/, `${timeOfDay(at)} EAT`);
  return (
    <div className={styles.bar}>
      <p>{say('replay.past', { at: told })}</p>
      <button type="button" aria-keyshortcuts="L" onClick={live}>
        {say('replay.back')} <Key name="L" />
      </button>
    </div>
  );
}
