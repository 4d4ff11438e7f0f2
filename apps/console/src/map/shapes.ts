import type { GeoJSONStoreFeatures } from 'terra-draw';
import type { Area, LonLat, Shape } from '../api/gazette-queries.ts';

/** A tenth of a metre; the corridors are drawn to a kilometre. */
const DECIMALS = 6;
const M_PER_DEG = 111_195;
const CIRCLE_SIDES = 64;

const rounded = (degrees: number): number => Number(degrees.toFixed(DECIMALS));

/** The corners of an area with the first again at the end; a circle as a polygon of many sides. */
export function ringOf(area: Area): readonly LonLat[] {
  if (area.is === 'polygon') return [...area.ring, ...area.ring.slice(0, 1)];
  const { lat, lon, radiusM } = area;
  const perLon = M_PER_DEG * Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CIRCLE_SIDES + 1 }, (_, n): LonLat => {
    const turn = ((n % CIRCLE_SIDES) / CIRCLE_SIDES) * 2 * Math.PI;
    const [x, y] = [radiusM * Math.cos(turn), radiusM * Math.sin(turn)];
    return [lon + x / perLon, lat + y / M_PER_DEG];
  });
}

/** A shape as GeoJSON. */
export function geometryOf(shape: Shape) {
  const points = (shape.is === 'line' ? shape.line : ringOf(shape)).map(([lon, lat]) => [lon, lat]);
  return shape.is === 'line'
    ? { type: 'LineString' as const, coordinates: points }
    : { type: 'Polygon' as const, coordinates: [points] };
}

/** What a hand drew, as the fields say it; undefined where it is no shape. */
export function shapeOfDrawn({ geometry, properties }: GeoJSONStoreFeatures): Shape | undefined {
  if (geometry.type === 'LineString') {
    const line = geometry.coordinates.map(
      ([lon = 0, lat = 0]): LonLat => [rounded(lon), rounded(lat)],
    );
    return { is: 'line', line };
  }
  if (geometry.type !== 'Polygon') return undefined;
  const ring = (geometry.coordinates[0] ?? []).map(([lon = 0, lat = 0]): LonLat => [lon, lat]);
  const radiusKm = properties['radiusKilometers'];
  if (typeof radiusKm !== 'number')
    return { is: 'polygon', ring: ring.slice(0, -1).map(([x, y]) => [rounded(x), rounded(y)]) };
  const [west, south, east, north] = boundsOfPoints(ring);
  const radiusM = Math.round(radiusKm * 1_000);
  return {
    ...{ is: 'circle', radiusM },
    ...{ lat: rounded((south + north) / 2), lon: rounded((west + east) / 2) },
  };
}

/** West, south, east, north. */
export function boundsOfPoints(
  points: readonly LonLat[],
): [west: number, south: number, east: number, north: number] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
