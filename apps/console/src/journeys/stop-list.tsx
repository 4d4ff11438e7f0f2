import { secondInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import styles from './lists.module.css';
import { useReplay, useShownAt } from './replay.tsx';

/** Where the truck stood, by the numbers on the map. */
export function StopList() {
  const say = useSay();
  const language = useLanguage();
  const { stops, goTo } = useReplay();
  const at = useShownAt();
  if (stops.length === 0) return <p className={styles.empty}>{say('replay.stopsNone')}</p>;
  return (
    <ol className={styles.scroller}>
      {stops.map(({ n, from, to, lat, lon }) => (
        <li key={n}>
          <button
            type="button"
            className={styles.row}
            aria-current={from <= at && at <= to}
            onClick={() => goTo(from)}
          >
            <time dateTime={new Date(from).toISOString()}>{secondInstant(from, language)}</time>
            <span>{say('replay.stop', { n, span: saySpan(say, to - from) })}</span>
            <span className={`mono ${styles.by}`}>
              {lat.toFixed(3)}, {lon.toFixed(3)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
