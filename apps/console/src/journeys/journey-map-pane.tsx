import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { routeVersionsQuery } from '../api/gazette-queries.ts';
import { routesQuery } from '../api/queries.ts';
import { saySpan } from '../clock/say-age.ts';
import { useOther } from '../comparison/other.tsx';
import { Strokes } from '../comparison/strokes.tsx';
import { useOtherOn } from '../comparison/use-other-on.ts';
import { BaseMissing } from '../map/base-missing.tsx';
import { type JourneyMap, openJourneyMap } from '../map/journey-map.ts';
import { boundsOf, trackFeatures } from '../map/track-features.ts';
import { useDiversions } from '../map/use-diversions.ts';
import { useMapName } from '../map/use-map-name.ts';
import { useOpenedMap } from '../map/use-opened-map.ts';
import { ZoomButtons } from '../map/zoom-buttons.tsx';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import styles from './journey-map-pane.module.css';
import { shownAt } from './playback.ts';
import { useReplay } from './replay.tsx';
import { SpeedLegend } from './speed-legend.tsx';
import { momentAt, nearestSignal } from './track.ts';

/** A map that is drawn before its track comes is drawn twice, and both come later; one that waits longer looks broken. */
const TRACK_WAIT_MS = 1_000;

/** Words and charts come first, then the map. */
export function JourneyMapPane() {
  const say = useSay();
  const isDue = useMapDue();
  return (
    <section className={styles.pane} aria-label={say('replay.map')}>
      <p className="unseen">{say('replay.mapTwin')}</p>
      {isDue ? <OpenedMap /> : null}
    </section>
  );
}

/** Once the track is here and has been told in words, or is long in coming. */
function useMapDue(): boolean {
  const { loading } = useReplay();
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const due = setTimeout(() => setDue(true), loading ? TRACK_WAIT_MS : 0);
    return () => clearTimeout(due);
  }, [loading]);
  return isDue;
}

function OpenedMap() {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { map, failed, missing } = useJourneyMap(box);
  useMapName(box, map, say('replay.map'));
  useTrack(map);
  useTruck(map);
  useOtherOn(map);
  const other = useOther();
  return (
    <>
      <div ref={box} className={floats.map} />
      {failed ? <p className={floats.failed}>{say('map.failed')}</p> : null}
      <BaseMissing files={missing} />
      {other === undefined ? <SpeedLegend /> : <Strokes float />}
      <ZoomButtons map={map} />
    </>
  );
}

function useJourneyMap(box: RefObject<HTMLDivElement | null>) {
  const { signals, goTo } = useReplay();
  const latest = useRef({ signals, goTo });
  useEffect(() => {
    latest.current = { signals, goTo };
  });
  return useOpenedMap(box, (canvas) =>
    openJourneyMap({
      ...canvas,
      onPick: (at) => {
        const signal = nearestSignal(latest.current.signals, at);
        if (signal !== undefined) latest.current.goTo(signal.at);
      },
    }),
  );
}

/** Draws the route and the track, and fits the map to the journey once. */
function useTrack(map: JourneyMap | undefined): void {
  const say = useSay();
  const { journey, signals, stops } = useReplay();
  const { data } = useQuery(routesQuery);
  const { id, version } = journey.route;
  const current = data?.routes.find((it) => it.id === id && it.version === version);
  // A journey keeps the version it began on, also when a later one took force on the way.
  const isOlder = data !== undefined && current === undefined;
  const older = useQuery(routeVersionsQuery(isOlder ? id : ''));
  const line = (current ?? older.data?.items.find((it) => it.version === version))?.line;
  const features = useMemo(
    () => trackFeatures(signals, stops, ({ from, to }) => saySpan(say, to - from)),
    [signals, stops, say],
  );
  const fitted = useRef<JourneyMap>(undefined);
  useEffect(() => {
    if (line !== undefined) map?.route(line);
  }, [map, line]);
  useEffect(() => map?.track(features), [map, features]);
  const diversions = useDiversions(id);
  useEffect(() => map?.diversions(diversions), [map, diversions]);
  useEffect(() => {
    const bounds = boundsOf(signals) ?? (line && boundsOfLine(line));
    if (map === undefined || bounds === undefined || fitted.current === map) return;
    fitted.current = map;
    map.fit(bounds);
  }, [map, signals, line]);
}

function boundsOfLine(line: readonly (readonly [number, number])[]) {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as [
    number,
    number,
    number,
    number,
  ];
}

/** Moves the truck with the clock, frame by frame, outside React. */
function useTruck(map: JourneyMap | undefined): void {
  const { store, signals, span, journey, known } = useReplay();
  const silentNow = journey.live?.link === 'silent';
  useEffect(() => {
    if (map === undefined) return;
    const draw = (): void => {
      const playback = store.now();
      const past = playback.at !== null || known !== null;
      const moment = momentAt(signals, shownAt(playback, span));
      if (moment === undefined) {
        map.truck(undefined, false);
        return;
      }
      const { lat, lon, courseDeg, moving } = moment;
      const silent = past ? moment.silent : silentNow;
      const sign = silent ? 'silent' : moving ? 'moving' : 'stopped';
      map.truck({ lat, lon, courseDeg, sign, past }, playback.follow);
    };
    draw();
    return store.onFrame(draw);
  }, [map, store, signals, span, silentNow, known]);
}
