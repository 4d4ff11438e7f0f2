import type { LayerSpecification, PropertyValueSpecification } from 'maplibre-gl';
import { colour, type Theme } from '../theme/tokens.ts';
import { FONT } from './base-style.ts';

// The track of a second journey on the map of one: another colour and dashes, beside the first and not over it, since
// most of the way both lie on the same road.

export const OTHER_SOURCES = ['other', 'other-truck'] as const;

export type OtherAt = {
  readonly lat: number;
  readonly lon: number;
  readonly plate: string;
  /** Not heard at this moment: it is drawn hollow, where it was last heard. */
  readonly silent: boolean;
};

/** The first one's track: by its speed, or of one colour while there is another. */
export function trackColour(theme: Theme, compared: boolean): PropertyValueSpecification<string> {
  if (compared) return colour('accent', theme);
  return [
    'match',
    ['get', 'step'],
    1,
    colour('speed-1', theme),
    2,
    colour('speed-2', theme),
    3,
    colour('speed-3', theme),
    colour('speed-4', theme),
  ];
}

export function otherPoint({ lat, lon, plate, silent }: OtherAt): object {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { plate, silent },
  };
}

/** Half of both strokes, and a hair between them. */
const BESIDE_PX = 4.5;

export function otherLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: 'other',
      type: 'line',
      source: 'other',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour('other', theme),
        'line-width': 4,
        'line-dasharray': [2.2, 1.4],
        'line-offset': BESIDE_PX,
      },
    },
    {
      id: 'other-truck',
      type: 'circle',
      source: 'other-truck',
      paint: {
        'circle-radius': 7,
        'circle-color': ['case', ['get', 'silent'], colour('panel', theme), colour('other', theme)],
        'circle-stroke-color': [
          'case',
          ['get', 'silent'],
          colour('other', theme),
          colour('panel', theme),
        ],
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'other-plate',
      type: 'symbol',
      source: 'other-truck',
      layout: {
        'text-field': ['get', 'plate'],
        'text-font': FONT,
        'text-size': 12,
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': 1.1,
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
