import type { GeoJSONSource, LayerSpecification, MapLibreMap } from 'maplibre-gl';
import type { LonLat } from '../api/gazette-queries.ts';
import { colour, type Theme } from '../theme/tokens.ts';
import { FONT } from './base-style.ts';
import { geometryOf } from './shapes.ts';

// Diversions in force, on any map: dashes where trucks go instead, with the bulletin's number, and crosses of red where the
// road is closed. Neither looks like a track, a corridor or an alarm.

export type DrawnDiversion = {
  readonly label: string;
  readonly line: readonly LonLat[];
  /** Absent: nobody can say where along the road. */
  readonly closed: readonly LonLat[] | undefined;
};

const SOURCE = 'diversions';

/** Before anything that moves: a truck is never under a line. */
export function addDiversions(map: MapLibreMap, theme: Theme): void {
  map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  for (const layer of diversionLayers(theme)) map.addLayer(layer);
}

export function putDiversions(map: MapLibreMap, all: readonly DrawnDiversion[]): void {
  const feature = (role: string, line: readonly LonLat[], label: string) => ({
    type: 'Feature' as const,
    geometry: geometryOf({ is: 'line', line }),
    properties: { role, label },
  });
  const features = all.flatMap(({ label, line, closed }) => [
    feature('instead', line, label),
    ...(closed === undefined ? [] : [feature('closed', closed, '')]),
  ]);
  void map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: 'FeatureCollection', features });
}

export function diversionLayers(theme: Theme): LayerSpecification[] {
  const instead = ['==', ['get', 'role'], 'instead'] as ['==', ['get', string], string];
  return [
    {
      id: 'diversions-bed',
      type: 'line',
      source: SOURCE,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour('map-land', theme), 'line-width': 7, 'line-opacity': 0.9 },
    },
    {
      id: 'diversions-closed',
      type: 'line',
      source: SOURCE,
      filter: ['==', ['get', 'role'], 'closed'],
      paint: {
        'line-color': colour('sev-1', theme),
        // Wider than a track: who drove there before it was closed does not hide it.
        'line-width': 9,
        'line-dasharray': [0.22, 0.44],
      },
    },
    {
      id: 'diversions',
      type: 'line',
      source: SOURCE,
      filter: instead,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour('accent-strong', theme),
        'line-width': 3.5,
        'line-dasharray': [2.2, 1.1],
      },
    },
    {
      id: 'diversion-names',
      type: 'symbol',
      source: SOURCE,
      filter: instead,
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'label'],
        'text-font': FONT,
        'text-size': 11.5,
        'text-offset': [0, -1],
        'text-optional': true,
      },
      paint: {
        'text-color': colour('ink', theme),
        'text-halo-color': colour('map-land', theme),
        'text-halo-width': 1.8,
      },
    },
  ];
}
