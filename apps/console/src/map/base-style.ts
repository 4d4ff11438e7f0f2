import latinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { colour, type Theme } from '../theme/tokens.ts';

// East Africa from files of this host alone: no tile, glyph or style server is ever asked (§7.2).

export const ATTRIBUTION =
  '© OpenStreetMap contributors (ODbL) · Natural Earth · GeoNames (CC BY 4.0)';
/** The corridors from Dar es Salaam to Elegu; what an officer sees first. */
export const CORRIDOR_BOUNDS: [west: number, south: number, east: number, north: number] = [
  29, -7.4, 40.4, 3.8,
];
export const FONT = ['Inter'];

/** The base map's files, by the source that each fills. */
export const BASE_FILES = {
  countries: 'countries.json',
  borders: 'borders.json',
  water: 'water.json',
  rivers: 'rivers.json',
  cities: 'cities.json',
  labels: 'labels.json',
  roads: 'roads-context.geojson',
  corridors: 'corridors.geojson',
  places: 'places.geojson',
} as const;

/** Where the file of a source lies on this host. */
export function baseFileUrl(source: string): string {
  const file = new Map<string, string>(Object.entries(BASE_FILES)).get(source) ?? '';
  return new URL(`/map/${file}`, location.href).href;
}

function sources(): Record<string, SourceSpecification> {
  return Object.fromEntries(
    Object.keys(BASE_FILES).map((name) => [
      name,
      { type: 'geojson', data: baseFileUrl(name), tolerance: 0.2 },
    ]),
  );
}

type Paint = (theme: Theme) => LayerSpecification[];

const land: Paint = (theme) => [
  { id: 'sea', type: 'background', paint: { 'background-color': colour('map-water', theme) } },
  {
    id: 'land',
    type: 'fill',
    source: 'countries',
    paint: {
      'fill-color': [
        'case',
        ['==', ['get', 'eac'], 1],
        colour('map-land', theme),
        colour('map-other', theme),
      ],
    },
  },
  {
    id: 'water',
    type: 'fill',
    source: 'water',
    paint: { 'fill-color': colour('map-water', theme), 'fill-antialias': false },
  },
  {
    id: 'rivers',
    type: 'line',
    source: 'rivers',
    paint: { 'line-color': colour('map-water', theme), 'line-width': 1 },
  },
  {
    id: 'borders',
    type: 'line',
    source: 'borders',
    paint: {
      'line-color': colour('map-border', theme),
      'line-width': 1,
      'line-dasharray': [6, 3, 1, 3],
    },
  },
];

function byCorridor(theme: Theme): ExpressionSpecification {
  return [
    'match',
    ['get', 'corridor'],
    'central',
    colour('central', theme),
    colour('northern', theme),
  ];
}

const onlyLines: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];

const lines: Paint = (theme) => [
  {
    id: 'roads',
    type: 'line',
    source: 'roads',
    paint: { 'line-color': colour('map-road', theme), 'line-width': 1.1 },
  },
  {
    id: 'corridors',
    type: 'line',
    source: 'corridors',
    filter: onlyLines,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': byCorridor(theme),
      'line-opacity': ['case', ['get', 'branch'], 0.72, 1],
      'line-width': ['interpolate', ['linear'], ['zoom'], 4, 1.2, 7, 2.2, 10, 4],
    },
  },
];

function wordLayer(
  id: string,
  source: string,
  { layout, paint, ...rest }: Partial<Extract<LayerSpecification, { type: 'symbol' }>>,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    ...rest,
    layout: { 'text-font': FONT, 'text-max-width': 8, ...layout },
    paint: { 'text-halo-width': 1.4, ...paint },
  };
}

