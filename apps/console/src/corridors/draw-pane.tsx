import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Shape } from '../api/gazette-queries.ts';
import { BaseMissing } from '../map/base-missing.tsx';
import {
  type Beside,
  type Drawing,
  type DrawMap,
  openDrawMap,
  type Tool,
} from '../map/draw-map.ts';
import { useMapName } from '../map/use-map-name.ts';
import { useOpenedMap } from '../map/use-opened-map.ts';
import { ZoomButtons } from '../map/zoom-buttons.tsx';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import floats from '../ui/floats.module.css';
import styles from './corridors.module.css';

type DrawPaneProps = {
  readonly area: Shape | undefined;
  /** Absent: it is only shown. */
  readonly onDrawn?: (area: Shape) => void;
  readonly tools?: readonly Tool[];
  readonly beside?: readonly Beside[];
  /** What is looked at first, and again when it is another; absent: the area. */
  readonly view?: Shape | undefined;
  readonly name?: 'fence.map' | 'bulletin.map';
};

const AREA_TOOLS = ['circle', 'polygon', 'edit'] as const;

/** An area on the map, to be looked at or drawn; whoever cannot draw types it into the fields beside. */
export function DrawPane({
  area,
  onDrawn,
  tools = AREA_TOOLS,
  beside,
  view,
  name = 'fence.map',
}: DrawPaneProps) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  const { map, failed, missing } = useDrawMap(box, (drawn) => {
    // A corner that is moved is followed by another; a shape is drawn once.
    setDrawing((now) => (now === 'edit' ? now : undefined));
    onDrawn?.(drawn);
  });
  useMapName(box, map, say(name));
  useEffect(() => map?.area(drawing === 'edit' ? undefined : area), [map, area, drawing]);
  useEffect(() => map?.beside(beside ?? []), [map, beside]);
  const said = useRef(area);
  useEffect(() => {
    said.current = area;
  });
  useEffect(() => {
    map?.edits(said.current);
    map?.draw(drawing);
  }, [map, drawing]);
  useFit(map, area, view);
  return (
    <section className={styles.pane} aria-label={say(name)}>
      <p>{say('fence.mapTwin')}</p>
      {onDrawn === undefined || failed ? null : (
        <Tools
          {...{ drawing, setDrawing }}
          tools={tools.filter((tool) => tool !== 'edit' || (area && area.is !== 'circle'))}
        />
      )}
      <div className={styles.map}>
        <div ref={box} className={floats.map} />
        {failed ? <p className={floats.failed}>{say('map.failed')}</p> : null}
        <BaseMissing files={missing} />
        <ZoomButtons map={map} />
      </div>
    </section>
  );
}

/** Once: a person who moves the map keeps it; another view is fitted anew. */
function useFit(map: DrawMap | undefined, area: Shape | undefined, view: Shape | undefined): void {
  const fitted = useRef<{ map: DrawMap; view: Shape | undefined }>(undefined);
  useEffect(() => {
    const look = view ?? area;
    const was = fitted.current;
    if (map === undefined || look === undefined) return;
    if (was?.map === map && was.view === view) return;
    fitted.current = { map, view };
    map.fit(look);
  }, [map, area, view]);
}

function Tools(props: {
  drawing: Drawing;
  setDrawing: (drawing: Drawing) => void;
  tools: readonly Tool[];
}) {
  const say = useSay();
  const { drawing, setDrawing, tools } = props;
  return (
    <div className={styles.tools}>
      {tools.map((tool) => (
        <Button key={tool} aria-pressed={drawing === tool} onClick={() => setDrawing(tool)}>
          {say(`fence.draw.${tool}`)}
        </Button>
      ))}
      {drawing === undefined ? null : (
        <Button onClick={() => setDrawing(undefined)}>{say('fence.draw.stop')}</Button>
      )}
    </div>
  );
}

function useDrawMap(box: RefObject<HTMLDivElement | null>, onDrawn: (area: Shape) => void) {
  const latest = useRef(onDrawn);
  useEffect(() => {
    latest.current = onDrawn;
  });
  return useOpenedMap(box, (canvas) =>
    openDrawMap({ ...canvas, onDrawn: (area) => latest.current(area) }),
  );
}
