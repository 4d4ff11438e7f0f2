import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { colour, type Theme } from '../theme/tokens.ts';
import { FONT } from './base-style.ts';

export const FLEET = 'fleet';
export const FOCUS = 'focus';
export type Shown = { readonly trucks: boolean; readonly alarms: boolean };

const healthy: FilterSpecification = ['==', ['get', 'severity'], 9];
const alarmed: FilterSpecification = ['!=', ['get', 'severity'], 9];

/** With alarms hidden, an alarmed truck is a truck like any other and must not vanish. */
export function truckFilter(shown: Shown): FilterSpecification {
  return shown.alarms ? healthy : ['has', 'id'];
}

const onTop = {
  // Without the second, trucks would push the names of towns off the map (§7.5).
  'icon-allow-overlap': true,
  'icon-ignore-placement': true,
} as const;

export function fleetLayers(theme: Theme, shown: Shown): LayerSpecification[] {
  return [
    {
      id: 'focus',
      type: 'symbol',
      source: FOCUS,
      layout: { ...onTop, 'icon-image': ['get', 'ring'] },
    },
    {
      id: 'trucks',
      type: 'symbol',
      source: FLEET,
      filter: truckFilter(shown),
      layout: {
        ...onTop,
        visibility: shown.trucks ? 'visible' : 'none',
        'symbol-z-order': 'source', // sorting 20,000 from north to south at each redraw shows nothing
        'icon-image': ['get', 'plain'],
        'icon-rotate': ['get', 'course'],
        'icon-rotation-alignment': 'map',
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.62, 6, 0.85, 9, 1.1],
      },
    },
    {
      id: 'alarms',
      type: 'symbol',
      source: FLEET,
      filter: alarmed,
      layout: {
        ...onTop,
        visibility: shown.alarms ? 'visible' : 'none',
        'icon-image': ['get', 'sign'],
        'icon-size': 0.82,
        'symbol-sort-key': ['-', 0, ['get', 'severity']],
        'symbol-z-order': 'source',
        'text-field': ['get', 'label'],
        'text-font': FONT,
        'text-size': 11.5,
        'text-anchor': 'top',
        'text-offset': [0, 1],
        // Of two plates on one spot one is readable; both would be neither.
        'text-optional': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': colour('ink', theme),
        'text-halo-color': colour('map-land', theme),
        'text-halo-width': 1.8,
      },
    },
  ];
}
