import { useQuery } from '@tanstack/react-query';
import type { DeadZoneArea } from '../api/dead-zone-queries.ts';
import { routesQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { useSay } from '../shell/language.tsx';

/** Where a dead zone is, in words. */
export function ZoneWhere({ area }: { area: DeadZoneArea }) {
  const say = useSay();
  const { data } = useQuery(routesQuery);
  if (area.is === 'circle')
    return say('zone.circle', {
      radius: distance(area.radiusM),
      at: `${area.lat.toFixed(3)}, ${area.lon.toFixed(3)}`,
    });
  const route = data?.routes.find(({ id }) => id === area.route)?.name ?? area.route;
  return say('zone.stretch', { route, from: area.fromKm, to: area.toKm });
}
