// Where the small history happens: two places, and two ways between them.
import type { Gazette, Place, Route } from '@lakiri/corridors';
import { detourOf } from './small-road.ts';

const place = (id: string, lat: number, lon: number): Place => ({
  id: id as Place['id'],
  name: id,
  short: id,
  kind: 'icd',
  country: 'KE',
  lat,
  lon,
  radiusM: 1_500,
});
export const FROM = place('harbour', -4.045, 39.64);
const TO = place('depot', -3.9, 39.4);
export const ROUTE: Route = {
  id: 'harbour-depot' as Route['id'],
  name: 'Harbour to depot',
  corridor: 'northern',
  from: FROM,
  to: TO,
  line: [
    [FROM.lon, FROM.lat],
    [39.52, -3.97],
    [TO.lon, TO.lat],
  ],
  km: 31,
  bufferM: 5_000,
  timeLimitH: 24,
  allowedStops: [],
};
export const GAZETTE: Gazette = { places: [FROM, TO], routes: [ROUTE, detourOf(ROUTE)] };