const areaNames: Paint = (theme) => [
  wordLayer('water-names', 'labels', {
    filter: ['==', ['get', 'k'], 'water'],
    layout: {
      'text-field': ['get', 'n'],
      'text-size': 12,
      'text-letter-spacing': 0.05,
      'text-rotate': ['coalesce', ['get', 'rot'], 0],
    },
    paint: {
      'text-color': colour('map-water-ink', theme),
      'text-halo-color': colour('map-water', theme),
    },
  }),
  wordLayer('country-names', 'labels', {
    filter: ['==', ['get', 'k'], 'country'],
    layout: {
      'text-field': ['upcase', ['get', 'n']],
      'text-size': 12,
      'text-letter-spacing': 0.22,
    },
    paint: { 'text-color': colour('ink-3', theme), 'text-halo-color': colour('map-land', theme) },
  }),
  wordLayer('corridor-names', 'corridors', {
    filter: ['all', onlyLines, ['!', ['get', 'branch']]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': [
        'match',
        ['get', 'corridor'],
        'central',
        'Central Corridor',
        'Northern Corridor',
      ],
      'text-size': 11,
      'text-offset': [0, -0.9],
    },
    paint: { 'text-color': byCorridor(theme), 'text-halo-color': colour('map-land', theme) },
  }),
];

/** All corridors beside an open drawer at 1280 px are drawn at this zoom; the border posts must be in that picture. */
const OVERVIEW_ZOOM = 4.7;

const pointNames: Paint = (theme) => {
  const halo = { 'text-halo-color': colour('map-land', theme) };
  return [
    wordLayer('waypoint-names', 'corridors', {
      minzoom: 8,
      filter: ['all', ['==', ['geometry-type'], 'Point'], ['==', ['get', 'label'], true]],
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 11,
        'text-variable-anchor': ['left', 'right', 'top'],
        'text-radial-offset': 0.7,
      },
      paint: { 'text-color': colour('ink-3', theme), ...halo },
    }),
    ...[5, 4, 3, 2].map((rank) => townLayer(rank, theme)),
    wordLayer('stations', 'places', {
      minzoom: 8,
      filter: ['in', ['get', 'kind'], ['literal', ['icd', 'weighbridge', 'border_post']]],
      layout: {
        'icon-image': 'post',
        'icon-size': 0.8,
        'text-field': ['coalesce', ['get', 'short'], ['get', 'name']],
        'text-size': 11,
        'text-optional': true,
        'text-variable-anchor': ['right', 'left', 'bottom', 'top'],
        'text-radial-offset': 0.9,
      },
      paint: { 'text-color': colour('map-place', theme), ...halo },
    }),
    wordLayer('posts', 'places', {
      minzoom: OVERVIEW_ZOOM,
      filter: ['in', ['get', 'kind'], ['literal', ['osbp', 'seaport']]],
      layout: {
        'icon-image': ['match', ['get', 'kind'], 'seaport', 'port', 'post'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['coalesce', ['get', 'short'], ['get', 'name']],
        'text-size': 11.5,
        'text-optional': true,
        'text-variable-anchor': ['right', 'left', 'bottom', 'top'],
        'text-radial-offset': 0.9,
      },
      paint: { 'text-color': colour('map-place', theme), ...halo },
    }),
    // The topmost layer is placed first: a capital's name yields to nothing.
    ...[1, 0].map((rank) => townLayer(rank, theme)),
  ];
};

/** The zoom from which towns of a rank are named; rank 0 are capitals and the largest towns. */
const RANK_ZOOM = [0, OVERVIEW_ZOOM, 5.5, 6.5, 7.5, 8.5] as const;

function townLayer(rank: number, theme: Theme): LayerSpecification {
  return wordLayer(`towns-${rank}`, 'cities', {
    minzoom: RANK_ZOOM[rank] ?? 8.5,
    filter: ['==', ['get', 'r'], rank],
    layout: {
      'icon-image': 'town',
      'text-field': ['get', 'n'],
      'text-size': rank <= 1 ? 13.5 : 11.5,
      'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
      'text-radial-offset': 0.55,
    },
    paint: {
      'text-color': colour(rank <= 1 ? 'ink' : 'map-town', theme),
      'text-halo-color': colour('map-land', theme),
    },
  });
}

export function baseLayers(theme: Theme): LayerSpecification[] {
  return [...land(theme), ...lines(theme), ...areaNames(theme), ...pointNames(theme)];
}

/** The whole base map for a theme. */
export function baseStyle(theme: Theme): StyleSpecification {
  return {
    version: 8,
    'font-faces': {
      Inter: [
        {
          url: new URL(latin, location.href).href,
          'unicode-range': ['U+0000-00FF', 'U+2000-206F'],
        },
        { url: new URL(latinExt, location.href).href, 'unicode-range': ['U+0100-02FF'] },
      ],
    },
    sources: sources(),
    layers: baseLayers(theme),
  };
}
