import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import { usePhone } from '../ui/use-phone.ts';
import styles from './fleet-pane.module.css';

/** How trucks and alarms are drawn on a map of all of them; on a phone, where the map is small, behind a button. */
export function FleetLegend() {
  const say = useSay();
  if (!usePhone()) return <Signs className={`${floats.float} ${floats.legend}`} />;
  return (
    <details className={`${floats.float} ${floats.folded}`}>
      <summary>{say('map.legend')}</summary>
      <Signs className={floats.signs} />
    </details>
  );
}

function Signs({ className }: { className: string | undefined }) {
  const say = useSay();
  return (
    <ul className={className} aria-label={say('map.legend')}>
      {([1, 2, 3, 4] as const).map((severity) => (
        <li key={severity}>
          <SeverityMark severity={severity} size={20} />
          {say(
            (['map.critical', 'map.high', 'map.medium', 'map.low'] as const)[severity - 1] ??
              'map.low',
          )}
        </li>
      ))}
      {(['moving', 'stopped', 'silent'] as const).map((state) => (
        <li key={state}>
          <svg className={styles.sign} data-state={state} viewBox="0 0 16 16" aria-hidden="true">
            {state === 'moving' ? <path d="M8 1.2 13.2 14 8 11.2 2.8 14Z" /> : null}
            {state === 'stopped' ? <path d="M3.8 3.8h8.400v8.400h-8.400Z" /> : null}
            {state === 'silent' ? <circle cx="8" cy="8" r="4.6" /> : null}
          </svg>
          {say(`map.${state}`)}
        </li>
      ))}
    </ul>
  );
}
