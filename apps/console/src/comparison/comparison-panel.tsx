import { Link } from '@tanstack/react-router';
import { useReplay } from '../journeys/replay.tsx';
import transport from '../journeys/transport.module.css';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { Segments } from '../ui/segments.tsx';
import { Waiting } from '../ui/waiting.tsx';
import styles from './comparison.module.css';
import { DifferenceRows } from './difference-rows.tsx';
import { type Other, useComparison, useSetOther } from './other.tsx';
import { Picker } from './picker.tsx';
import { nameOf, Strokes } from './strokes.tsx';

/** Opens the choice of the other journey, or ends the comparison. */
export function useCompareToggle(): () => void {
  const { asked, choosing, choose } = useComparison();
  const setOther = useSetOther();
  return () => {
    if (asked === undefined) return choose(!choosing);
    choose(false);
    setOther(undefined, 'clock');
  };
}

export function CompareSwitch() {
  const say = useSay();
  const { asked, choosing } = useComparison();
  const toggle = useCompareToggle();
  return (
    <button
      type="button"
      className={transport.switch}
      aria-pressed={asked !== undefined || choosing}
      aria-keyshortcuts="C"
      title={`${say('compare.open')} (C)`}
      onClick={toggle}
    >
      {say('compare.open')}
    </button>
  );
}

/** The other journey: which it is to be, and how far apart the two are. */
export function ComparisonPanel() {
  const say = useSay();
  const { asked, choosing, choose, problem, other } = useComparison();
  const toggle = useCompareToggle();
  if (choosing)
    return (
      <Panel title={say('compare.open')}>
        <Picker onDone={() => choose(false)} />
      </Panel>
    );
  if (asked === undefined) return null;
  return (
    <Panel title={say('compare.title')}>
      {problem === undefined ? null : <Refused problem={problem} />}
      {other === undefined && problem === undefined ? <Waiting lines={3} /> : null}
      {other === undefined ? null : <Beside other={other} />}
      <div className={styles.acts}>
        {other === undefined ? null : <Swap other={other} />}
        <Button onClick={() => choose(true)}>{say('compare.another')}</Button>
        <Button onClick={toggle} hotkey="C">
          {say('compare.end')}
        </Button>
      </div>
    </Panel>
  );
}

function Beside({ other }: { other: Other }) {
  const say = useSay();
  const { span } = useReplay();
  const setOther = useSetOther();
  const { journey, align, shiftMs, signals, loading } = other;
  const isThere = signals.some(({ at }) => at >= span.from && at <= span.to);
  return (
    <>
      <Strokes />
      <Segments
        label={say('compare.align')}
        value={align}
        choices={[
          { value: 'clock', label: say('compare.align.clock') },
          { value: 'departure', label: say('compare.align.departure') },
        ]}
        onChange={(next) => setOther(journey.id, next)}
      />
      {shiftMs === undefined ? <p role="status">{say('compare.noDeparture')}</p> : null}
      {shiftMs === 0 && align === 'clock' && !isThere && !loading ? (
        <p role="status">{say('compare.nothingHere', { plate: nameOf(journey) })}</p>
      ) : null}
      {other.compared.ways === undefined && !loading ? <p>{say('compare.noRoute')}</p> : null}
      <h3 className={styles.sub}>{say('compare.difference')}</h3>
      <DifferenceRows other={other} />
    </>
  );
}

/** The other journey becomes the one whose clock it is. */
function Swap({ other }: { other: Other }) {
  const say = useSay();
  const { journey } = useReplay();
  return (
    <Link
      className={styles.swap}
      to="/journeys/$id"
      params={{ id: other.journey.id }}
      search={{
        with: journey.id,
        ...(other.align === 'departure' ? { align: other.align } : {}),
      }}
    >
      {say('compare.swap')}
    </Link>
  );
}
