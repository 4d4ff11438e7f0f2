import { getRouteApi } from '@tanstack/react-router';
import { instantOnWall, wallTime } from '../clock/instants.ts';
import { useSay } from '../shell/language.tsx';
import { Key } from '../ui/button.tsx';
import styles from './past-bar.module.css';
import { useBackToLive } from './past-bar.tsx';
import { shownAt } from './playback.ts';
import { useReplay } from './replay.tsx';
import transport from './transport.module.css';

const route = getRouteApi('/office/journeys/$id');

/** Sets whose knowledge is shown: that of the moment on the clock, or all there is now. */
export function useKnownSwitch() {
  const { store, span, known } = useReplay();
  const setKnown = useSetKnown();
  const toggle = (): void =>
    setKnown(known === null ? new Date(shownAt(store.now(), span)).toISOString() : undefined);
  return { isOn: known !== null, toggle };
}

function useSetKnown(): (known: string | undefined) => void {
  const navigate = route.useNavigate();
  return (known) =>
    void navigate({
      search: ({ known: _old, ...rest }) => (known === undefined ? rest : { ...rest, known }),
      replace: true,
    });
}

export function KnownSwitch() {
  const say = useSay();
  const { isOn, toggle } = useKnownSwitch();
  return (
    <button
      type="button"
      className={transport.switch}
      aria-pressed={isOn}
      aria-keyshortcuts="K"
      title={`${say('replay.known')} (K)`}
      onClick={toggle}
    >
      {say('replay.known')}
    </button>
  );
}

/** The violet bar over what was known then: by which clocks, what it lacks, and the way back (§4.3). */
export function KnownBar({ known }: { known: number }) {
  const say = useSay();
  const { later, reading } = useReplay();
  const { toggle } = useKnownSwitch();
  const live = useBackToLive();
  return (
    <section className={styles.bar} aria-label={say('replay.known')}>
      <div className={styles.known}>
        <MomentField known={known} />
        <p role="status">
          {reading ? (
            say('replay.knownReading')
          ) : (
            <strong>{later === null ? '' : say('replay.knownLater', { n: later })}</strong>
          )}
        </p>
        <p>{say('replay.knownClocks')}</p>
      </div>
      <div className={styles.acts}>
        <button type="button" aria-keyshortcuts="K" onClick={toggle}>
          {say('replay.knownAll')} <Key name="K" />
        </button>
        <button type="button" aria-keyshortcuts="L" onClick={live}>
          {say('replay.back')} <Key name="L" />
        </button>
      </div>
    </section>
  );
}

/** The moment itself, on the wall of EAT: typed or stepped, so that nobody has to drag. */
function MomentField({ known }: { known: number }) {
  const say = useSay();
  const setKnown = useSetKnown();
  const shown = wallTime(known, 'EAT');
  const set = (text: string): void => {
    // The field ends at the second; leaving it untouched must not move the moment.
    const at = text === shown ? undefined : instantOnWall(text, 'EAT');
    if (at !== undefined) setKnown(at);
  };
  return (
    <label>
      {say('replay.knownAt')}
      <input
        key={known}
        type="datetime-local"
        step={1}
        defaultValue={shown}
        onBlur={({ target }) => set(target.value)}
        onKeyDown={({ key, currentTarget }) => (key === 'Enter' ? set(currentTarget.value) : null)}
      />
    </label>
  );
}

/** Where nothing was known then there is still another moment to choose, and the way back. */
export function AllKnownNow({ known }: { known: string }) {
  const say = useSay();
  const setKnown = useSetKnown();
  return (
    <section className={styles.bar} aria-label={say('replay.known')}>
      <div className={styles.known}>
        <MomentField known={Date.parse(known)} />
      </div>
      <button type="button" onClick={() => setKnown(undefined)}>
        {say('replay.knownAll')}
      </button>
    </section>
  );
}
