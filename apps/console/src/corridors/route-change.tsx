import type { RouteDiff, Stretch } from '@lakiri/corridors';
import type { Beside } from '../map/draw-map.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';

/** What another version of a route changes, as a list; the map beside shows the same. */
export function RouteChange({ diff }: { diff: RouteDiff }) {
  const say = useSay();
  const { stretches, stops, fields } = diff;
  const minutes = (n: number | null): string =>
    n === null ? say('route.asKind') : say('route.minutes', { n });
  if (stretches.length + stops.length + fields.length === 0)
    return <p className={page.quiet}>{say('route.same')}</p>;
  return (
    <ul>
      {fields.map(({ field, was, becomes }) => (
        <li key={field}>
          {say(`route.changed.${field}`)}: <del translate="no">{was}</del>{' '}
          <ins translate="no">{becomes}</ins>
        </li>
      ))}
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
              , <del>{minutes(one.was)}</del> <ins>{minutes(one.becomes)}</ins>
            </>
          ) : null}
          {one.is === 'added' ? (
            <>
              , <ins>{minutes(one.becomes)}</ins>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The same on a map. */
export function besideOf({ stretches }: RouteDiff): readonly Beside[] {
  return stretches.flatMap((one: Stretch): readonly Beside[] => [
    ...(one.is === 'removed' ? [] : [{ role: 'new', line: one.line } as const]),
    ...(one.was.length < 2 ? [] : [{ role: 'gone', line: one.was } as const]),
  ]);
}
