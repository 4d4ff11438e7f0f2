import { useEffect, useMemo, useRef } from 'react';
import { shownAt } from '../journeys/playback.ts';
import { useReplay } from '../journeys/replay.tsx';
import { momentAt } from '../journeys/track.ts';
import type { JourneyMap } from '../map/journey-map.ts';
import { boundsOf } from '../map/track-features.ts';
import { useOther } from './other.tsx';
import { strokesOf } from './stroke.ts';
import { nameOf } from './strokes.tsx';

/** Draws the other journey's track, and its truck with the clock. */
export function useOtherOn(map: JourneyMap | undefined): void {
  const { store, span, signals: mine } = useReplay();
  const other = useOther();
  const signals = other?.signals;
  const plate = other && nameOf(other.journey);
  const strokes = useMemo(() => signals && strokesOf(signals), [signals]);
  useEffect(() => map?.other(strokes), [map, strokes]);
  // Both are brought into view once, and again for another one; after that the map is the person's.
  const id = other?.journey.id;
  const fitted = useRef<string>(undefined);
  useEffect(() => {
    if (map === undefined || id === undefined || id === fitted.current) return;
    const bounds =
      signals === undefined || signals.length === 0 ? undefined : boundsOf([...mine, ...signals]);
    if (bounds === undefined) return;
    fitted.current = id;
    map.fit(bounds);
  }, [map, id, mine, signals]);
  useEffect(() => {
    if (map === undefined || signals === undefined || plate === undefined) return;
    const draw = (): void => {
      const moment = momentAt(signals, shownAt(store.now(), span));
      map.otherTruck(moment && { lat: moment.lat, lon: moment.lon, plate, silent: moment.silent });
    };
    draw();
    const leave = store.onFrame(draw);
    return () => {
      leave();
      map.otherTruck(undefined);
    };
  }, [map, store, span, signals, plate]);
}
