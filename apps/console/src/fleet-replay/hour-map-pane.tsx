import { type RefObject, useEffect, useRef } from 'react';
import panes from '../journeys/journey-map-pane.module.css';
import { shownAt } from '../journeys/playback.ts';
import { BaseMissing } from '../map/base-missing.tsx';
import { type HourMap, openHourMap } from '../map/hour-map.ts';
import { useMapName } from '../map/use-map-name.ts';
import { useOpenedMap } from '../map/use-opened-map.ts';
import { ZoomButtons } from '../map/zoom-buttons.tsx';
import { FleetLegend } from '../monitor/fleet-legend.tsx';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import { momentOf } from './hour.ts';
import { useHour } from './hour-replay.tsx';

type HourMapPaneProps = {
  readonly chosen: string | undefined;
  readonly onChoose: (seal: string | undefined) => void;
};

export function HourMapPane({ chosen, onChoose }: HourMapPaneProps) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onChoose);
  useEffect(() => {
    latest.current = onChoose;
  });
  const { map, failed, missing } = useOpenedMap(box, (canvas) =>
    openHourMap({ ...canvas, onPick: ([first]) => latest.current(first) }),
  );
  useMapName(box, map, say('hour.map'));
  useTrucks(map, chosen);
  return (
    <section className={panes.pane} aria-label={say('hour.map')}>
      <p className="unseen">{say('hour.mapTwin')}</p>
      <div ref={box as RefObject<HTMLDivElement>} className={floats.map} />
      {failed ? <p className={floats.failed}>{say('map.failed')}</p> : null}
      <BaseMissing files={missing} />
      <FleetLegend />
      <ZoomButtons map={map} />
    </section>
  );
}

/** As often as a moment is drawn while the clock runs; whoever asked for less motion sees a still picture each second. */
const DRAWN_MS = 100;
const DRAWN_STILL_MS = 1_000;

function useTrucks(map: HourMap | undefined, chosen: string | undefined): void {
  const { store, span, hour } = useHour();
  useEffect(() => {
    if (map === undefined) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    let drawnAt = Number.NEGATIVE_INFINITY;
    const draw = (): void => {
      const now = performance.now();
      const apart = still.matches ? DRAWN_STILL_MS : DRAWN_MS;
      if (store.now().playing && now - drawnAt < apart) return;
      drawnAt = now;
      map.draw(momentOf(hour, shownAt(store.now(), span)).signs, chosen);
    };
    draw();
    return store.onFrame(draw);
  }, [map, store, span, hour, chosen]);
}
