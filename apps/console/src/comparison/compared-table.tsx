import { memo, useMemo } from 'react';
import { secondInstant } from '../clock/instants.ts';
import { useReplay, useShownAt } from '../journeys/replay.tsx';
import { indexAt } from '../journeys/track.ts';
import { distance } from '../map/distance.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { rowsOf } from './alignment.ts';
import styles from './comparison.module.css';
import { type Difference, differenceAt } from './difference.ts';
import { aheadWords, roadWords, standingWords, timeWords } from './difference-rows.tsx';
import type { Other } from './other.tsx';
import { nameOf } from './strokes.tsx';

/** The difference all along the journey: the map and the charts of two for whoever cannot see them. */
export function ComparedTable({ other }: { other: Other }) {
  const say = useSay();
  const { journey, span } = useReplay();
  const rows = useMemo(
    () => rowsOf(span).map((at) => ({ at, told: differenceAt(other.compared, at) })),
    [other, span],
  );
  const current = indexAt(rows, useShownAt());
  const plates = useMemo(
    () => ({ mine: nameOf(journey), other: nameOf(other.journey) }),
    [journey, other],
  );
  const sharesRoute = other.compared.ways !== undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard.
    <div className={styles.scroller} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('col.time')}</th>
            <th scope="col">{plates.mine}</th>
            <th scope="col">{plates.other}</th>
            <th scope="col">{say(sharesRoute ? 'compare.byRoad' : 'compare.straight')}</th>
            <th scope="col">{say('compare.byTime')}</th>
            <th scope="col">{say('compare.ahead')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, told }, index) => (
            <Row key={at} {...{ at, told, plates, sharesRoute }} isCurrent={index === current} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly at: number;
  readonly told: Difference;
  readonly plates: { readonly mine: string; readonly other: string };
  readonly sharesRoute: boolean;
  readonly isCurrent: boolean;
};

const Row = memo(function Row({ at, told, plates, sharesRoute, isCurrent }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  const { goTo } = useReplay();
  const straight = told.straightM === null ? '–' : distance(told.straightM);
  return (
    <tr aria-current={isCurrent}>
      <td>
        <button type="button" onClick={() => goTo(at)}>
          {secondInstant(at, language)}
        </button>
      </td>
      <td>{standingWords(say, told.mine, sharesRoute)}</td>
      <td>{standingWords(say, told.other, sharesRoute)}</td>
      <td>{sharesRoute ? roadWords(told) : straight}</td>
      <td>{timeWords(say, told)}</td>
      <td>{aheadWords(say, told, plates)}</td>
    </tr>
  );
});
