import type { Area } from '../api/gazette-queries.ts';
import { distance } from '../map/distance.ts';
import { boundsOfPoints } from '../map/shapes.ts';
import { useSay } from '../shell/language.tsx';

/** Where a fence is, in words. */
export function FenceWhere({ area }: { area: Area }) {
  const say = useSay();
  if (area.is === 'circle') {
    const at = `${area.lat.toFixed(3)}, ${area.lon.toFixed(3)}`;
    return say('fence.circle', { radius: distance(area.radiusM), at });
  }
  const [west, south, east, north] = boundsOfPoints(area.ring);
  const at = `${((south + north) / 2).toFixed(3)}, ${((west + east) / 2).toFixed(3)}`;
  return say('fence.polygon', { n: area.ring.length, at });
}
