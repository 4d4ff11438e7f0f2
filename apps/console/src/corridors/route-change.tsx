import type { Opening, RouteDiff, Stretch, Width } from '@lakiri/corridors';
import type { Beside } from '../map/draw-map.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { clockOf } from './route-form.ts';

/** What another version of a route changes, as a list; the map beside shows the same. */
export function RouteChange({ diff }: { diff: RouteDiff }) {
  const say = useSay();
  const { stretches, stops, fields, widths } = diff;
  const minutes = (n: number | null): string =>
    n === null ? say('route.asKind') : say('route.minutes', { n });
  const told = (n: number | null, open: Opening | null): string => {
    const hours = open === null ? '' : `, ${clockOf(open.opensMin)}–${clockOf(open.closesMin)}`;
    return `${minutes(n)}${hours}`;
  };
  if (stretches.length + stops.length + fields.length === 0 && widths === null)
    return <p className={page.quiet}>{say('route.same')}</p>;
  return (
    <ul>
      {fields.map(({ field, was, becomes }) => (
        <li key={field}>
          {say(`route.changed.${field}`)}: <del translate="no">{was}</del>{' '}
          <ins translate="no">{becomes}</ins>
        </li>
      ))}
      {widths === null ? null : (
        <li>
          {say('route.changed.widths')}: <del translate="no">{widthWords(widths.was)}</del>{' '}
          <ins translate="no">{widthWords(widths.becomes)}</ins>
        </li>
      )}
      {stretches.map((one) => (
        <li key={`${one.is} ${one.fromKm}`}>
          {say(`route.stretch.${one.is}`, {
            from: one.fromKm.toFixed(1),
            to: one.toKm.toFixed(1),
            km: (one.toKm - one.fromKm).toFixed(1),
          })}
        </li>
      ))}
      {stops.map((one) => (
        <li key={one.id}>
          {say(`route.stop.${one.is}`)}: <span translate="no">{one.name}</span>
          {one.is === 'changed' ? (
            <>
              , <del>{told(one.was, one.wasOpen)}</del>{' '}
              <ins>{told(one.becomes, one.becomesOpen)}</ins>
            </>
          ) : null}
          {one.is === 'added' ? (
            <>
              , <ins>{told(one.becomes, one.becomesOpen)}</ins>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function widthWords(widths: readonly Width[]): string {
  if (widths.length === 0) return '—';
  return widths.map(({ fromKm, toKm, bufferM }) => `km ${fromKm}–${toKm}: ${bufferM} m`).join('; ');
}

/** The same on a map. */
export function besideOf({ stretches }: RouteDiff): readonly Beside[] {
  return stretches.flatMap((one: Stretch): readonly Beside[] => [
    ...(one.is === 'removed' ? [] : [{ role: 'new', line: one.line } as const]),
    ...(one.was.length < 2 ? [] : [{ role: 'gone', line: one.was } as const]),
  ]);
}
