import { Link } from '@tanstack/react-router';
import { Home, Minus, Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Case } from '../api/case-contract.ts';
import { BaseMissing } from '../map/base-missing.tsx';
import { type FleetMap, openFleetMap } from '../map/fleet-map.ts';
import { useDiversions } from '../map/use-diversions.ts';
import { useMapName } from '../map/use-map-name.ts';
import { useOpenedMap } from '../map/use-opened-map.ts';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import { useDesk, useView } from './desk.tsx';
import { FleetLegend } from './fleet-legend.tsx';
import styles from './fleet-pane.module.css';
import { hoveredSeal, onHovered, setHovered } from './hover.ts';
import { byUrgency } from './queue.ts';
import { hiddenOf, layersOf } from './search.ts';

export function FleetPane() {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { map, failed, missing } = useFleetMap(box);
  useMapName(box, map, say('map.label'));
  return (
    <section className={styles.pane} aria-label={say('map.label')}>
      <p className="unseen">{say('map.twin')}</p>
      <div ref={box} className={floats.map} />
      {failed ? <p className={floats.failed}>{say('map.failed')}</p> : null}
      <BaseMissing files={missing} />
      <Layers />
      <FleetLegend />
      <Zoom map={map} />
    </section>
  );
}

function useFleetMap(box: RefObject<HTMLDivElement | null>) {
  const { feed, search } = useDesk();
  const pick = usePick();
  const { trucks, alarms } = layersOf(search);
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  const opened = useOpenedMap(box, (canvas) =>
    openFleetMap({
      ...canvas,
      shown: { trucks, alarms },
      onPick: (seals) => latest.current(seals),
      onHover: setHovered,
    }),
  );
  const { map } = opened;
  useEffect(() => map && feed.onTrucks(map.move), [map, feed]);
  useEffect(() => map?.show({ trucks, alarms }), [map, trucks, alarms]);
  const diversions = useDiversions();
  useEffect(() => map?.diversions(diversions), [map, diversions]);
  useFocus(map);
  return opened;
}

function useFocus(map: FleetMap | undefined): void {
  const { search } = useDesk();
  const { cases } = useView();
  const chosen = search.case === undefined ? undefined : cases.get(search.case)?.seal.id;
  const selected = chosen ?? search.truck?.split('.')[0];
  useEffect(() => {
    if (map === undefined) return;
    const focus = (): void => map.focus({ selected, hovered: hoveredSeal() });
    focus();
    return onHovered(focus);
  }, [map, selected]);
}

/** What a click on the map opens: the truck's most urgent case, the truck, or the list of all that stand there. */
function usePick(): (seals: readonly string[]) => void {
  const { feed, go } = useDesk();
  return (seals) => {
    const [first] = seals;
    if (first === undefined) return;
    const urgent = caseOf(feed.view().cases.values(), first);
    if (urgent !== undefined) go({ case: urgent.id, truck: undefined });
    else go({ case: undefined, truck: seals.slice(0, STACK_MAX).join('.') });
  };
}

/** More trucks than this at one point are a yard; the list of journeys is the place to look through them. */
const STACK_MAX = 12;

export function caseOf(cases: Iterable<Case>, seal: string): Case | undefined {
  return [...cases].filter((it) => it.seal.id === seal && it.state !== 'closed').sort(byUrgency)[0];
}

function Layers() {
  const say = useSay();
  const { search, go } = useDesk();
  const shown = layersOf(search);
  return (
    <div className={`${floats.float} ${styles.layers}`}>
      <fieldset className={styles.choices}>
        <legend className="unseen">{say('map.layers')}</legend>
        {(['trucks', 'alarms'] as const).map((layer) => (
          <button
            key={layer}
            type="button"
            aria-pressed={shown[layer]}
            onClick={() => go({ hide: hiddenOf({ ...shown, [layer]: !shown[layer] }) })}
          >
            {say(`map.${layer}`)}
          </button>
        ))}
      </fieldset>
      <Link to="/monitor/replay">{say('hour.open')}</Link>
    </div>
  );
}

function Zoom({ map }: { map: FleetMap | undefined }) {
  const say = useSay();
  const buttons = [
    { words: 'map.zoomIn', Icon: Plus, act: () => map?.zoom(1) },
    { words: 'map.zoomOut', Icon: Minus, act: () => map?.zoom(-1) },
    { words: 'map.home', Icon: Home, act: () => map?.home() },
  ] as const;
  return (
    <div className={`${floats.float} ${floats.zoom} ${styles.zoom}`}>
      {buttons.map(({ words, Icon, act }) => (
        <button key={words} type="button" aria-label={say(words)} title={say(words)} onClick={act}>
          <Icon size={16} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
