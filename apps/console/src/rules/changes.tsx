import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { BackTestChange } from '../api/rule-contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { BaseMissing } from '../map/base-missing.tsx';
import { openChangesMap } from '../map/changes-map.ts';
import { useMapName } from '../map/use-map-name.ts';
import { useOpenedMap } from '../map/use-opened-map.ts';
import { ZoomButtons } from '../map/zoom-buttons.tsx';
import { LabelledTicks } from '../notices/labelled-ticks.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import page from '../ui/page.module.css';
import styles from './back-test.module.css';

const FIRES = ['no-longer', 'now', 'both'] as const;
type Fires = (typeof FIRES)[number];
/** The rest is on the map. */
const LISTED_MAX = 20;

/** Where the draft is silent, where it speaks anew, and where both agree: a map, and the same as a list. */
export function Changes(props: { changes: readonly BackTestChange[]; inAll: number }) {
  const say = useSay();
  const [shown, setShown] = useState<readonly Fires[]>(['no-longer', 'now']);
  const { changes, inAll } = props;
  const some = useMemo(
    () => changes.filter(({ fires }) => shown.includes(fires)),
    [changes, shown],
  );
  if (changes.length === 0) return null;
  const count = (of: Fires): number => changes.filter(({ fires }) => fires === of).length;
  return (
    <section className={styles.changes}>
      <h3>{say('rules.whereChanges')}</h3>
      <LabelledTicks
        label={say('rules.shown')}
        choices={FIRES.map((value) => ({
          value,
          label: say(`rules.fires.${value}`, { n: count(value) }),
        }))}
        chosen={shown}
        onChange={setShown}
      />
      {inAll > changes.length ? (
        <p className={page.quiet}>{say('rules.firstOf', { n: changes.length, inAll })}</p>
      ) : null}
      <div className={styles.both}>
        <MapPane changes={some} />
        <List changes={some} />
      </div>
    </section>
  );
}

function List({ changes }: { changes: readonly BackTestChange[] }) {
  const say = useSay();
  const language = useLanguage();
  if (changes.length === 0) return <p className={page.quiet}>{say('rules.nowhere')}</p>;
  return (
    <div>
      <ul className={styles.list}>
        {changes.slice(0, LISTED_MAX).map((it) => (
          <li key={`${it.seal} ${it.at} ${it.fires}`} data-fires={it.fires}>
            <span className={styles.sign} aria-hidden="true" />
            <Link
              className="mono"
              to="/journeys/$id"
              params={{ id: it.journey }}
              search={{ t: it.at }}
            >
              {it.ref}
            </Link>
            <span className={page.quiet}>
              {secondInstant(it.at, language)} · {it.maker}
              {it.country === null ? null : ` · ${it.country}`}
            </span>
            <span>{say(`rules.fires.one.${it.fires}`)}</span>
          </li>
        ))}
      </ul>
      {changes.length > LISTED_MAX ? (
        <p className={page.quiet}>{say('rules.andMore', { n: changes.length - LISTED_MAX })}</p>
      ) : null}
    </div>
  );
}

function MapPane({ changes }: { changes: readonly BackTestChange[] }) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { map, failed, missing } = useOpenedMap(box, openChangesMap);
  useMapName(box, map, say('rules.map'));
  useEffect(() => {
    map?.show(changes);
  }, [map, changes]);
  return (
    <section className={styles.map} aria-label={say('rules.map')}>
      <div ref={box} className={floats.map} />
      {failed ? <p className={floats.failed}>{say('map.failed')}</p> : null}
      <BaseMissing files={missing} />
      <ZoomButtons map={map} />
    </section>
  );
}
