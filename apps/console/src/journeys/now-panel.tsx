import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { placesQuery } from '../api/queries.ts';
import { saySpan } from '../clock/say-age.ts';
import { centreNow, useNow } from '../clock/ticker.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import { useSay } from '../shell/language.tsx';
import type { Say } from '../words/words.ts';
import styles from './now-panel.module.css';
import { useClock, useReplay, useShownAt } from './replay.tsx';
import { type Moment, momentAt, type Signal } from './track.ts';

/** From here on a signal counts as reported late: an outage, not the network's own delay. */
const LATE_MS = 60_000;

/** What the seal said at the moment that the clock shows. */
export function NowPanel() {
  const say = useSay();
  const { signals } = useReplay();
  const moment = momentAt(signals, useShownAt());
  return (
    <section className={styles.panel}>
      <h2>{say('replay.now')}</h2>
      {moment === undefined ? <p>{say('replay.noSignal')}</p> : <Now moment={moment} />}
    </section>
  );
}

function Now({ moment }: { moment: Moment }) {
  const say = useSay();
  const { known } = useReplay();
  const isNow = useClock(({ at }) => at === null);
  const live = isNow && known === null;
  const { signal } = moment;
  return (
    <dl className={styles.facts} data-stale={moment.silent}>
      <Fact label={say('case.speed')}>
        {signal.speedKmh === null
          ? say('state.unknown')
          : say('case.kmh', { speed: Math.round(signal.speedKmh) })}
        {signal.courseDeg === null ? null : (
          <span className={styles.more}>
            {String(Math.round(signal.courseDeg)).padStart(3, '0')}°
          </span>
        )}
      </Fact>
      {sealWords(say, signal).map(({ label, value, bad }) => (
        <Fact key={label} label={label} bad={bad}>
          {value}
        </Fact>
      ))}
      <Fact label={say('truck.battery')}>
        {signal.batteryPct === null ? say('state.unknown') : `${Math.round(signal.batteryPct)} %`}
      </Fact>
      <Fact label={say('col.position')}>
        <span className="mono">
          {moment.lat.toFixed(4)}, {moment.lon.toFixed(4)}
        </span>
        <NearestPlace lat={moment.lat} lon={moment.lon} />
      </Fact>
      <Fact label={say('replay.signal')}>
        {live ? (
          <LiveAge at={signal.at} />
        ) : (
          say('replay.signalAge', { span: saySpan(say, moment.ageMs) })
        )}
        {signal.receivedAt - signal.at > LATE_MS ? (
          <span className={styles.more}>
            {say('replay.lateBy', { span: saySpan(say, signal.receivedAt - signal.at) })}
          </span>
        ) : null}
      </Fact>
    </dl>
  );
}

/** Degrees are for the record; a person asks near what. */
function NearestPlace(at: { lat: number; lon: number }) {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  const near = nearPlace(data?.places ?? [], at);
  if (near === undefined) return null;
  return (
    <span className={styles.near}>
      {say('place.far', { away: distance(near.awayM), place: near.name })}
    </span>
  );
}

function LiveAge({ at }: { at: number }) {
  const say = useSay();
  useNow();
  return say('replay.signalAge', { span: saySpan(say, centreNow() - at) });
}

function Fact(props: { label: string; bad?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className={props.bad ? styles.bad : undefined}>{props.children}</dd>
    </div>
  );
}

type Said = { readonly label: string; readonly value: string; readonly bad: boolean };

/** The seal's own words about rope, lock and cover; what it has no bit for is left out. */
function sealWords(say: Say, { ropeCut, motorLocked, coverOpen }: Signal): readonly Said[] {
  const all: readonly (Said | undefined)[] = [
    ropeCut === null
      ? undefined
      : {
          label: say('replay.rope'),
          value: say(ropeCut ? 'replay.rope.cut' : 'replay.rope.whole'),
          bad: ropeCut,
        },
    motorLocked === null
      ? undefined
      : {
          label: say('replay.lock'),
          value: say(motorLocked ? 'replay.lock.locked' : 'replay.lock.open'),
          bad: !motorLocked,
        },
    coverOpen === null
      ? undefined
      : {
          label: say('replay.cover'),
          value: say(coverOpen ? 'replay.cover.open' : 'replay.cover.closed'),
          bad: coverOpen,
        },
  ];
  return all.filter((it) => it !== undefined);
}
